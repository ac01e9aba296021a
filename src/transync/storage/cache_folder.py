"""The folder `.transync`: where the store is, small notes beside it, the file system's clock."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from transync.storage.root import Root

STORE = ".transync/cache.db"
"""Safe to delete, unlike the folders beside it, which hold backups."""
_CLOCK = "clock"
_IGNORED = b"*\n"


def store_place(root: Root) -> Path | None:
    """Return the path of the store, and make its folder; None if that fails.

    A `.gitignore` in the folder hides it from git. Links are not followed: they may lead out of
    the project.
    """
    with suppress(OSError):
        place = _made(root) / STORE.rpartition("/")[2]
        return None if place.is_symlink() else place
    return None


def noted(root: Root, name: str) -> bytes:
    """Return the note of a name beside the store; empty if there is none."""
    place = root.folder / STORE.rpartition("/")[0]
    with suppress(OSError):
        if not place.is_symlink():
            return (place / name).read_bytes()
    return b""


def note(root: Root, name: str, data: bytes) -> None:
    """Write a note beside the store, atomically; unlike the store, it survives damage there."""
    with suppress(OSError):
        place = _made(root) / name
        temporary = place.with_name(f"{name}-{os.urandom(4).hex()}.tmp")
        try:
            temporary.write_bytes(data)
            temporary.replace(place)
        except OSError:
            temporary.unlink(missing_ok=True)


def clock(root: Root) -> int | None:
    """Return the file system's time in nanoseconds, with its granularity; None if unknown."""
    with suppress(OSError):
        place = _made(root) / _CLOCK
        place.touch()
        os.utime(place)
        return place.stat().st_ctime_ns
    return None


def _made(root: Root) -> Path:
    folder = root.folder / STORE.rpartition("/")[0]
    if folder.is_symlink():
        raise FileExistsError(folder)
    if not (folder / ".gitignore").exists():
        folder.mkdir(exist_ok=True)
        (folder / ".gitignore").write_bytes(_IGNORED)
    return folder
