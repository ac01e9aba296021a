"""Compares the ids of headings in a translated page with those of its document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.core.document.headings import headings
from transync.dialects.slugs import Heading, heading_ids, heading_text
from transync.domain.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from transync.core.document.headings import PlacedHeading
    from transync.dialects import Dialect
    from transync.dialects.slugs import HeadingIds, IdScheme
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
    made = zip(_generated(sources, ids), _generated(translated, ids), translated, strict=True)
    return {
        source: _in_links(other, heading, ids.scheme)
        for source, other, heading in made
        if source and other and source != other
    }


def _in_links(id_: str, heading: PlacedHeading, scheme: IdScheme) -> str:
    return scheme.link(heading_text(heading.markdown, scheme.reading)) if scheme.link else id_


def _generated(placed: Iterable[PlacedHeading], ids: HeadingIds) -> list[str]:
    """Return the ids that lead to headings; one of the author's may be beside the generator's."""
    return heading_ids(
        (Heading(each.markdown, each.own_id if ids.spelling.replaces else "") for each in placed),
        ids.scheme,
    )
