"""Compares the ids of headings in a translated page with those of its document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.core.build.heading_ids import generated_ids
from transync.core.document.headings import headings
from transync.dialects.slugs import heading_text
from transync.domain.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from transync.core.document.headings import PlacedHeading
    from transync.dialects import Dialect
    from transync.dialects.slugs import IdScheme
    from transync.domain.model import Document


def translated_ids(document: Document, page: str, dialect: Dialect) -> Mapping[str, str]:
    """Return the id of each heading that has another one on the page, by its id in the document.

    Where links name the text of a heading, it is that, and no id. Ids that the author has written
    are the same on both, and a heading without any is left out. Nothing is returned of a page that
    has other headings.
    """
    ids = dialect.heading_ids
    if ids is None:
        return {}
    try:
        sources, translated = headings(document.text, dialect), headings(page, dialect)
    except DocumentError:
        return {}
    if len(sources) != len(translated):
        return {}
    made = zip(generated_ids(sources, ids), generated_ids(translated, ids), translated, strict=True)
    return {
        source: _in_links(other, heading, ids.scheme)
        for source, other, heading in made
        if source and other and source != other
    }


def _in_links(id_: str, heading: PlacedHeading, scheme: IdScheme) -> str:
    return scheme.link(heading_text(heading.markdown, scheme.reading)) if scheme.link else id_
