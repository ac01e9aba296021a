"""List folders, but skip those that have not changed since the last run."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from transync.storage.signatures import changed_at, signature

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    Entry: TypeAlias = "os.DirEntry[str] | Path | _KnownFolder"
    """Something in a folder; all three answer `is_dir`, `is_file` and `is_symlink`."""


class _KnownFolder(NamedTuple):
    """A subfolder, not a link, of a folder that has not changed since the last run."""

    name: str

    def is_dir(self) -> bool:
        return True

    def is_file(self) -> bool:
        return False

    def is_symlink(self) -> bool:
        return False


class Folders:
    """The entries of folders, kept from one run to the next."""

    def __init__(self, before: Mapping[str, Sequence[str]], now: int) -> None:
        """Begin with the entries kept `before`; `now` is the file system's time.

        A folder gets a new signature whenever an entry comes, goes or is renamed, unless that
        happens in the same tick of the clock; folders changed in the current tick are not kept.
        """
        self._before = before
        self._now = now
        self.kept: dict[str, Sequence[str]] = {}
        """By folder: its signature in hex, then the names of its entries, subfolders as `x/`.

        A link that replaces a folder has another signature.
        """

    def entries(
        self, name: str, real: Path, is_meant: Callable[[os.DirEntry[str]], bool]
    ) -> Sequence[Entry]:
        """Return the entries of a folder that are `is_meant`; `real` is its path without links.

        Raises `OSError` if the folder cannot be read.
        """
        found = signature(real)
        then, *names = self._before.get(name, ("",))
        entries: Sequence[Entry]
        if found and then == found.hex():
            entries = [
                _KnownFolder(each[:-1]) if each[-1] == "/" else real / each for each in names
            ]
        else:
            entries = inside = scan(real, is_meant)
            names = [each.name + "/" * each.is_dir(follow_symlinks=False) for each in inside]
        if found and changed_at(found) < self._now:
            self.kept[name] = [found.hex(), *names]
        return entries


def scan(real: Path, is_meant: Callable[[os.DirEntry[str]], bool]) -> Sequence[os.DirEntry[str]]:
    """Return the entries of a folder that are `is_meant`; raises `OSError` if it cannot be read."""
    with os.scandir(real) as entries:
        return [entry for entry in entries if is_meant(entry)]
