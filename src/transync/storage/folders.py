"""Folders that were looked into before: what is in them is known, if their stamps are the same."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from transync.storage.signatures import changed_at, signature

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    Entry: TypeAlias = "os.DirEntry[str] | Path | _Known"
    """What is in a folder: the others answer the same questions, a path not as fast."""


class _Known(NamedTuple):
    """A folder in another, and no link, which is known: nothing else can have taken its place."""

    name: str

    def is_dir(self) -> bool:
        return True

    def is_file(self) -> bool:
        return False

    def is_symlink(self) -> bool:
        return False


class Folders:
    """What was in folders, and what is in them now; most of many are as they were."""

    def __init__(self, before: Mapping[str, Sequence[str]], now: int) -> None:
        """Take what was noted `before`; what has changed since `now`, by the clock, is not noted.

        A folder has another stamp whenever something in it comes, goes or is renamed, unless that
        happens in the tick of the clock in which it was looked into.
        """
        self._before = before
        self._now = now
        self.noted: dict[str, Sequence[str]] = {}
        """The stamp of each folder, and the names that were meant in it, those of folders as `x/`.

        Where a link has come to the place of one, the stamp is another.
        """

    def entries(
        self, name: str, real: Path, is_meant: Callable[[os.DirEntry[str]], bool]
    ) -> Sequence[Entry]:
        """Give what is in a folder, of this name and really there, as far as it `is_meant`.

        Raises `OSError` if it cannot be looked into.
        """
        found = signature(real)
        system_errors, *names = self._before.get(name, ("",))
        entries: Sequence[Entry]
        if found and system_errors == found.hex():
            entries = [_Known(each[:-1]) if each[-1] == "/" else real / each for each in names]
        else:
            entries = inside = looked_into(real, is_meant)
            names = [each.name + "/" * each.is_dir(follow_symlinks=False) for each in inside]
        if found and changed_at(found) < self._now:
            self.noted[name] = [found.hex(), *names]
        return entries


def looked_into(
    real: Path, is_meant: Callable[[os.DirEntry[str]], bool]
) -> Sequence[os.DirEntry[str]]:
    """Give what is in a folder, as far as it `is_meant`; raises `OSError` if that cannot be."""
    with os.scandir(real) as entries:
        return [entry for entry in entries if is_meant(entry)]
