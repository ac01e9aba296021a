"""The links of a document to headings of other documents."""

from __future__ import annotations

from posixpath import dirname
from typing import TYPE_CHECKING
from urllib.parse import unquote

from transync.core.build.links import with_targets
from transync.dialects.links import LinkPlace
from transync.project.link_targets import documents_at, roots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.domain.model import Document
    from transync.project.project import Project


def cross_links(project: Project, document: Document) -> list[tuple[str, str]]:
    """Return the documents to whose anchors a document links, each with the anchor.

    A link to an anchor of the document itself, by its path, is one of them.
    """
    dialect = project.dialect(document.path)
    if not (dialect.links and dialect.heading_ids and "#" in document.text):
        return []
    found: dict[tuple[str, str], None] = {}

    def note(target: str, place: LinkPlace) -> str:
        path, mark, anchor = target.partition("#")
        if mark and path and ":" not in path and not path.startswith("//"):
            for other in _documents(project, document.path, unquote(path), place):
                found[other, unquote(anchor)] = None
                break
        return target

    with_targets(document.text, dialect, note)
    return [*found]


def _documents(project: Project, document: str, path: str, place: LinkPlace) -> Iterator[str]:
    links = project.dialect(document).links
    assert links
    if place is LinkPlace.DOCUMENT:
        yield from documents_at(project, "", path, ())
    elif path.startswith("/") or place is LinkPlace.ADDRESS:
        for root in roots(project, document):
            yield from documents_at(project, root, path, links.indexes)
    else:
        yield from documents_at(project, dirname(document), path, links.indexes)
