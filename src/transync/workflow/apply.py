"""Brings a change to disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync import files

if TYPE_CHECKING:
    from transync.files import Root
    from transync.workflow.steps import Change


def apply(root: Root, change: Change) -> None:
    """Write or remove the file of a change; raises `TransyncError` where that is not possible."""
    if not change.is_needed:
        return
    if change.after is None:
        files.remove(root, change.path)
        files.remove_empty_folders(root, change.path, change.path.partition("/")[0])
    else:
        files.write(root, change.path, change.after.encode("utf-8"))
