"""The stamps of files: of one, and of many by folder, packed as they lie."""

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
_PARTS = attrgetter("st_mtime_ns", "st_ctime_ns", "st_ino", "st_size")


class Folder(NamedTuple):
    """The files of a folder."""

    names: str
    """One after the other, with a slash between two."""
    signatures: bytes
    """In the same order, joined."""

    def each(self) -> Iterator[tuple[str, bytes]]:
        """Give each name, with its stamp."""
        names = self.names.split("/") if self.names else ()
        size = _SIGNATURE.size
        return ((name, self.signatures[size * n : size * (n + 1)]) for n, name in enumerate(names))


class Snapshot:
    """The stamps of many files, by folder: most folders are as they were, and so never opened."""

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
        """Take in the stamps of files by path."""
        for path, found in signatures.items():
            head, _, name = path.rpartition("/")
            self._opened(head)[name] = found

    def drop(self, paths: Iterable[str]) -> None:
        """Leave files out, if they are among them."""
        for path in paths:
            head, _, name = path.rpartition("/")
            self._opened(head).pop(name, None)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Give each file by its path, with its stamp."""
        for head, folder in self.folders().items():
            above = f"{head}/" if head else ""
            yield from ((above + name, found) for name, found in folder.each())

    def modified_since(self, now: int) -> list[str]:
        """Give the files that have changed at some time, or later."""
        return [path for path, found in self.files() if changed_at(found) >= now]

    def folders(self) -> dict[str, Folder]:
        """Give the folders that have files, by path."""
        opened = {
            head: Folder("/".join(signatures), b"".join(signatures.values()))
            for head, signatures in self._open.items()
            if signatures
        }
        return {**self._closed, **opened}

    def differing_from(self, other: Snapshot) -> Iterator[str]:
        """Give the paths of the files that are not as in another look: written, new or gone."""
        ours, theirs = self._closed, other._closed
        for head in {*ours, *self._open, *theirs, *other._open}:
            if head in ours and ours[head] == theirs.get(head):
                continue
            now, then = self._opened(head), other._opened(head)
            for name in now.keys() | then.keys():
                if now.get(name) != then.get(name):
                    yield f"{head}/{name}" if head else name

    def _opened(self, head: str) -> dict[str, bytes]:
        if head not in self._open:
            folder = self._closed.pop(head, None)
            self._open[head] = dict(folder.each()) if folder else {}
        return self._open[head]


def signature(place: Path | str) -> bytes:
    """Give the stamp of a file: when it was written and moved, where it is, its size.

    Empty where there is none. A file that is written, replaced or touched has another one,
    unless that happens in the tick of the clock in which it was written.
    """
    try:
        status = os.lstat(place)
    except OSError:
        return b""
    return signature_of(status)


def program() -> bytes:
    """Return the text of the program's own files, one behind the other."""
    folder = Path(__file__).parents[1]
    places = (Path(head, name) for head, _, names in os.walk(folder) for name in names)
    return b"".join(place.read_bytes() for place in sorted(places) if place.suffix == ".py")


def versions(modules: Iterable[str]) -> list[str]:
    """Return the names, with versions, of all distributions installed beside the files of modules.

    A listing of their folders takes less time than to ask `importlib.metadata`.
    """
    places = map(Path, modules)
    folders = {place.parents[place.stem == "__init__"] for place in places}
    found = (place for folder in folders for place in folder.iterdir())
    return sorted(place.name for place in found if place.suffix in (".dist-info", ".egg-info"))


def signatures(root: Root, paths: Iterable[str]) -> dict[str, bytes]:
    """Give the stamps of some files, by path, as far as they are there."""
    head = f"{root.folder}/"  # for thousands of files, to make a `Path` of each takes long
    return {path: found for path in paths if (found := signature(head + path))}


def size(root: Root, path: str) -> int:
    """Give the size of a file in bytes; 0 where there is none."""
    found = signature(f"{root.folder}/{path}")
    return _SIGNATURE.unpack(found)[3] if found else 0


def changed_at(found: bytes) -> int:
    """Give the time of the last change of any kind, by the file system's own clock."""
    changed: int = _SIGNATURE.unpack(found)[1]
    return changed


def signature_of(status: os.stat_result) -> bytes:
    """Give the stamp of a file that was looked at."""
    return _SIGNATURE.pack(*_PARTS(status))
