"""Read and write what users name on the command line: files anywhere, devices and pipes."""

from __future__ import annotations

import os
import re
import stat
from contextlib import suppress
from pathlib import Path

from transync.domain.errors import PathError
from transync.storage.root import real_path, system_errors
from transync.storage.write import fill, written

_HANDLE = re.compile(r"/(?:dev|proc/(?:self|thread-self))/fd/(\d{1,6})/?")
_STREAMS = {"/dev/stdin": 0, "/dev/stdout": 1, "/dev/stderr": 2}
_LINKS = 40
"""How many links in a row Linux follows."""


def write_named(path: Path, data: bytes) -> None:
    """Replace a file atomically, keeping its mode; follow links.

    Write directly into anything but a regular file, and into files that the parent process has
    opened (`/dev/fd/9`). A pipe whose reader has left is not an error. Raises `PathError` for a
    folder, `TransyncError` with the system's reason.
    """
    name = str(path)
    with system_errors(name, "written"), suppress(BrokenPipeError):
        handle = handle_of(path)
        if handle is not None:
            fill(handle, data)
            return
        status = _status(path)
        if status is None or stat.S_ISREG(status.st_mode):
            _replace(real_path(path), data, status)
        elif stat.S_ISDIR(status.st_mode):
            raise PathError("is a folder; name a file in it", path=name)
        else:
            _pour(path, data)


def read_named(path: Path) -> bytes:
    """Read a file; raises `TransyncError` with the system's reason."""
    with system_errors(str(path), "read"):
        return path.read_bytes()


def is_special(path: Path) -> bool:
    """Whether a path leads to a device, a pipe, or a file that the parent process has opened."""
    with suppress(OSError):
        status = _status(path)
        is_plain = status is None or stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)
        return handle_of(path) is not None or not is_plain
    return False


def handle_of(path: Path) -> int | None:
    """Return the number of the open file that a path stands for: `/dev/stdout`, `/dev/fd/9`.

    A file to which standard output or standard error is redirected counts as that stream.
    """
    link = Path.cwd() / path
    for _ in range(_LINKS):
        name = os.path.normpath(link)
        if name in _STREAMS:
            return _STREAMS[name]
        if found := _HANDLE.fullmatch(name):
            return int(found[1])
        if not link.is_symlink():
            break
        link = link.parent / link.readlink()
    return next((each for each in (1, 2) if _is_same(path, each)), None)


def _is_same(path: Path, handle: int) -> bool:
    with suppress(OSError):
        return os.path.samestat(path.stat(), os.fstat(handle))
    return False


def _status(path: Path) -> os.stat_result | None:
    with suppress(FileNotFoundError):
        return path.stat()
    return None


def _replace(place: Path, data: bytes, old: os.stat_result | None) -> None:
    new = Path(written(place, data, old, is_synced=False))
    try:
        new.replace(place)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _pour(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY)
    try:
        fill(handle, data)
    finally:
        os.close(handle)
