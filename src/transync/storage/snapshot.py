"""Take a snapshot of folders: which files there are, with their signatures."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from transync.engine.executor import SERIAL
from transync.storage.signatures import Folder, Snapshot, signature_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from transync.engine.executor import Executor
    from transync.storage.root import Root


def take_snapshot(
    root: Root,
    folders: Iterable[str],
    is_meant: Callable[[str], bool],
    executor: Executor = SERIAL,
) -> Snapshot | None:
    """Return a snapshot of the files in some folders and below whose names are `is_meant`.

    None if there is a link, something that is neither file nor folder, or an unreadable folder.
    """
    found: dict[str, Folder] = {}
    waiting = _outermost(folders)
    if os.name != "posix" or not all(_is_real(root, folder) for folder in waiting):
        return None
    with suppress(OSError):
        while waiting:
            seen_in = executor.map(partial(_look_into, root, is_meant), waiting)
            inside = zip(waiting, seen_in, strict=True)
            waiting = []
            for head, seen in inside:
                if seen is None:
                    return None
                found[head] = seen.files
                waiting += seen.folders
        return Snapshot(found)
    return None


class _Inside(NamedTuple):
    files: Folder
    folders: list[str]


def _is_real(root: Root, folder: str) -> bool:
    """Whether no link is on the way to a folder."""
    place = root.folder / folder
    return Path(os.path.realpath(place)) == place


def _look_into(root: Root, is_meant: Callable[[str], bool], folder: str) -> _Inside | None:
    """Return the files and subfolders of a folder; None if it is a link or holds one."""
    place = root.folder / folder
    if folder and not place.is_dir():
        return _Inside(Folder("", b""), []) if not place.exists() else None
    # The kernel finds files faster relative to an open folder than by their full paths.
    opened = os.open(place, os.O_RDONLY)
    try:
        with os.scandir(opened) as entries:
            return _seen(f"{folder}/" if folder else "", entries, is_meant)
    finally:
        os.close(opened)


def _seen(
    head: str, entries: Iterable[os.DirEntry[str]], is_meant: Callable[[str], bool]
) -> _Inside | None:
    names: list[str] = []
    signatures: list[bytes] = []
    folders: list[str] = []
    for entry in entries:
        name = entry.name
        if not is_meant(name):
            continue
        if entry.is_file(follow_symlinks=False):
            names.append(name)
            signatures.append(signature_of(entry.stat(follow_symlinks=False)))
        elif entry.is_dir(follow_symlinks=False):
            folders.append(head + name)
        else:
            return None
    return _Inside(Folder("/".join(names), b"".join(signatures)), folders)


def _outermost(folders: Iterable[str]) -> list[str]:
    """Return the folders that are in none of the others."""
    known = sorted(set(folders))
    return [
        folder
        for folder in known
        if not any(
            other != folder and (not other or folder.startswith(f"{other}/")) for other in known
        )
    ]
