"""Reads the history of documents and of pages, and says why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync import storage
from transync.domain.errors import ConfigError

if TYPE_CHECKING:
    from transync.commands.importing.finder import PageFinder
    from transync.project.project import Project
    from transync.storage import History


class Past(NamedTuple):
    """The histories of documents and of pages, which may be in two repositories."""

    documents: History
    pages: History
    commit: str = ""
    """The version that all documents were translated from; empty where nobody has said one."""
    lack: str = ""
    """Why there is no history, or not all of it; empty where there is."""


NOT_ASKED = "--no-history"


def past(project: Project, finder: PageFinder, *, revision: str, has_history: bool) -> Past:
    """Read the past of a project and of its pages; `revision` is what all pages were made from.

    Raises `ConfigError` for a revision that is not there.
    """
    if revision:
        return Past({}, {}, storage.commit_of(project.root, revision))
    if not has_history:
        return Past({}, {}, lack=NOT_ASKED)
    documents = storage.history(project.root)
    is_same = finder.workspace.root == project.root
    pages = documents if is_same else storage.history(finder.workspace.root)
    roots = {project.root, finder.workspace.root}
    try:
        is_shallow = any(storage.is_shallow(root) for root in roots)
    except ConfigError:
        return Past(documents, pages, lack="there is no git repository")
    lack = "the clone is shallow; `git fetch --unshallow` brings the rest" if is_shallow else ""
    return Past(documents, pages, lack=lack)
