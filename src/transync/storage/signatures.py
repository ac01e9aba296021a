"""Signatures of files: times, inode and size, which change whenever a file does."""

from __future__ import annotations

import os
from operator import attrgetter
from pathlib import Path
from struct import Struct
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from transync.storage.root import Root

_SIGNATURE = Struct("<qqqq")
SIGNATURE_BYTES = _SIGNATURE.size
_PROGRAM = Path(__file__).parents[1]
_PARTS = attrgetter("st_mtime_ns", "st_ctime_ns", "st_ino", "st_size")


class Folder(NamedTuple):
    """The files of one folder, packed."""

    names: str
    """Separated by slashes."""
    signatures: bytes
    """Joined, in the same order."""

    def each(self) -> Iterator[tuple[str, bytes]]:
        """Return each name with its signature."""
        names = self.names.split("/") if self.names else ()
        size = _SIGNATURE.size
        return ((name, self.signatures[size * n : size * (n + 1)]) for n, name in enumerate(names))


_EMPTY = Folder("", b"")


class Snapshot:
    """The files of a project at one moment: their signatures by path.

    They are packed by folder, and unpacked only where single files are asked for.
    """

    def __init__(self, folders: Mapping[str, Folder] | None = None) -> None:
        self._closed = {head: folder for head, folder in (folders or {}).items() if folder.names}
        self._open: dict[str, dict[str, bytes]] = {}

    def __contains__(self, path: str) -> bool:
        head, _, name = path.rpartition("/")
        return name in self._opened(head)

    def __getitem__(self, path: str) -> bytes:
        head, _, name = path.rpartition("/")
        return self._opened(head)[name]

    def update(self, signatures: Mapping[str, bytes]) -> None:
        """Add or replace the signatures of files by path."""
        for path, found in signatures.items():
            head, _, name = path.rpartition("/")
            self._opened(head)[name] = found

    def drop(self, paths: Iterable[str]) -> None:
        """Remove files, if they are there."""
        for path in paths:
            head, _, name = path.rpartition("/")
            self._opened(head).pop(name, None)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the path and the signature of each file."""
        for head, folder in self.folders().items():
            above = f"{head}/" if head else ""
            yield from ((above + name, found) for name, found in folder.each())

    def modified_since(self, now: int) -> list[str]:
        """Return the files that have changed at a time, in nanoseconds, or later."""
        return [path for path, found in self.files() if changed_at(found) >= now]

    def folder(self, head: str) -> Folder:
        """Return the files of a folder, and pack them."""
        if (signatures := self._open.pop(head, None)) is not None:
            self._closed[head] = Folder("/".join(signatures), b"".join(signatures.values()))
        return self._closed.get(head, _EMPTY)

    def pack(self) -> None:
        """Pack all that is unpacked, where a file takes about six times as much memory."""
        for head in [*self._open]:
            self.folder(head)

    def folders(self) -> dict[str, Folder]:
        """Return the folders that have files, by path."""
        self.pack()
        return {head: folder for head, folder in self._closed.items() if folder.names}

    def differing_from(self, other: Snapshot) -> Iterator[str]:
        """Yield the paths of files that differ from another snapshot: changed, added or removed."""
        for _, paths in self.differing_folders(other):
            yield from paths

    def differing_folders(self, other: Snapshot) -> Iterator[tuple[str, list[str]]]:
        """Yield the folders that differ, each with the paths of its files that do.

        A folder has no such file if its files are the same in another order.
        """
        ours, theirs = self._closed, other._closed
        for head in {*ours, *self._open, *theirs, *other._open}:
            if head in ours and ours[head] == theirs.get(head):
                continue
            now, then = self._files_in(head), other._files_in(head)
            above = f"{head}/" if head else ""
            names = (name for name in now.keys() | then.keys() if now.get(name) != then.get(name))
            yield head, [above + name for name in names]

    def _files_in(self, head: str) -> Mapping[str, bytes]:
        """Return the signatures of the files of a folder, which stays packed if it is."""
        if head in self._open:
            return self._open[head]
        return dict(self._closed.get(head, _EMPTY).each())

    def _opened(self, head: str) -> dict[str, bytes]:
        if head not in self._open:
            folder = self._closed.pop(head, None)
            self._open[head] = dict(folder.each()) if folder else {}
        return self._open[head]


def signature(place: Path | str) -> bytes:
    """Return the signature of a file: mtime, ctime, inode and size; empty if there is none.

    Writing, replacing or touching a file changes it, unless that happens in the same tick of the
    file system's clock.
    """
    try:
        status = os.lstat(place)
    except OSError:
        return b""
    return signature_of(status)


def program() -> bytes:
    """Return the program's own source files, joined."""
    found = (f"{head}/{name}" for head, _, names in os.walk(_PROGRAM) for name in names)
    return b"".join(map(_content, sorted(place for place in found if place.endswith(".py"))))


def _content(place: str) -> bytes:
    # A `Path` takes longer, and there are hundreds in every run.
    with open(place, "rb") as file:  # noqa: PTH123
        return file.read()


def versions(modules: Iterable[str]) -> list[str]:
    """Return the names, with versions, of all distributions installed beside the files of modules.

    Listing their folders is faster than asking `importlib.metadata`.
    """
    places = map(Path, modules)
    folders = {place.parents[place.stem == "__init__"] for place in places}
    found = (place for folder in folders for place in folder.iterdir())
    return sorted(place.name for place in found if place.suffix in (".dist-info", ".egg-info"))


def signatures(root: Root, paths: Iterable[str]) -> dict[str, bytes]:
    """Return the signatures of those files that exist, by path."""
    head = f"{root.folder}/"  # thousands of `Path` objects take time
    return {path: found for path in paths if (found := signature(head + path))}


def size(root: Root, path: str) -> int:
    """Return the size of a file in bytes; 0 if there is none."""
    found = signature(f"{root.folder}/{path}")
    return _SIGNATURE.unpack(found)[3] if found else 0


def changed_at(found: bytes) -> int:
    """Return the ctime of a signature, in nanoseconds: the last change of any kind."""
    changed: int = _SIGNATURE.unpack(found)[1]
    return changed


def signature_of(status: os.stat_result) -> bytes:
    """Return the signature for what `stat` has returned."""
    return _SIGNATURE.pack(*_PARTS(status))
