"""Copies of this process, each at the other end of a line: what is sent there is answered.

The library's own take as long to import as a small run takes to end.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import struct
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NoReturn

from transync.domain.errors import TransyncError
from transync.engine import stopping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_FIRST = os.getpid()
_SIZE = struct.Struct("=Q")
_PART = 1 << 20
"""Bytes that are taken at once, and that lie in a line until they are."""


class Line:
    """One end of a line between two processes: what is sent at the one is received at the other."""

    def __init__(self, source: int, target: int) -> None:
        self.source, self.target = source, target

    def send(self, value: object) -> None:
        """Send a value; raises `ConnectionError` if nobody is at the other end."""
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        rest = memoryview(_SIZE.pack(len(data)) + data)
        while rest:
            rest = rest[os.write(self.target, rest) :]

    def receive(self) -> object:
        """Wait for a value; raises `EOFError` if none can come."""
        (size,) = _SIZE.unpack(self._read(_SIZE.size))
        value: object = pickle.loads(self._read(size))
        return value

    def close(self) -> None:
        """Close this end."""
        os.close(self.source)
        os.close(self.target)

    def _read(self, size: int) -> bytes:
        parts = []
        while size:
            part = os.read(self.source, min(size, _PART))
            if not part:
                raise EOFError
            parts.append(part)
            size -= len(part)
        return b"".join(parts)


def cores() -> int:
    """Tell how many processes can be at work at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def can_copy() -> bool:
    """Tell whether the system makes copies of a process; and a copy makes none itself."""
    return hasattr(os, "fork") and os.getpid() == _FIRST


@contextmanager
def copies(count: int, serve: Callable[[Line], None]) -> Iterator[list[Line]]:
    """Make so many copies, which `serve` at their ends of the lines; end them, whatever happens.

    Where `serve` returns, where it raises and where the first process has ended, its copy ends.
    Raises `TransyncError` with the system's reason if there can be no more.
    """
    lines: list[Line] = []
    pids: list[int] = []
    try:
        for _ in range(count):
            try:
                pids.append(_copied(serve, lines))
            except OSError as error:
                message = f"no other process could be started: {error.strerror}; try `-j 1`"
                raise TransyncError(message) from error
        yield lines
    finally:
        for line in lines:
            line.close()
        for pid in pids:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


def ready(lines: Iterable[Line]) -> list[Line]:
    """Wait until something can be received from one of the lines, or never more, and give these."""
    poll = select.poll()
    by_source = {line.source: line for line in lines}
    for source in by_source:
        poll.register(source, select.POLLIN)
    return [by_source[source] for source, _ in poll.poll()]


def _copied(serve: Callable[[Line], None], lines: list[Line]) -> int:
    """Make one copy, and add our end of the line to it."""
    theirs, ours = _pipe(), _pipe()
    lines.append(Line(ours[0], theirs[1]))
    line = Line(theirs[0], ours[1])
    before = stopping.mask()  # else a copy could be asked to stop before it knows what it is
    try:
        pid = os.fork()
        if pid == 0:
            stopping.let_die()
            stopping.unmask(before)
            _serve(serve, line, lines)
    finally:
        line.close()
        stopping.unmask(before)
    return pid


def _serve(serve: Callable[[Line], None], line: Line, others: Iterable[Line]) -> NoReturn:
    """Be a copy, to its end: what the first process has begun is nothing to it."""
    code = 1
    try:
        for other in others:
            other.close()  # else it could not be seen that the first process has ended
        serve(line)
        code = 0
    finally:  # the first process tells of a copy that has failed
        os._exit(code)


def _pipe() -> tuple[int, int]:
    source, target = os.pipe()
    with suppress(ImportError, AttributeError, OSError):
        from fcntl import F_SETPIPE_SZ, fcntl  # Linux; elsewhere, who sends waits more often

        fcntl(target, F_SETPIPE_SZ, _PART)
    return source, target
