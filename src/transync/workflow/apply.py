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

    A new file need not outlive a power failure, until another one gives something up for it.
    """
    failed: set[str] = set()
    new: set[str] = set()
    for step in steps:
        if isinstance(step, Change):
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


def _apply(root: Root, change: Change) -> None:
    if not change.is_needed:
        return
    if _bytes(root, change.path) != _encoded(change.before):
        message = "has changed while transync was at work, and is left alone; run it again"
        raise TransyncError(message, path=change.path)
    if change.after is None:
        files.remove(root, change.path)
        files.remove_empty_folders(root, change.path, change.path.partition("/")[0])
    else:
        files.write(root, change.path, change.after.encode("utf-8"))


def _bytes(root: Root, path: str) -> bytes | None:
    return files.read_bytes(root, path) if files.exists(root, path) else None


def _encoded(text: str | None) -> bytes | None:
    return None if text is None else text.encode("utf-8", "surrogateescape")
