"""Keeps what transync remembers in `.transync/cache`: safe to delete, never the only copy."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from transync.files.root import Root

STORE = ".transync/cache"
"""Beside what people may want back, which is in other folders of `.transync`."""

_IGNORED = b"# What transync remembers; safe to delete.\n*\n"


def recall(root: Root, name: str) -> bytes | None:
    """Give what was kept under a name, if it can be read."""
    with suppress(OSError):
        folder = root.folder / STORE
        if _is_real(folder):
            return (folder / name).read_bytes()
    return None


def keep(root: Root, name: str, data: bytes) -> None:
    """Keep data under a name, whole or not at all; where that cannot be, nothing is kept."""
    with suppress(OSError):
        folder = _made(root)
        temporary = folder / f"{name}-{os.urandom(4).hex()}.tmp"
        try:
            temporary.write_bytes(data)
            temporary.replace(folder / name)
        except OSError:
            temporary.unlink(missing_ok=True)


def forget(root: Root, name: str) -> None:
    """Keep nothing under a name."""
    with suppress(OSError):
        folder = root.folder / STORE
        if _is_real(folder):
            (folder / name).unlink()


def clock(root: Root) -> int | None:
    """Tell the time by the clock that stamps files: nanoseconds, in the ticks that it has."""
    with suppress(OSError):
        place = _made(root) / "clock"
        place.touch()
        os.utime(place)
        return place.stat().st_ctime_ns
    return None


def _made(root: Root) -> Path:
    """Make the folder, which git ignores by a file in it; `OSError` where it is a link."""
    folder = root.folder / STORE
    if not _is_real(folder):
        raise FileExistsError(folder)
    if not (folder / ".gitignore").exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".gitignore").write_bytes(_IGNORED)
    return folder


def _is_real(folder: Path) -> bool:
    """Tell whether no link leads to a folder, or to the one that it is in."""
    return not (folder.is_symlink() or folder.parent.is_symlink())
