"""Writes and removes files so that nobody's work is torn or lost half-way."""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from typing import TYPE_CHECKING

from transync.errors import PathError
from transync.files.root import inside, told
from transync.paths import parents

if TYPE_CHECKING:
    from pathlib import Path

    from transync.files.root import Root


def write(root: Root, path: str, data: bytes) -> bool:
    """Make a file hold these bytes, and tell whether it did not; a reader sees old or new.

    What has the bytes already is not touched. A link is followed, the mode is kept, folders
    are made. When this returns, what replaces a file is on the disk, bytes and name; what is new
    holds nobody's work yet, and is brought there by `sync`. When it raises, the file is whole
    all the same. Raises `PathError` for a path out of the project and for what is no file,
    `TransyncError` with the system's reason if it cannot be written.
    """
    place = inside(root, path)
    with told(path, "written"):
        _refuse_file_above(root, path)
        old = _status(place)
        if old and not stat.S_ISREG(old.st_mode):
            raise PathError("is no file", path=path)
        if old and old.st_size == len(data) and place.read_bytes() == data:
            return False
        place.parent.mkdir(parents=True, exist_ok=True)
        _replace(place, data, old)
        if old:
            _sync(place.parent)
    return True


def sync(root: Root, path: str) -> None:
    """Bring a file to the disk, with its name and the folders above it."""
    place = inside(root, path)
    with told(path, "synced"):
        _sync(place)
        for above in (*parents(path), ""):
            _sync(inside(root, above) if above else root.folder)


def _refuse_file_above(root: Root, path: str) -> None:
    for above in parents(path):
        place = inside(root, above)
        if place.is_dir():
            return
        if place.exists():
            raise PathError(f"cannot be written: `{above}` is a file, and no folder", path=path)


def _replace(place: Path, data: bytes, old: os.stat_result | None) -> None:
    temporary = place.with_name(f".transync-{secrets.token_hex(8)}.tmp")
    try:
        # The system takes the umask off the mode of a new file.
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
        with os.fdopen(handle, "wb") as file:
            if old:
                with suppress(PermissionError):
                    os.fchown(handle, old.st_uid, old.st_gid)
                os.fchmod(handle, stat.S_IMODE(old.st_mode))
            file.write(data)
            file.flush()
            if old:
                os.fsync(handle)
        temporary.replace(place)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def remove(root: Root, path: str) -> bool:
    """Remove a file, or a link to one, and tell whether it was there.

    Raises `PathError` for a path out of the project, `TransyncError` if it cannot be removed.
    """
    folder, _, name = path.rpartition("/")
    inside(root, path)
    place = (inside(root, folder) if folder else root.folder) / name
    with told(path, "removed"):
        try:
            place.unlink()
        except FileNotFoundError:
            return False
        _sync(place.parent)
    return True


def remove_empty_folders(root: Root, path: str, stop: str) -> None:
    """Remove the folders that a removed file has left empty, up to `stop`, which stays."""
    for folder in parents(path):
        if not folder.startswith(f"{stop}/" if stop else ""):
            return
        try:
            inside(root, folder).rmdir()
        except FileNotFoundError:
            continue
        except OSError:  # not empty, or not ours: it stays
            return


def _sync(place: Path) -> None:
    """Bring the bytes of a file, or the names in a folder, to the disk."""
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _status(place: Path) -> os.stat_result | None:
    try:
        return place.stat()
    except FileNotFoundError:
        return None
