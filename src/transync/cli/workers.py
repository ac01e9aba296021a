"""Who does the work of a command: the options for it, and the executor that they choose."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from transync.engine.executor import Executor

PROCESSES, DASK = "processes", "dask"


class WorkerOptions(NamedTuple):
    """Who does the work of a command."""

    jobs: int = 0
    """How many workers on this machine; 0 means one for each core."""
    place: str = PROCESSES

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> WorkerOptions:
        """Take them from those that `spreading` or `distributing` adds."""
        return cls(options["jobs"] or 0, options.get("place", PROCESSES))


ALONE = WorkerOptions(jobs=1)
"""This process, for commands that have little to do."""


def spreading(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option of a command that works in several processes."""
    return click.option(
        "-j",
        "--jobs",
        type=click.IntRange(min=1),
        metavar="N",
        help="Number of processes (default: one per core).",
    )(command)


def distributing(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of a command that works in several processes, or on several machines."""
    return spreading(
        click.option(
            *("--executor", "place"),
            default=PROCESSES,
            callback=_place_of,
            metavar="WHERE",
            help="Work in: processes (default), dask (a local cluster) or dask:ADDRESS.",
        )(command)
    )


def _place_of(context: click.Context, option: click.Parameter, value: str) -> str:
    """Return the value of `--executor`, which is one of those that there are."""
    kind, colon, address = value.partition(":")
    if value != PROCESSES and (kind != DASK or bool(colon) != bool(address)):
        message = f"{value!r} is none of: processes, dask, dask:ADDRESS."
        raise click.BadParameter(message, context, option)
    return value


def executor_of(folder: str, workers: WorkerOptions) -> Executor:
    """Return the executor of a command, which ends with the command.

    Raises `TransyncError` where a cluster cannot be used, and `click.UsageError` if a number of
    jobs is given for one that has its own workers.
    """
    from transync.engine.executor import Processes

    jobs, place = workers
    if place == PROCESSES:
        return Processes(jobs)
    address = place.partition(":")[2]
    if address and jobs:
        raise click.UsageError("-j is for workers of this machine; the cluster has its own.")
    from transync import storage
    from transync.engine.dask import connected
    from transync.project.environment import environment

    root = storage.find_config(Path(folder)).root
    cluster = connected(address, partial(environment, root.folder), jobs=jobs)
    return click.get_current_context().with_resource(cluster)
