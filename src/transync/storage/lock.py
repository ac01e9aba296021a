"""One run of transync at a time in a project."""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from transync.domain.errors import TransyncError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from transync.storage.root import Root

PATIENCE = 60.0
"""Seconds for which another run is waited for."""

TELL_AFTER = 1.0
"""Seconds after which one is told what is waited for."""

_PAUSE = 0.05


@contextmanager
def locked(root: Root, waits: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Keep other runs from writing in a project; the lock is on its folder, and leaves no file.

    `waits` is called once, if another run has it for more than a moment. Raises `TransyncError`
    if another run holds it for longer than `PATIENCE`.
    """
    handle = os.open(root.folder, os.O_RDONLY)
    try:
        _lock(handle, waits)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, waits: Callable[[], None]) -> None:
    begin = time.monotonic()
    is_told = False
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waited = time.monotonic() - begin
            if waited > PATIENCE:
                message = "another run of transync is at work in this project; wait for its end"
                raise TransyncError(message) from None
            if waited > TELL_AFTER and not is_told:
                is_told = True
                waits()
            time.sleep(_PAUSE)
        except OSError:  # a file system without locks, as some that are on a network
            return
        else:
            return
