"""The project's folder: what is inside of it, and how its paths and its errors are told."""

from __future__ import annotations

import os
import stat
import time
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from transync.domain.errors import PathError, TransyncError
from transync.domain.paths import path_fault

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOMENT = 10_000_000
"""Nanoseconds: so long may a process have to wait between a look at a folder and one into it."""
_FOLDERS = 64
"""Those that are looked at in a moment."""


class Root(NamedTuple):
    """The project's folder, its links resolved; nothing outside of it is touched."""

    folder: Path

    @classmethod
    def at(cls, folder: Path) -> Root:
        """Take a folder as the project's."""
        return cls(real_path(folder))


def relative(root: Root, path: Path) -> str:
    """Give a path relative to the project; empty for its folder.

    Raises `PathError` for one that is not in the project.
    """
    named = Path(os.path.normpath(Path.cwd() / path))
    for each in (named, real_path(named)):
        if each.is_relative_to(root.folder):
            return "" if each == root.folder else each.relative_to(root.folder).as_posix()
    raise PathError(f"is not in the project, {root.folder}", path=str(path))


def exists(root: Root, path: str) -> bool:
    """Tell whether a file, or anything else, is there; raises `PathError` for a path outside."""
    with system_errors(path, "looked at"):
        return inside(root, path).exists()


def inside(root: Root, path: str) -> Path:
    """Resolve the links of a path; refuse it if it then is not in the project."""
    return Path(place_inside(root, path))


def place_inside(root: Root, path: str) -> str:
    """Do the same for a path that is only opened: to make a `Path` takes longer."""
    refuse_faults(path)
    if _has_no_links(str(root.folder), path):
        return f"{root.folder}/{path}"
    place = real_path(root.folder / path)
    refuse_outside(root, place, path)
    return str(place)


def is_real_folder(root: Root, path: str) -> bool:
    """Tell whether no link leads to a folder, as it was a moment ago: to read is not to write."""
    return not path or _is_real(str(root.folder), path, time.monotonic_ns() // _MOMENT)


@lru_cache(maxsize=_FOLDERS)
def _is_real(folder: str, path: str, moment: int) -> bool:
    return _has_no_links(folder, path)


def _has_no_links(place: str, path: str) -> bool:
    """Tell whether no part of a path in a folder is a link; False where that is not clear."""
    for name in path.split("/"):
        place = f"{place}/{name}"
        try:
            if stat.S_ISLNK(os.lstat(place).st_mode):
                return False
        except FileNotFoundError:
            return True  # nor is there anything beneath it
        except OSError:
            return False
    return True


def refuse_faults(path: str) -> None:
    """Raise `PathError` for a path that no project can have."""
    if fault := path_fault(path):
        raise PathError(fault, path=shown(path))


def refuse_outside(root: Root, real: Path, path: str) -> None:
    """Raise `PathError` for a path whose links lead out of the project."""
    if not real.is_relative_to(root.folder):
        raise PathError("is a link that leads out of the project; remove or exclude it", path=path)


def real_path(path: Path) -> Path:
    """Follow the links of a path; unlike `Path.resolve`, it has an answer for a circle too."""
    return Path(os.path.realpath(path))


def shown(path: str) -> str:
    """Make a path printable, whatever bytes its names have."""
    return path if path.isprintable() else repr(path)[1:-1]


@contextmanager
def system_errors(path: str, done: str) -> Iterator[None]:
    """Turn the system's errors into transync's."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise TransyncError(f"cannot be {done}: {reason}", path=path) from error
