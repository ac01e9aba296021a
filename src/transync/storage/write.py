"""Write and remove files safely: never half a file, never over somebody else's change."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import contextmanager, suppress
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from transync.domain.errors import ChangedError, PathError
from transync.domain.paths import parents
from transync.storage import system, temporary_files
from transync.storage.read import all_of
from transync.storage.root import inside, place_inside, system_errors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transync.storage.root import Root


class Expected(NamedTuple):
    """What a file held when it was read; None if there was no file."""

    data: bytes | None


class Sync(Enum):
    """What `write` flushes to the disk before it returns."""

    ALL = auto()
    BYTES = auto()
    """Not the name: `sync_names` flushes those of many files together."""
    NOTHING = auto()
    """For files that transync can make again."""


def write(
    root: Root, path: str, data: bytes, expected: Expected | None = None, sync: Sync = Sync.ALL
) -> bool:
    """Replace the content of a file atomically, and return whether it was different.

    A file that has these bytes already is not touched. Links are followed, mode and owner kept,
    missing folders made. `sync` says what of a replaced file is flushed to the disk; a new file
    holds nobody's work yet, so the function `sync` flushes it later. If this raises, the file is
    still whole.

    Raises `ChangedError` if the file is not as `expected`, or changes while this is at work;
    `PathError` for a path outside the project and for anything but a regular file;
    `TransyncError` with the system's reason.
    """
    place = place_inside(root, path)
    with system_errors(path, "written"):
        with _looked_at(place, path) as old:
            if old and old.data == data:
                return False
            _expect(expected, old, path)
        if old:
            _replace(Path(place), path, data, old, is_synced=sync is not Sync.NOTHING)
            if sync is Sync.ALL:
                system.sync(Path(place).parent)
        else:
            _create(root, place, path, data)
    return True


def remove(root: Root, path: str, expected: Expected | None = None) -> bool:
    """Remove a file, or a link to one, and return whether it was there.

    Raises `ChangedError` if it is not as `expected`, or changes while this is at work,
    `PathError` for a path outside the project, `TransyncError` with the system's reason.
    """
    folder, _, name = path.rpartition("/")
    real = inside(root, path)
    place = (inside(root, folder) if folder else root.folder) / name
    with system_errors(path, "removed"):
        try:
            place.lstat()  # `lexists` takes an unreadable folder for a missing file
        except (FileNotFoundError, NotADirectoryError):
            return False
        if place.is_symlink() or not real.is_file():
            place.unlink()  # a link, not its target; the system refuses folders
        else:
            _remove(place, path, expected)
        system.sync(place.parent)
    return True


def sync(root: Root, path: str) -> None:
    """Flush a file to the disk, with its name and the folders above it."""
    place = inside(root, path)
    with system_errors(path, "synced"):
        system.sync(place)
        for above in (*parents(path), ""):
            system.sync(inside(root, above) if above else root.folder)


def sync_names(root: Root, paths: Iterable[str]) -> None:
    """Flush the names of replaced files to the disk: each folder once."""
    for place, path in {inside(root, path).parent: path for path in paths}.items():
        with system_errors(path, "synced"):
            system.sync(place)


def remove_empty_folders(root: Root, path: str, stop: str) -> None:
    """Remove the folders that a removed file has left empty, up to `stop`, which stays."""
    for folder in parents(path):
        if not folder.startswith(f"{stop}/" if stop else ""):
            return
        try:
            inside(root, folder).rmdir()
        except FileNotFoundError:
            continue
        except OSError:  # not empty, or no permission: it stays
            return


def _make_folder(root: Root, path: str, folder: Path) -> None:
    """Make the folder of a file; raises `PathError` if a file is in the way."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        for above in parents(path):
            place = inside(root, above)
            if place.exists() and not place.is_dir():
                problem = f"cannot be written: `{above}` is a file, not a folder"
                raise PathError(problem, path=path) from None
        raise


class _Old(NamedTuple):
    data: bytes
    status: os.stat_result


