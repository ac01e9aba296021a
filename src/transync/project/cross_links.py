"""The links of a document to headings of other documents."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from transync.core.build.links import with_targets
from transync.project.link_targets import linked_document

if TYPE_CHECKING:
    from transync.dialects.links import LinkPlace
    from transync.domain.model import Document
    from transync.project.address_index import AddressIndex


def cross_links(index: AddressIndex, document: Document) -> list[tuple[str, str]]:
    """Return the documents to whose anchors a document links, each with the anchor.

    A link to an anchor of the document itself, by its path, is one of them.
    """
    dialect = index.project.dialect(document.path)
    ids = dialect.heading_ids
    if not (dialect.links and ids and "#" in document.text):
        return []
    found: dict[tuple[str, str], None] = {}

    def note(target: str, place: LinkPlace) -> str:
        path, mark, anchor = target.partition("#")
        if mark and path and (other := linked_document(index, document.path, path, place)):
            found[other, ids.scheme.id_in(unquote(anchor))] = None
        return target

    with_targets(document.text, dialect, note)
    return [*found]
