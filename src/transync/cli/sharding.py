"""Divide a project among several machines: the options of a shard, `index`, `report merge`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from transync.cli.options import Common, caching, common_options, example, listed
from transync.cli.running import exit_with, introduce, project
from transync.cli.workers import WorkerOptions, distributing
from transync.domain.shard_numbers import ShardNumber, parse_shard

if TYPE_CHECKING:
    from collections.abc import Callable

    from transync.api.project import Project
    from transync.project.project_index import ProjectIndex

SHARD_FORMAT = "shard"
"""The format of a report that is to be merged with those of the other shards."""


class Sharding(NamedTuple):
    """The options that make a run one of several."""

    number: ShardNumber | None
    """None for a run of its own."""
    index_file: str | None
    """The file of the index."""

    def refuse_contradictions(self, paths: tuple[str, ...]) -> None:
        """Raise `UsageError` for options that exclude each other."""
        if self.number is None and self.index_file is not None:
            raise click.UsageError("--index is for --shard; a run of its own needs none.")
        if self.number is not None and paths:
            raise click.UsageError("--shard divides all documents; leave out PATH.")

    def read_index(self, opened: Project, common: Common) -> ProjectIndex | None:
        """Read the index, if the run has one; raises `ConfigError` for that of something else."""
        if self.index_file is None:
            return None
        from transync import storage
        from transync.project.project_index import from_json

        data = storage.read_named(Path(common.folder, self.index_file))
        return from_json(opened, data.decode("utf-8", "replace"), self.index_file)


def sharding(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of a shard that takes from an index what concerns all documents."""
    return click.option(
        "--index",
        metavar="FILE",
        help="Read from FILE what concerns all documents; `transync index` writes it.",
    )(shard_only(command))


def shard_only(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option of a shard."""
    return click.option(
        *("--shard", "shard"),
        callback=_parsed,
        metavar="I/N",
        help="Only the I-th of N parts of the documents: 2/8.",
    )(command)


def _parsed(
    context: click.Context, option: click.Parameter, value: str | None
) -> ShardNumber | None:
    if value is None:
        return None
    try:
        return parse_shard(value)
    except ValueError as error:
        raise click.BadParameter(str(error), context, option) from error


@click.command(
    epilog=example("transync index index.json", "transync check --shard 2/8 --index index.json")
)
@click.argument("file")
@click.option(
    *("--lang", "codes"),
    multiple=True,
    callback=listed,
    metavar="L",
    help="Only these languages: en,fr.",
)
@caching
@distributing
@common_options(verbose="Also print which project it is.")
@click.pass_obj
def index(common: Common, /, file: str, codes: tuple[str, ...], **options: object) -> None:
    """Find out for all shards what concerns all documents.

    The shards of `check` and `build` read it from FILE.
    """

    def steps() -> int:
        from transync import storage
        from transync.commands.index import index as indexed
        from transync.domain.counts import counted
        from transync.project.named_files import refuse_own
        from transync.project.project_index import to_json

        opened = project(common, (), codes, WorkerOptions.of(options))
        introduce(opened, common)
        place = Path(common.folder, file)
        refuse_own(opened, place, "the index")
        found = indexed(opened)
        storage.write_named(place, to_json(found).encode("ascii"))
        if not common.quiet:
            languages = counted(len(opened.languages), "language")
            click.echo(f"index: {counted(len(found.documents), 'document')} in {languages}")
        return 0

    exit_with(steps)
