"""The table of contents that a book has as a document: `SUMMARY.md` of mdBook and GitBook."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from transync.dialects.dialect import Region

if TYPE_CHECKING:
    from transync.dialects.dialect import Dialect

_TITLE = Region(
    r"\A(?:\s*<!--(?:[^-]|-(?!->))*-->)*\s*(?P<name>#)[ \t]", r"(?=[\r\n])|\Z", hint="#"
)
"""The heading at the beginning, which no reader sees."""


def contents(book: Dialect) -> Dialect:
    """Return the dialect of the contents of a book, whose headings are parts and have no ids."""
    return replace(book, regions=(*book.regions, _TITLE), heading_ids=None)
