"""Lets builds replace the pages whose edits are in their catalogs, once these are on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync.domain.errors import TransyncError
from transync.project import contents, written_pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transync.commands.absorbing.blocks import EditedPage
    from transync.project.project import Project


class PageMark(NamedTuple):
    """A page that a build may replace, if its catalog is as it was meant to be."""

    mark: bytes
    """That of the page in `written_pages`."""
    catalog: str
    digest: bytes | None
    """That of the catalog."""


def mark_of(page: EditedPage, catalog: str, text: str) -> PageMark:
    """Return the mark of a page all of whose edits are in a catalog with a text."""
    mark = written_pages.mark(page.target.path, page.text)
    return PageMark(mark, catalog, contents.of_text(text))


def valid_marks(project: Project, marks: Iterable[PageMark]) -> Iterator[bytes]:
    """Yield the marks of the pages whose edits are in the catalogs that are there.

    One could not be written, or somebody else has saved it meanwhile: then its pages are all that
    has the edits, until the next absorption.
    """
    for each in marks:
        try:
            text = project.workspace.read_document_if_there(each.catalog)
        except TransyncError:
            continue
        if contents.of_text(text) == each.digest:
            yield each.mark
