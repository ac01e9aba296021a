"""Read files, as bytes or as UTF-8 text."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

from transync.domain.errors import DocumentError, LimitError, PathError
from transync.domain.model import BOM, NEWLINE
from transync.storage.root import is_real_folder, place_inside, refuse_faults, system_errors

if TYPE_CHECKING:
    from transync.storage.root import Root

MAX_BYTES = 64 * 1024 * 1024
"""The largest file that transync reads: 64 MiB, more than any text that people translate."""

_MORE = 1 << 16
# Without O_NONBLOCK, opening a pipe blocks until somebody writes into it.
_TO_READ = os.O_RDONLY | os.O_NONBLOCK
_NOT_THERE = (errno.ENOENT, errno.ENOTDIR, errno.ELOOP)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def read_bytes(root: Root, path: str) -> bytes:
    """Read a file.

    Raises `PathError` for a path outside the project and for anything but a regular file,
    `LimitError` for more than `MAX_BYTES`, `TransyncError` with the system's reason.
    """
    with system_errors(path, "read"):
        return _read(root, path)


def read_if_there(root: Root, path: str) -> bytes | None:
    """Read a file; return None if there is none. Raises what `read_bytes` does."""
    with system_errors(path, "read"):
        try:
            return _read(root, path)
        except OSError as error:
            if error.errno in _NOT_THERE:
                return None
            raise


def _read(root: Root, path: str) -> bytes:
    handle = _opened(root, path)
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise PathError("is not a file", path=path)
        if status.st_size > MAX_BYTES:
            raise LimitError(f"is larger than {MAX_BYTES} bytes; split it", path=path)
        return all_of(handle, status.st_size)
    finally:
        os.close(handle)


def _opened(root: Root, path: str) -> int:
    """Open a file for reading; one call to the system where no link is on its path."""
    refuse_faults(path)
    if is_real_folder(root, path.rpartition("/")[0]):
        try:
            return os.open(f"{root.folder}/{path}", _TO_READ | os.O_NOFOLLOW)
        except OSError as error:
            if error.errno != errno.ELOOP:
                raise
    return os.open(place_inside(root, path), _TO_READ)


def all_of(handle: int, size: int) -> bytes:
    """Read an open file to its end; `size` is only a hint."""
    parts = [os.read(handle, size + 1)]
    while parts[-1]:
        parts.append(os.read(handle, _MORE))
    return b"".join(parts)


def read_document(root: Root, path: str) -> str:
    """Read a file as text, with its BOM and its line endings.

    Raises what `read_bytes` does, and `DocumentError` with the place that is not UTF-8.
    """
    return decoded(read_bytes(root, path), path)


def decoded(data: bytes, path: str) -> str:
    """Decode strict UTF-8; raises `DocumentError` with the place of an invalid byte or a NUL."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        fault = (
            "is UTF-16" if data[:2] in _UTF_16 else f"byte 0x{data[error.start]:02X} is not UTF-8"
        )
        before, message = data[: error.start].decode("utf-8"), f"{fault}; save the file as UTF-8"
    else:
        if "\0" not in text:
            return text
        before, message = text.partition("\0")[0], "NUL is not text; save the file as UTF-8"
    lines = NEWLINE.split(before.removeprefix(BOM))
    raise DocumentError(message, path=path, line=len(lines), column=len(lines[-1]) + 1)
