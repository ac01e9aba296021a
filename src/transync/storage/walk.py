"""Find the files in the project that match a path template."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from transync.domain.errors import LimitError, PathError
from transync.domain.paths import path_fault
from transync.storage.root import inside, real_path, refuse_outside, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from transync.domain.paths import PathTemplate
    from transync.storage.root import Root

MAX_FOLDERS = 100_000
"""How many folders are searched for one template: links make many out of a few."""


class Listing(NamedTuple):
    """The files that match a template, sorted, and the errors met on the way."""

    files: tuple[str, ...]
    errors: tuple[PathError, ...] = ()


def joined(listings: Sequence[Listing]) -> Listing:
    """Return the files, and the errors, of some listings."""
    if len(listings) == 1:
        return listings[0]
    files = sorted({path for each in listings for path in each.files})
    errors = {(error.path, error.message): error for each in listings for error in each.errors}
    return Listing(tuple(files), tuple(errors[key] for key in sorted(errors)))


def list_files(
    root: Root,
    template: PathTemplate,
    is_excluded: Callable[[str], bool] = lambda _: False,
    *,
    max_folders: int = MAX_FOLDERS,
) -> Listing:
    """Find the files that match a template; hidden folders count only if it names them.

    Follow links inside the project, but not in a circle. A matching link that leads out of the
    project, to nothing or to something that is not a file is an error. Raises `LimitError` for more
    than `max_folders`.
    """
    search = _TemplateSearch(root, template, is_excluded)
    search.run(max_folders)
    errors = sorted(search.errors, key=lambda error: (error.path, error.message))
    return Listing(tuple(sorted(search.files)), tuple(errors))


class _FolderToSearch(NamedTuple):
    name: str
    """Relative to the project; empty for the project's folder."""
    real: Path
    seats: tuple[Path, ...] = ()
    """The folders of the links that led here; a link to one of them, or above, is a circle."""


class _TemplateSearch:
    def __init__(
        self, root: Root, template: PathTemplate, is_excluded: Callable[[str], bool]
    ) -> None:
        self.root, self.template, self.is_excluded = root, template, is_excluded
        self.folders: list[_FolderToSearch] = []
        self.files: list[str] = []
        self.errors: list[PathError] = []

    def run(self, max_folders: int) -> None:
        start = self.template.folder
        with self._collecting_errors(start):
            real = inside(self.root, start) if start else self.root.folder
            self.folders += [_FolderToSearch(start, real)] if real.is_dir() else []
        searched = 0
        while self.folders:
            folder = self.folders.pop()
            if searched == max_folders:
                message = f"is one of more than {max_folders} folders; name fewer, or exclude some"
                raise LimitError(message, path=shown(folder.name))
            searched += 1
            with self._collecting_errors(folder.name):
                self._look_into(folder)

    def _look_into(self, folder: _FolderToSearch) -> None:
        ending = self.template.ending

        def is_meant(entry: os.DirEntry[str]) -> bool:  # cheap, for most entries do not match
            return entry.name.endswith(ending) or not entry.is_file(follow_symlinks=False)

        with os.scandir(folder.real) as entries:
            meant = [entry for entry in entries if is_meant(entry)]
        for entry in meant:
            name = f"{folder.name}/{entry.name}" if folder.name else entry.name
            if self.template.names_folder(entry.name) and not self.is_excluded(name):
                with self._collecting_errors(name):
                    self._look_at(folder, name, entry)

    def _look_at(self, folder: _FolderToSearch, name: str, entry: os.DirEntry[str]) -> None:
        if not entry.is_dir():
            if self.template.match(name):
                self._take(folder, name, entry)
        elif not entry.is_symlink():
            self.folders.append(_FolderToSearch(name, folder.real / entry.name, folder.seats))
        else:
            real, seats = real_path(folder.real / entry.name), (*folder.seats, folder.real)
            refuse_outside(self.root, real, name)
            if not any(seat.is_relative_to(real) for seat in seats):
                self.folders.append(_FolderToSearch(name, real, seats))

    def _take(self, folder: _FolderToSearch, name: str, entry: os.DirEntry[str]) -> None:
        fault = path_fault(name)
        if fault:
            raise PathError(fault, path=name)
        if entry.is_symlink():
            refuse_outside(self.root, real_path(folder.real / entry.name), name)
        if not entry.is_file():
            raise PathError("is not a file, or is a link to nothing", path=name)
        self.files.append(name)

    @contextmanager
    def _collecting_errors(self, name: str) -> Iterator[None]:
        """Collect errors, so that the search goes on."""
        try:
            yield
        except PathError as error:
            self.errors.append(PathError(error.message, path=shown(name)))
        except OSError as error:
            message = f"cannot be read: {error.strerror}"
            self.errors.append(PathError(message, path=shown(name)))
