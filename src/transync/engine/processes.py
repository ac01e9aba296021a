"""Worker processes: forked from this one, or started anew; each has one end of a pipe to it.

The standard library's own (`multiprocessing`, `concurrent.futures`) take as long to import as a
small run takes, and to start a worker they run the program's main module again.
"""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager, suppress
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, NoReturn, cast

from transync.domain.errors import TransyncError
from transync.engine import stopping
from transync.engine.pipe import Pipe, pair, pickled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from subprocess import Popen

_FIRST = os.getpid()
_COMMAND = "import sys; sys.path[:] = {path!r}; from transync.engine.processes import main; main()"


class Start(StrEnum):
    """How worker processes come to be."""

    FORK = "fork"
    """As copies of this process, which have all that it has, at no cost."""
    SPAWN = "spawn"
    """As new processes, which are sent what they need: also beside threads."""


def cores() -> int:
    """Return how many processes can be at work at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def offered() -> tuple[Start, ...]:
    """Return the ways in which this process can start workers, the better one first.

    There is none for one that is a worker itself.
    """
    if os.getpid() != _FIRST:
        return ()
    can_fork, can_spawn = hasattr(os, "fork"), bool(sys.executable)
    return (*([Start.FORK] if can_fork else ()), *([Start.SPAWN] if can_spawn else ()))


@contextmanager
def workers(start: Start, count: int, serve: Callable[[Pipe], None]) -> Iterator[list[Pipe]]:
    """Start worker processes that `serve` at their ends of the pipes; end them, whatever happens.

    A worker ends where `serve` returns or raises, and with this process. A process that was not
    forked is sent `serve`, which then must be picklable. Raises `TransyncError` with the system's
    reason if there can be no more processes.
    """
    is_copied = start is Start.FORK
    begin = partial(_forked, serve) if is_copied else partial(_spawned, pickled(serve))
    pipes: list[Pipe] = []
    ends: list[Callable[[], object]] = []
    try:
        for _ in range(count):
            try:
                ends.append(begin(pipes))
            except OSError as error:
                message = f"no other process could be started: {error.strerror}; try `-j 1`"
                raise TransyncError(message) from error
        yield pipes
    finally:
        for pipe in pipes:
            pipe.close()
        for end in ends:
            end()


def _forked(serve: Callable[[Pipe], None], pipes: list[Pipe]) -> Callable[[], object]:
    """Fork one worker, add our end of its pipe, and return what ends it."""
    ours, theirs = pair()
    pipes.append(ours)
    before = stopping.mask()  # else it could be asked to stop before it knows what it is
    try:
        pid = os.fork()
        if pid == 0:
            stopping.let_die()
            stopping.unmask(before)
            for other in pipes:
                other.close()  # else it could not be seen that the first process has ended
            _work(serve, theirs)
    finally:
        theirs.close()
        stopping.unmask(before)
    return partial(_end_forked, pid)


def _end_forked(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def _spawned(serve: bytes, pipes: list[Pipe]) -> Callable[[], object]:
    """Start Python anew for one worker, add our end of its pipe, and return what ends it."""
    from subprocess import DEVNULL, Popen

    ours, theirs = pair()
    pipes.append(ours)
    handles = (theirs.source, theirs.target)
    command = [sys.executable, "-c", _COMMAND.format(path=sys.path), *map(str, handles)]
    before = stopping.mask()  # the worker lets signals through once it knows what it is
    try:
        process = Popen(command, pass_fds=handles, stdin=DEVNULL)
    finally:
        theirs.close()
        stopping.unmask(before)
    with suppress(ConnectionError):  # it has ended: that is seen when nothing comes back
        ours.send_pickled(serve)
    return partial(_end_spawned, process)


def _end_spawned(process: Popen[bytes]) -> None:
    process.kill()
    process.wait()


def main() -> NoReturn:
    """Be a worker that was started anew; its arguments are the two handles of its pipe."""
    stopping.let_die()
    stopping.unblock()
    _work(_serve_as_sent, Pipe(*map(int, sys.argv[1:])))


def _serve_as_sent(pipe: Pipe) -> None:
    serve = cast("Callable[[Pipe], None]", pipe.receive())
    serve(pipe)


def _work(serve: Callable[[Pipe], None], pipe: Pipe) -> NoReturn:
    """Be a worker, to its end: what the first process has begun is nothing to it."""
    code = 1
    try:
        serve(pipe)
        code = 0
    finally:  # the first process reports a worker that has failed
        os._exit(code)
