"""Lock a project, so that one run of transync at a time writes in it."""

from __future__ import annotations

import errno
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
"""How many seconds to wait for another run."""

TELL_AFTER = 1.0
"""After how many seconds to say what this run is waiting for."""

_PAUSE = 0.05

# NFS locks a file only through a handle that can write, which a folder never has: EBADF, though
# the handle is open (flock(2)). The others come from file systems that lock no folders, or nothing.
_UNSUPPORTED = {errno.EBADF, errno.EINVAL, errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP}


@contextmanager
def locked(root: Root, waits: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Keep other runs from writing in a project; the lock is on its folder, and leaves no file.

    Without any lock where the file system has none. Calls `waits` once, if another run holds the
    lock for longer than `TELL_AFTER`. Raises `TransyncError` if it does for longer than
    `PATIENCE`, and with the system's reason if the folder cannot be locked.
    """
    handle = os.open(root.folder, os.O_RDONLY)
    try:
        _lock(handle, waits)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, waits: Callable[[], None]) -> None:
    begin = time.monotonic()
    has_called = False
    while not _is_locked(handle):
        waited = time.monotonic() - begin
        if waited > PATIENCE:
            raise TransyncError("another run of transync is at work in this project; try later")
        if waited > TELL_AFTER and not has_called:
            has_called = True
            waits()
        time.sleep(_PAUSE)


def _is_locked(handle: int) -> bool:
    """Try to take the lock; return False if another run has it."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise TransyncError(f"the project cannot be locked: {error.strerror}") from error
    return True
