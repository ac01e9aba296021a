"""Compares the ids of headings in a translated page with those of its document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.core.document.headings import headings
from transync.dialects.slugs import Heading, heading_ids
from transync.domain.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from transync.core.document.headings import PlacedHeading
    from transync.dialects import Dialect
    from transync.dialects.slugs import HeadingIds
    from transync.domain.model import Document


def translated_ids(document: Document, page: str, dialect: Dialect) -> Mapping[str, str]:
    """Return the id of each heading that has another one on the page, by its id in the document.

    Ids that the author has written are the same on both, and a heading without any is left out.
    Nothing is returned of a page that has other headings.
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
    pairs = zip(_generated(sources, ids), _generated(translated, ids), strict=True)
    return {source: other for source, other in pairs if source and other and source != other}


def _generated(placed: Iterable[PlacedHeading], ids: HeadingIds) -> list[str]:
    """Return the ids that lead to headings; one of the author's may be beside the generator's."""
    return heading_ids(
        (Heading(each.markdown, each.own_id if ids.spelling.replaces else "") for each in placed),
        ids.scheme,
    )
