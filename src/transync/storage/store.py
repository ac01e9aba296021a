"""The place of the store, `.transync/cache.db`, and the clock that stamps the files beside it."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from transync.storage.root import Root

STORE = ".transync/cache.db"
"""Safe to delete; beside it, in folders, are things that people may want back."""
_CLOCK = "clock"
_IGNORED = b"*\n"


def store_place(root: Root) -> Path | None:
    """Return where the store is to be, its folder made; None where that cannot be.

    Git ignores it by a file beside it. A link is not followed: it may lead out of the project.
    """
    with suppress(OSError):
        place = _made(root) / STORE.rpartition("/")[2]
        return None if place.is_symlink() else place
    return None


def noted(root: Root, name: str) -> bytes:
    """Return what was noted under a name beside the store; nothing if it cannot be read."""
    place = root.folder / STORE.rpartition("/")[0]
    with suppress(OSError):
        if not place.is_symlink():
            return (place / name).read_bytes()
    return b""


def note(root: Root, name: str, data: bytes) -> None:
    """Note data under a name beside the store, whole or not at all; it outlives the store."""
    with suppress(OSError):
        place = _made(root) / name
        temporary = place.with_name(f"{name}-{os.urandom(4).hex()}.tmp")
        try:
            temporary.write_bytes(data)
            temporary.replace(place)
        except OSError:
            temporary.unlink(missing_ok=True)


def clock(root: Root) -> int | None:
    """Tell the time by the clock that stamps files: nanoseconds, in the ticks that it has."""
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
