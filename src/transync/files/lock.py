"""One run of transync at a time in a project."""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from transync.errors import TransyncError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.files.root import Root

PATIENCE = 60.0
"""Seconds for which another run is waited for."""

_PAUSE = 0.05


@contextmanager
def locked(root: Root) -> Iterator[None]:
    """Keep other runs from writing in a project; the lock is on its folder, and leaves no file.

    Raises `TransyncError` if another run holds it for longer than `PATIENCE`.
    """
    handle = os.open(root.folder, os.O_RDONLY)
    try:
        _lock(handle)
        yield
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                message = "another run of transync is at work in this project; wait for its end"
                raise TransyncError(message) from None
            time.sleep(_PAUSE)
        except OSError:  # a file system without locks, as some that are on a network
            return
        else:
            return
