"""Pipes between two processes: a value that is sent at one end is received at the other."""

from __future__ import annotations

import os
import pickle
import select
import struct
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SIZE = struct.Struct("=Q")
_PART = 1 << 20
"""Bytes that are read at once, and that a pipe holds until somebody reads them."""


class Pipe:
    """One process's end of a pair of pipes to another."""

    def __init__(self, source: int, target: int) -> None:
        self.source, self.target = source, target

    def send(self, value: object) -> None:
        """Send a value; raises `ConnectionError` if nobody is at the other end."""
        self.send_pickled(pickled(value))

    def send_pickled(self, data: bytes) -> None:
        """Send a value that several ends are sent, pickled once. Raises what `send` does."""
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


def pickled(value: object) -> bytes:
    """Return a value as `send_pickled` takes it."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def pair() -> tuple[Pipe, Pipe]:
    """Return the two ends of a new pair of pipes; raises `OSError`."""
    (source, there), (back, target) = _pipe(), _pipe()
    return Pipe(source, target), Pipe(back, there)


def ready(pipes: Iterable[Pipe]) -> list[Pipe]:
    """Wait until some pipes have a value to receive, or have lost their other end; return these."""
    poll = select.poll()
    by_source = {pipe.source: pipe for pipe in pipes}
    for source in by_source:
        poll.register(source, select.POLLIN)
    return [by_source[source] for source, _ in poll.poll()]


def _pipe() -> tuple[int, int]:
    source, target = os.pipe()
    with suppress(ImportError, AttributeError, OSError):
        from fcntl import F_SETPIPE_SZ, fcntl  # Linux; elsewhere, who sends waits more often

        fcntl(target, F_SETPIPE_SZ, _PART)
    return source, target
