"""The project's folder: resolve its paths, and refuse those that lead out of it."""

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
"""In nanoseconds, how long the answer of `is_real_folder` holds."""
_FOLDERS = 64
"""How many answers of `is_real_folder` are kept."""


class Root(NamedTuple):
    """The project's folder, its links resolved; transync touches nothing outside it."""

    folder: Path

    @classmethod
    def at(cls, folder: Path) -> Root:
        """Return the root for a folder, with its links resolved."""
        return cls(real_path(folder))


def relative(root: Root, path: Path) -> str:
    """Return a path relative to the project, empty for its folder itself.

    Raises `PathError` for a path outside the project.
    """
    named = Path(os.path.normpath(Path.cwd() / path))
    for each in (named, real_path(named)):
        if each.is_relative_to(root.folder):
            return "" if each == root.folder else each.relative_to(root.folder).as_posix()
    raise PathError(f"is outside the project, {root.folder}", path=str(path))


def exists(root: Root, path: str) -> bool:
    """Whether a file, or anything else, exists; raises `PathError` for a path outside."""
    with system_errors(path, "looked at"):
        return inside(root, path).exists()


def is_folder(path: Path) -> bool:
    """Whether a path, relative to where the program runs, is a folder, or leads to one."""
    return path.is_dir()


def inside(root: Root, path: str) -> Path:
    """Resolve the links of a path; raises `PathError` if it leads out of the project."""
    return Path(place_inside(root, path))


def place_inside(root: Root, path: str) -> str:
    """Do what `inside` does, but return a string: thousands of `Path` objects take time."""
    refuse_faults(path)
    if _has_no_links(str(root.folder), path):
        return f"{root.folder}/{path}"
    place = real_path(root.folder / path)
    refuse_outside(root, place, path)
    return str(place)


def is_real_folder(root: Root, path: str) -> bool:
    """Whether no link is on the way to a folder; a slightly old answer, good enough for reading."""
    return not path or _is_real(str(root.folder), path, time.monotonic_ns() // _MOMENT)


@lru_cache(maxsize=_FOLDERS)
def _is_real(folder: str, path: str, moment: int) -> bool:
    return _has_no_links(folder, path)


def _has_no_links(place: str, path: str) -> bool:
    """Whether no part of a path below `place` is a link; False if that is unknown."""
    for name in path.split("/"):
        place = f"{place}/{name}"
        try:
            if stat.S_ISLNK(os.lstat(place).st_mode):
                return False
        except FileNotFoundError:
            return True  # nor anything below it
        except OSError:
            return False
    return True


def refuse_faults(path: str) -> None:
    """Raise `PathError` for a path that is not allowed in any project."""
    if fault := path_fault(path):
        raise PathError(fault, path=shown(path))


def refuse_outside(root: Root, real: Path, path: str) -> None:
    """Raise `PathError` for a path whose links lead out of the project."""
    if not real.is_relative_to(root.folder):
        raise PathError("is a link that leads out of the project; remove or exclude it", path=path)


def real_path(path: Path) -> Path:
    """Resolve the links of a path; unlike `Path.resolve`, without an error for a loop."""
    return Path(os.path.realpath(path))


def shown(path: str) -> str:
    """Return a path in printable characters, whatever bytes its names have."""
    return path if path.isprintable() else repr(path)[1:-1]


@contextmanager
def system_errors(path: str, done: str) -> Iterator[None]:
    """Turn `OSError` into `TransyncError`: "cannot be {done}: {reason}"."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise TransyncError(f"cannot be {done}: {reason}", path=path) from error
