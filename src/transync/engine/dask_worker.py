"""What a worker of a Dask cluster does for transync: run a batch of shards, in its turn."""

from __future__ import annotations

import io
import logging
import pickle
import signal
import time
from contextlib import redirect_stderr
from functools import cache
from socket import gethostname
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from transync.domain.errors import TransyncError
from transync.engine.pipe import pickled
from transync.engine.scheduler import Delivery

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")
R = TypeVar("R")

_ONE = Lock()
"""Held by the batch that runs: a worker may have several threads, but what tasks call has none."""


class Environment(NamedTuple):
    """What all workers must have in common with the process that sends them work."""

    describe: Callable[[], Mapping[str, str]]
    """Returns it, by name, where it is called."""
    expected: tuple[tuple[str, str], ...]
    """What it returns here."""

    @classmethod
    def of(cls, describe: Callable[[], Mapping[str, str]]) -> Environment:
        """Return the environment of this process."""
        return cls(describe, tuple(describe().items()))

    def refusal(self) -> str:
        """Return what of this process is not as expected; empty if all is."""
        return _refusal(pickled(self))


class Done(NamedTuple):
    """A batch that was run."""

    seconds: float
    delivery: Delivery


def run(task: Callable[[T], R], batch: bytes, environment: bytes) -> bytes:
    """Run a task over a pickled batch of shards, and return a pickled `Done`.

    What the task raises ends the batch, and is part of it.
    """
    if refusal := _refusal(environment):
        return pickled(Done(0.0, Delivery([], TransyncError(refusal))))
    with _ONE:
        begin = time.perf_counter()
        results: list[R] = []
        error: Exception | None = None
        try:
            results.extend(map(task, cast("list[T]", pickle.loads(batch))))
        except Exception as raised:
            error = raised
        seconds = time.perf_counter() - begin
    try:
        return pickled(Done(seconds, Delivery(results, error)))
    except Exception as unpicklable:
        return pickled(Done(seconds, Delivery([], unpicklable)))


@cache
def _refusal(environment: bytes) -> str:
    described, expected = cast("Environment", pickle.loads(environment))
    found = described()
    for name, value in expected:
        if found.get(name) != value:
            has = found.get(name, "nothing of the kind")
            return f"the worker on {gethostname()} has {has}; this machine has {value}"
    return ""


class _Sink(io.TextIOBase):
    """Takes what is written, and keeps nothing."""

    def write(self, text: str, /) -> int:
        return len(text)


def dask_setup(worker: object) -> None:
    """Leave Ctrl-C and the terminal to the process that starts a local cluster; Dask calls this."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    logging.disable(logging.CRITICAL)
    redirect_stderr(_Sink()).__enter__()  # to the end of the worker
