"""The files as a run leaves them: packed by folder, each with its signature and its digest.

A project has more files than a run should hold unpacked: some thousands are, at a time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync import storage
from transync.project import contents, last_run
from transync.project.settling import settled_signatures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from transync.project.last_run import LastRun
    from transync.project.project import Project
    from transync.storage import Snapshot

AT_ONCE = 8_192
"""Files that are unpacked together, beside those of the same folder."""


def took_in(project: Project, now: Snapshot, written: Mapping[str, bytes | None]) -> bool:
    """Bring a snapshot up to what a run has written, and return whether all of it is there.

    It has to be there to the last byte, and settled. What is `written` are digests by path, and
    None for a file that is gone.
    """
    paths = sorted(written)
    return all(
        _took_in(project, now, {path: written[path] for path in paths[at : at + AT_ONCE]})
        for at in range(0, len(paths), AT_ONCE)
    )


def packed_files(
    project: Project, now: Snapshot, last: LastRun | None, known: Callable[[str], bytes | None]
) -> dict[str, bytes]:
    """Return the files of a snapshot by folder, packed.

    A file has the digest that is `known` of its path, or that of the `last` run if it is as it was
    then; any other is read, and left out, of the snapshot too, if it changes meanwhile.
    """
    files = {**last.files} if last else {}
    before = last.snapshot if last else storage.Snapshot()
    for some in _grouped(now.differing_folders(before)):
        changed = [path for paths in some.values() for path in paths]
        digests = {path: found for path in changed if path in now and (found := known(path))}
        unread = [path for path in changed if path in now and path not in digests]
        digests |= contents.read(project, now, unread)
        now.drop(path for path in changed if path not in digests)
        for head in some:
            files[head] = _packed(now, head, last, digests)
        now.pack()
    return {head: row for head, row in files.items() if row}


def _took_in(project: Project, now: Snapshot, written: Mapping[str, bytes | None]) -> bool:
    there = [path for path, digest in written.items() if digest is not None]
    found = settled_signatures(project.root, written.keys())
    if found is None or found.keys() != {*there}:
        return False
    now.update(found)
    now.drop(written.keys() - found.keys())
    digests = contents.read(project, now, there)
    now.pack()
    return all(digests.get(path) == written[path] for path in there)


def _grouped(folders: Iterable[tuple[str, list[str]]]) -> Iterator[dict[str, list[str]]]:
    """Yield folders with their paths, so many together that they have a good number of these."""
    some: dict[str, list[str]] = {}
    count = 0
    for head, paths in folders:
        some[head] = paths
        count += len(paths)
        if count >= AT_ONCE:
            yield some
            some, count = {}, 0
    if some:
        yield some


def _packed(now: Snapshot, head: str, last: LastRun | None, digests: Mapping[str, bytes]) -> bytes:
    """Return a folder of a snapshot, packed; nothing if it has no files."""
    folder, above = now.folder(head), f"{head}/" if head else ""
    paths = (above + name for name, _ in folder.each())
    each = (digests.get(path) or (last and last.digest(path)) or b"" for path in paths)
    return last_run.packed(folder, each) if folder.names else b""
