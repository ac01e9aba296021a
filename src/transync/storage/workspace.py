"""Reads the files of a project: those in its folder, or unsaved texts of an editor over them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync.storage import read, walk
from transync.storage.root import Root, exists, refuse_faults
from transync.storage.signatures import size

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from transync.domain.paths import PathTemplate
    from transync.storage.walk import Listing

_NOTHING: Mapping[str, bytes] = {}


class Workspace(NamedTuple):
    """The files of a folder, with unsaved ones over them; paths are relative to it, with slashes.

    It only reads. An unsaved file takes the place of the one on disk, or is one more.
    """

    root: Root
    unsaved: Mapping[str, bytes] = _NOTHING

    def over(self, texts: Mapping[str, str]) -> Workspace:
        """Return this workspace with more unsaved files over it, by path.

        Raises `PathError` for a path that no project can have.
        """
        for path in texts:
            refuse_faults(path)
        unsaved = {path: text.encode("utf-8", "surrogateescape") for path, text in texts.items()}
        return self._replace(unsaved={**self.unsaved, **unsaved})

    def read(self, path: str) -> bytes:
        """Read a file; raises what `storage.read_bytes` does."""
        found = self.unsaved.get(path)
        return read.read_bytes(self.root, path) if found is None else found

    def read_if_there(self, path: str) -> bytes | None:
        """Read a file; None where there is none. Raises what `storage.read_bytes` does."""
        found = self.unsaved.get(path)
        return read.read_if_there(self.root, path) if found is None else found

    def read_document(self, path: str) -> str:
        """Read the characters of a file; raises what `storage.read_document` does."""
        return read.decoded(self.read(path), path)

    def read_document_if_there(self, path: str) -> str | None:
        """Read the characters of a file; None where there is none. Raises as `read_document`."""
        data = self.read_if_there(path)
        return None if data is None else read.decoded(data, path)

    def has(self, path: str) -> bool:
        """Whether a file, or anything else, is there; raises `PathError` for a path outside."""
        return path in self.unsaved or exists(self.root, path)

    def size(self, path: str) -> int:
        """Return the size of a file in bytes; 0 where there is none."""
        found = self.unsaved.get(path)
        return size(self.root, path) if found is None else len(found)

    def list_files(
        self,
        template: PathTemplate,
        is_excluded: Callable[[str], bool] = lambda _: False,
    ) -> Listing:
        """List the files of a template; as `storage.list_files`, and raises what it does."""
        listing = walk.list_files(self.root, template, is_excluded)
        new = {path for path in self.unsaved if template.match(path) and not is_excluded(path)}
        if new.issubset(listing.files):
            return listing
        return listing._replace(files=tuple(sorted(new.union(listing.files))))
