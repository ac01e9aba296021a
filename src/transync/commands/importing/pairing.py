"""Finds the pages whose paths belong to no document, and proposes the document of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync.commands.importing.block_reader import blocks
from transync.core.align.resemblance import features, proposals
from transync.domain.errors import TransyncError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from transync.commands.importing.finder import PageFinder
    from transync.core.align.resemblance import Features
    from transync.project.project import Project
    from transync.storage import Workspace


class UnpairedPage(NamedTuple):
    """A page whose path belongs to no document."""

    path: str
    language: str
    document: str
    """The document that it is most like; empty where none is clearly."""


def unpaired(
    project: Project, finder: PageFinder, documents: Sequence[str]
) -> Iterator[UnpairedPage]:
    """Yield the pages without a document, each with the one it is most like."""
    for language in project.languages:
        code = language.code
        places = {finder.path(project, each, code): each for each in documents}
        there = frozenset(finder.pages(project, code).files)
        pages = there - places.keys() - frozenset(finder.pairs.values())
        if finder.workspace.root == project.root:
            pages -= frozenset(documents)
        if not pages:
            continue
        lacking = [
            each
            for path, each in places.items()
            if path not in there and project.layout_of(each).source_language != code
        ]
        alike = _most_alike(project, finder.workspace, sorted(pages), lacking)
        yield from (UnpairedPage(page, code, alike.get(page, "")) for page in sorted(pages))


def _most_alike(
    project: Project, workspace: Workspace, pages: Sequence[str], documents: Sequence[str]
) -> Mapping[str, str]:
    """Return the documents that some pages are clearly most like, by page."""
    if not documents:
        return {}
    theirs = dict(_features(project, workspace, pages))
    ours = dict(_features(project, project.workspace, documents))
    return dict(proposals(theirs, ours))


def _features(
    project: Project, workspace: Workspace, paths: Iterable[str]
) -> Iterator[tuple[str, Features]]:
    for path in paths:
        try:
            yield path, features(blocks(project, workspace.read_document(path), path).units)
        except TransyncError:  # nothing can be said of it
            continue
