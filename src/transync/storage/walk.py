"""Finds the files of a path template in the project."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from transync.domain.errors import LimitError, PathError
from transync.domain.paths import path_fault
from transync.storage.folders import looked_into
from transync.storage.root import inside, real_path, refuse_outside, shown

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from transync.domain.paths import PathTemplate
    from transync.storage.folders import Entry, Folders
    from transync.storage.root import Root

MAX_FOLDERS = 100_000
"""How many folders are looked into for one template: links make many out of a few."""


class Listing(NamedTuple):
    """The files of a template, sorted, and what of its folders could not be looked at."""

    files: tuple[str, ...]
    errors: tuple[PathError, ...] = ()


def list_files(
    root: Root,
    template: PathTemplate,
    is_excluded: Callable[[str], bool] = lambda _: False,
    *,
    folders: Folders | None = None,
    max_folders: int = MAX_FOLDERS,
) -> Listing:
    """Find the files of a template, hidden folders aside that it does not name.

    Links are followed that stay in the project, but not in a circle; one that leads out, into
    nothing or to something that is no file is among the errors, if it could be meant.
    Of `folders`, what is known is not looked up again. Raises `LimitError` if there are too many.
    """
    walk = _Walk(root, template, is_excluded, folders)
    walk.run(max_folders)
    errors = sorted(walk.errors, key=lambda error: (error.path, error.message))
    return Listing(tuple(sorted(walk.files)), tuple(errors))


class _Folder(NamedTuple):
    name: str
    """Relative to the project; empty for its folder."""
    real: Path
    seats: tuple[Path, ...] = ()
    """The real folders of the links that led here: a link to what holds one makes a circle."""


class _Walk:
    def __init__(
        self,
        root: Root,
        template: PathTemplate,
        is_excluded: Callable[[str], bool],
        known: Folders | None,
    ) -> None:
        self.root, self.template, self.is_excluded = root, template, is_excluded
        self.entries = known.entries if known else lambda _, real, meant: looked_into(real, meant)
        self.folders: list[_Folder] = []
        self.files: list[str] = []
        self.errors: list[PathError] = []

    def run(self, max_folders: int) -> None:
        start = self.template.folder
        with self._noted(start):
            real = inside(self.root, start) if start else self.root.folder
            self.folders += [_Folder(start, real)] if real.is_dir() else []
        looked_into = 0
        while self.folders:
            folder = self.folders.pop()
            if looked_into == max_folders:
                message = f"is one of more than {max_folders} folders; name fewer, or exclude some"
                raise LimitError(message, path=shown(folder.name))
            looked_into += 1
            with self._noted(folder.name):
                self._look_into(folder)

    def _look_into(self, folder: _Folder) -> None:
        ending = self.template.ending

        def is_meant(entry: os.DirEntry[str]) -> bool:  # as few are of all that are there
            return entry.name.endswith(ending) or not entry.is_file(follow_symlinks=False)

        for entry in self.entries(folder.name, folder.real, is_meant):
            name = f"{folder.name}/{entry.name}" if folder.name else entry.name
            if self.template.names_folder(entry.name) and not self.is_excluded(name):
                with self._noted(name):
                    self._look_at(folder, name, entry)

    def _look_at(self, folder: _Folder, name: str, entry: Entry) -> None:
        if not entry.is_dir():
            if self.template.match(name):
                self._take(folder, name, entry)
        elif not entry.is_symlink():
            self.folders.append(_Folder(name, folder.real / entry.name, folder.seats))
        else:
            real, seats = real_path(folder.real / entry.name), (*folder.seats, folder.real)
            refuse_outside(self.root, real, name)
            if not any(seat.is_relative_to(real) for seat in seats):
                self.folders.append(_Folder(name, real, seats))

    def _take(self, folder: _Folder, name: str, entry: Entry) -> None:
        fault = path_fault(name)
        if fault:
            raise PathError(fault, path=name)
        if entry.is_symlink():
            refuse_outside(self.root, real_path(folder.real / entry.name), name)
        if not entry.is_file():
            raise PathError("is no file, or a link to nothing", path=name)
        self.files.append(name)

    @contextmanager
    def _noted(self, name: str) -> Iterator[None]:
        """Note an error, and go on with the next."""
        try:
            yield
        except PathError as error:
            self.errors.append(PathError(error.message, path=shown(name)))
        except OSError as error:
            message = f"cannot be looked at: {error.strerror}"
            self.errors.append(PathError(message, path=shown(name)))