@contextmanager
def _looked_at(place: Path | str, path: str) -> Iterator[_Old | None]:
    """Read a file, and hold other writers off meanwhile, where the system can."""
    try:
        handle = os.open(place, os.O_RDONLY | os.O_NONBLOCK)
    except (FileNotFoundError, NotADirectoryError):
        yield None
        return
    try:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise PathError("is not a file", path=path)
        with system.leased(handle, place):
            yield _Old(all_of(handle, status.st_size), status)
    finally:
        os.close(handle)


def _expect(expected: Expected | None, old: _Old | None, path: str) -> None:
    there = old.data if old else None
    if expected and there != expected.data:
        raise ChangedError(path, there)


def _create(root: Root, place: str, path: str, data: bytes) -> None:
    try:
        new = written(place, data, None, is_synced=False)
    except (FileNotFoundError, NotADirectoryError):
        _make_folder(root, path, Path(place).parent)
        new = written(place, data, None, is_synced=False)
    try:
        system.rename_new(new, place)
    except BaseException as error:
        Path(new).unlink(missing_ok=True)
        if not isinstance(error, FileExistsError):
            raise
        with _looked_at(place, path) as there:
            raise ChangedError(path, there.data if there else None) from None


def _replace(place: Path, path: str, data: bytes, old: _Old, *, is_synced: bool) -> None:
    new = Path(written(place, data, old.status, is_synced=is_synced))
    other = temporary_files.swapped_out_name(place, old.data, data)
    try:
        new.rename(other)
        with _looked_at(place, path) as there:
            _expect(Expected(old.data), there, path)
            if not system.exchange(other, place):
                other.replace(place)
                return
    except BaseException:
        for left in (new, other):
            with suppress(OSError):
                left.unlink(missing_ok=True)
        raise
    _discard(place, other, path, data, old)


def _discard(place: Path, other: Path, path: str, data: bytes, old: _Old) -> None:
    """Remove the old version, or put it back if somebody saved it at the last moment."""
    with _looked_at(other, path) as there:
        if there and there.data == old.data:
            other.unlink()
            return
    system.exchange(other, place)
    with _looked_at(other, path) as ours:
        if ours and ours.data == data:
            other.unlink()
        else:  # saved once more: the newest keeps the name, the other stays beside it
            system.exchange(other, place)
    with _looked_at(place, path) as theirs:
        raise ChangedError(path, theirs.data if theirs else None)


def _remove(place: Path, path: str, expected: Expected | None) -> None:
    with _looked_at(place, path) as old:
        _expect(expected, old, path)
        if old is None:
            return
        other = temporary_files.swapped_out_name(place, old.data)
        place.rename(other)
    there = None
    try:
        with _looked_at(other, path) as there:
            if there and there.data == old.data:
                other.unlink()
                return
    except OSError:
        system.rename_new(other, place)
        raise
    with suppress(FileExistsError):  # there is a newer one; this stays beside it
        system.rename_new(other, place)
    raise ChangedError(path, there.data if there else None)


def written(place: Path | str, data: bytes, old: os.stat_result | None, *, is_synced: bool) -> str:
    """Write the new version of a file beside it, verify it, and return its path."""
    new = temporary_files.temporary_name(place)
    try:
        # The system takes the umask off the mode of a new file.
        handle = os.open(new, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666)
        try:
            if old:
                _keep(handle, old)
            fill(handle, data)
            if is_synced:
                os.fsync(handle)
            os.lseek(handle, 0, os.SEEK_SET)
            if all_of(handle, len(data)) != data:
                raise OSError(errno.EIO, "the disk returns other bytes than were written")
        finally:
            os.close(handle)
    except BaseException:
        with suppress(OSError):
            Path(new).unlink(missing_ok=True)
        raise
    return new


def fill(handle: int, data: bytes) -> None:
    """Write all bytes into an open file."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _keep(handle: int, old: os.stat_result) -> None:
    """Set the owner, the group and the mode of the file that is replaced."""
    for owner, group in ((-1, old.st_gid), (old.st_uid, -1)):
        with suppress(PermissionError):
            os.fchown(handle, owner, group)
    os.fchmod(handle, stat.S_IMODE(old.st_mode))
