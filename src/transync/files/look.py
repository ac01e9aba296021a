"""Looks at the files of folders without opening any: which there are, and their stamps."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from hashlib import blake2b
from pathlib import Path
from struct import Struct
from typing import TYPE_CHECKING, NamedTuple

from transync.workers import spread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from transync.files.root import Root

_STAMP = Struct("<qqqq")

STAMP_BYTES = _STAMP.size

Look = dict[str, bytes]
"""The stamp of each file by its path in the project."""


def look(
    root: Root, folders: Iterable[str], is_meant: Callable[[str], bool], jobs: int = 1
) -> Look | None:
    """Look at all files in some folders and below: those with a name that `is_meant`.

    None where there is a link, something that is no file, or what cannot be looked at. Up to so
    many processes do it, as for `spread`.
    """
    found: Look = {}
    waiting = _outermost(folders)
    if os.name != "posix" or not all(_is_real(root, folder) for folder in waiting):
        return None
    with suppress(OSError):
        while waiting:
            inside = spread(partial(_look_into, root, is_meant), waiting, jobs)
            waiting = []
            for folder in inside:
                if folder is None:
                    return None
                found.update(folder.files)
                waiting += folder.folders
        return found
    return None


class _Folder(NamedTuple):
    files: Look
    folders: list[str]


def _is_real(root: Root, folder: str) -> bool:
    """Tell whether a folder is where its path says."""
    place = root.folder / folder
    return Path(os.path.realpath(place)) == place


def _look_into(root: Root, is_meant: Callable[[str], bool], folder: str) -> _Folder | None:
    """Give what is in a folder; None for a link."""
    found = _Folder({}, [])
    place = root.folder / folder
    if folder and not place.is_dir():
        return found if not place.exists() else None
    head = f"{folder}/" if folder else ""
    pack = _STAMP.pack
    with os.scandir(place) as entries:
        for entry in entries:
            name = entry.name
            if not is_meant(name):
                continue
            if entry.is_file(follow_symlinks=False):
                s = entry.stat(follow_symlinks=False)
                found.files[head + name] = pack(s.st_mtime_ns, s.st_ctime_ns, s.st_ino, s.st_size)
            elif entry.is_dir(follow_symlinks=False):
                found.folders.append(head + name)
            else:
                return None
    return found


def stamp(place: Path) -> bytes:
    """Give the stamp of a file: when it was written and moved, where it is, its size.

    Empty where there is none. A file that is written, replaced or touched has another one,
    unless that happens in the tick of the clock in which it was written.
    """
    try:
        status = place.lstat()
    except OSError:
        return b""
    return _STAMP.pack(status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_size)


def program() -> bytes:
    """Give the stamps of the program's own files."""
    folder = Path(__file__).parents[1]
    return b"".join(map(stamp, sorted(folder.glob("**/*.py"))))


def stamps(root: Root, paths: Iterable[str]) -> Look:
    """Look at some files."""
    return {path: found for path in paths if (found := stamp(root.folder / path))}


def size(root: Root, path: str) -> int:
    """Give the size of a file in bytes; 0 where there is none."""
    found = stamp(root.folder / path)
    return _STAMP.unpack(found)[3] if found else 0


def changed_at(found: bytes) -> int:
    """Give the time of the last change of any kind, by the file system's own clock."""
    changed: int = _STAMP.unpack(found)[1]
    return changed


def digest(found: Mapping[str, bytes]) -> str:
    """Give what stands for a look: another one, if any file has come, gone or changed."""
    paths = sorted(found)
    told = blake2b("\0".join(paths).encode("utf-8", "surrogateescape"), digest_size=16)
    told.update(b"".join(map(found.__getitem__, paths)))
    return told.hexdigest()


def _outermost(folders: Iterable[str]) -> list[str]:
    """Leave out folders that are in others."""
    known = sorted(set(folders))
    return [
        folder
        for folder in known
        if not any(
            other != folder and (not other or folder.startswith(f"{other}/")) for other in known
        )
    ]
