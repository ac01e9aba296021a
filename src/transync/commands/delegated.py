"""Brings changes to disk where they are made: by the tasks of a run that delegates that to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from transync import storage
from transync.domain.changes import Change
from transync.domain.errors import TransyncError
from transync.engine.executor import is_remote
from transync.project import contents

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transync.domain.changes import Step
    from transync.project.project import Project
    from transync.storage import Root

P = TypeVar("P", bound="Project")


def delegating(project: P, *, writes: bool) -> P:
    """Return a project whose tasks bring their changes to disk, if they run on other machines.

    Only a run that `writes` does so, and it holds the project's lock all the while.
    """
    return project._replace(delegates=writes and is_remote(project.executor))


def delegated(project: Project, steps: Iterable[Step]) -> list[Step]:
    """Bring the changes among some steps to disk, if the run delegates that.

    What cannot be written comes back as a change that is still to be made: whoever holds the lock
    tries again, and reports it.
    """
    if not project.delegates:
        return [*steps]
    return [
        _made(project.root, step) if isinstance(step, Change) and step.is_needed else step
        for step in steps
    ]


def _made(root: Root, change: Change) -> Change:
    try:
        if change.after is None:  # to remove folders is left to the run
            return change
        data = change.after.encode("utf-8", "surrogateescape")
        sync = storage.Sync.NOTHING if change.is_derived else storage.Sync.ALL
        storage.write(root, change.path, data, _expected(change.before), sync)
    except TransyncError:
        return change
    digests = (contents.of_text(text) for text in (change.before, change.after))
    before, after = (None if digest is None else digest.hex() for digest in digests)
    return change._replace(before=before, after=after, is_made=True)


def _expected(text: str | None) -> storage.Expected:
    return storage.Expected(None if text is None else text.encode("utf-8", "surrogateescape"))
