"""Brings changes to disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync import files
from transync.errors import TransyncError
from transync.report import finding
from transync.workflow.steps import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transync.files import Root
    from transync.workflow.steps import Step


def applied(root: Root, steps: Iterable[Step]) -> Iterator[Step]:
    """Bring each change to disk, one by one; what cannot be is a finding that tells why.

    No other run is at work meanwhile; of one that was killed, leftovers are swept.
    A new file need not outlive a power failure, until another one gives something up for it.
    """
    failed: set[str] = set()
    new: set[str] = set()
    swept: set[str] = set()
    with files.locked(root):
        for step in steps:
            if isinstance(step, Change):
                yield from _swept(root, step, swept)
                if failed.intersection(step.relies_on):
                    continue
                try:
                    for path in sorted(new.intersection(step.relies_on)):
                        files.sync(root, path)
                        new.remove(path)
                    _apply(root, step)
                except TransyncError as error:
                    failed.add(step.path)
                    yield finding(error, step.document, step.language, path=step.path)
                    continue
                if step.before is None and step.after is not None:
                    new.add(step.path)
            yield step


def _swept(root: Root, change: Change, swept: set[str]) -> Iterator[Step]:
    """Sweep the folder of a change, once; tell of what somebody saved while a run was killed."""
    folder = change.path.rpartition("/")[0]
    if folder in swept:
        return
    swept.add(folder)
    try:
        for path in files.sweep(root, folder):
            message = (
                "holds what somebody saved while transync was killed; bring it back, remove it"
            )
            yield finding(TransyncError(message, path=path), change.document, change.language)
    except TransyncError as error:
        yield finding(error, change.document, change.language)


def _apply(root: Root, change: Change) -> None:
    if not change.is_needed:
        return
    seen = files.Seen(_encoded(change.before))
    if change.after is None:
        files.remove(root, change.path, seen)
        files.remove_empty_folders(root, change.path, change.path.partition("/")[0])
    else:
        files.write(root, change.path, change.after.encode("utf-8"), seen)


def _encoded(text: str | None) -> bytes | None:
    return None if text is None else text.encode("utf-8", "surrogateescape")
