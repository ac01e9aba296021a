"""Brings changes to disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync import files, pofile
from transync.errors import CatalogError, ChangedError, TransyncError
from transync.report import finding
from transync.threeway import joined
from transync.workflow.steps import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transync.files import Root
    from transync.model import Finding
    from transync.workflow.steps import Step

_SAVES = 20
"""How often a catalog is joined with what others save while it is being written."""


def applied(root: Root, steps: Iterable[Step]) -> Iterator[Step]:
    """Bring each change to disk, one by one; what cannot be is a finding that tells why.

    No other run is at work meanwhile; of one that was killed, leftovers are swept.
    A new file need not outlive a power failure, until another one gives something up for it.
    """
    failed: set[str] = set()
    new: set[str] = set()
    swept: set[str] = set()
    with files.locked(root):
        yield from _swept(root, files.OWN, swept)
        for step in steps:
            if isinstance(step, Change):
                yield from _swept(root, step.path.rpartition("/")[0], swept)
                if failed.intersection(step.relies_on):
                    continue
                try:
                    for path in sorted(new.intersection(step.relies_on)):
                        files.sync(root, path)
                        new.remove(path)
                    yield from _apply(root, step)
                except TransyncError as error:
                    failed.add(step.path)
                    yield finding(error, step.document, step.language, path=step.path)
                    continue
                if step.before is None and step.after is not None:
                    new.add(step.path)
            yield step


def _swept(root: Root, folder: str, swept: set[str]) -> Iterator[Step]:
    """Sweep a folder, once; tell of what somebody saved while a run was killed."""
    if folder in swept:
        return
    swept.add(folder)
    try:
        for path in files.sweep(root, folder):
            message = (
                "holds what somebody saved while transync was killed; bring it back, remove it"
            )
            yield finding(TransyncError(message, path=path))
    except TransyncError as error:
        yield finding(error)


def _apply(root: Root, change: Change) -> Iterator[Finding]:
    if not change.is_needed:
        return
    seen = files.Seen(_encoded(change.before))
    if change.after is None:
        files.remove(root, change.path, seen)
        files.remove_empty_folders(root, change.path, change.path.partition("/")[0])
        return
    data = change.after.encode("utf-8", "surrogateescape")
    for _ in range(_SAVES):
        try:
            files.write(root, change.path, data, seen)
            return
        except ChangedError as error:
            if not change.is_catalog or error.found is None:
                raise
            base, seen = seen.data or b"", files.Seen(error.found)
            data, findings = _joined(change.path, base, data, error.found)
            yield from findings
    raise ChangedError(change.path, seen.data)


def _joined(path: str, base: bytes, ours: bytes, theirs: bytes) -> tuple[bytes, list[Finding]]:
    """Join a catalog with what somebody has saved in the meantime; no translation goes.

    Raises `CatalogError` if that is no catalog.
    """
    catalogs = (pofile.parse(pofile.decode(data, path), path) for data in (base, ours, theirs))
    done = joined(*catalogs, forgets=False)
    findings = [
        finding(CatalogError(f'"{text}" was translated anew at the same time; choose', path=path))
        for _, text in done.conflicts
    ]
    return pofile.render(done.catalog).encode("utf-8"), findings


def _encoded(text: str | None) -> bytes | None:
    return None if text is None else text.encode("utf-8", "surrogateescape")
