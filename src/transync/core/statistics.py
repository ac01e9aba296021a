"""How much of a document there is, and how far it is translated: in segments and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync.core.document.prose import words

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from transync.domain.model import Key, Segment


class Amount(NamedTuple):
    """A part of a document."""

    segments: int = 0
    words: int = 0

    def plus(self, other: Amount) -> Amount:
        """Add two amounts."""
        return Amount(self.segments + other.segments, self.words + other.words)


class Row(NamedTuple):
    """How far a document (or all of them: empty) is translated into one language."""

    document: str
    language: str
    translated: Amount = Amount()
    fuzzy: Amount = Amount()
    missing: Amount = Amount()
    refused: Amount = Amount()
    """Of what is missing: translations that are there, but could not be written."""
    error: str = ""
    """Why it could not be read: the code of a finding."""
    unread: int = 0
    """Of all documents, those that could not be read."""
    not_offered: Amount = Amount()
    """What readers see beside, and no translator is offered."""

    @property
    def total(self) -> Amount:
        """All there is to translate."""
        return self.translated.plus(self.fuzzy).plus(self.missing)

    @property
    def percent(self) -> int:
        """Of the words, those that are translated and current; of what is not known, none are."""
        if self.error or self.unread:
            return min(99, coverage(self.translated, self.total)) if self.total.words else 0
        return coverage(self.translated, self.total)


def amount(segments: Iterable[Segment], keys: Container[Key]) -> Amount:
    """Count the segments whose key is among `keys`, and their words."""
    counts = [words(segment.text) for segment in segments if segment.key in keys]
    return Amount(len(counts), sum(counts))


def coverage(translated: Amount, whole: Amount) -> int:
    """Return the percentage of words that are translated, rounded down: 100 means all."""
    return 100 * translated.words // whole.words if whole.words else 100


def totals(rows: Iterable[Row]) -> list[Row]:
    """Add up the rows of each language."""
    found: dict[str, Row] = {}
    for row in rows:
        total = found.get(row.language, Row("", row.language))
        found[row.language] = total._replace(
            translated=total.translated.plus(row.translated),
            fuzzy=total.fuzzy.plus(row.fuzzy),
            missing=total.missing.plus(row.missing),
            refused=total.refused.plus(row.refused),
            unread=total.unread + (row.error != ""),
            not_offered=total.not_offered.plus(row.not_offered),
        )
    return list(found.values())
