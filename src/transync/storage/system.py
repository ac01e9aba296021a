"""System calls that not every system has: atomic renames, leases, syncing."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import time
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE = 5.0
"""How many seconds to wait for another program that is writing to a file."""

_AT_FDCWD = -100
_NO_REPLACE, _EXCHANGE = 1, 2
_NOT_OFFERED = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM)
_PAUSE = 0.005


@cache
def renameat2() -> Callable[[int, bytes, int, bytes, int], int] | None:
    """Return the C function; None where there is none (before Linux 3.15 or glibc 2.28)."""
    import ctypes  # not needed where nothing is written

    found = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if found is not None:
        named = (ctypes.c_int, ctypes.c_char_p)
        found.argtypes = (*named, *named, ctypes.c_uint)
        found.restype = ctypes.c_int
    return found


def exchange(one: Path, other: Path) -> bool:
    """Swap the names of two files atomically; return False where the system cannot."""
    return _renamed(one, other, _EXCHANGE)


def rename_new(origin: Path | str, place: Path | str) -> None:
    """Rename a file; raises `FileExistsError` if the new name is taken."""
    if not _renamed(origin, place, _NO_REPLACE):
        if os.path.lexists(place):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(place))
        Path(origin).rename(place)


def _renamed(one: Path | str, other: Path | str, flag: int) -> bool:
    rename = renameat2()
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), flag) == 0:
        return True
    from ctypes import get_errno

    number = get_errno()
    if number in _NOT_OFFERED:
        return False
    raise OSError(number, os.strerror(number), str(one), None, str(other))


@contextmanager
def leased(handle: int, place: Path | str) -> Iterator[None]:
    """Keep other programs from writing to an open file, where leases exist (Linux, fcntl(2)).

    Wait for a program that is writing already; raises `BlockingIOError` after `PATIENCE`.
    """
    held = _lease(handle, place)
    try:
        yield
    finally:
        if held:
            with suppress(OSError):
                fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_UNLCK)


def _lease(handle: int, place: Path | str) -> bool:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            _take(handle)
        except BlockingIOError as error:
            if not offers_leases(Path(place).parent):
                return False
            if time.monotonic() > end:
                reason = "another program has it open for writing; close it there"
                raise BlockingIOError(errno.EAGAIN, reason) from error
        except (AttributeError, OSError):  # another system, or somebody else's file
            return False
        else:
            return True
        time.sleep(_PAUSE)


def _take(handle: int) -> None:
    # A program that waits for the lease makes the kernel send us this signal, which is ignored.
    fcntl.fcntl(handle, fcntl.F_SETSIG, signal.SIGURG)
    fcntl.fcntl(handle, fcntl.F_SETLEASE, fcntl.F_RDLCK)


@cache
def offers_leases(folder: Path) -> bool:
    """Whether a file that nobody is writing gets a lease: some network file systems grant none."""
    from tempfile import NamedTemporaryFile

    with NamedTemporaryFile(dir=folder, prefix=".transync-", suffix=".lease") as file:
        handle = os.open(file.name, os.O_RDONLY)
        try:
            file.close()
            _take(handle)
        except OSError:
            return False
        else:
            return True
        finally:
            os.close(handle)


def sync(place: Path) -> None:
    """Flush a file's bytes, or a folder's names, to the disk."""
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
