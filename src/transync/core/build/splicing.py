"""Puts other lines into a document, and finds its own texts in what comes out."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from transync.domain.model import Segment, Verbatim

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.core.document.occurrences import Occurrence
    from transync.domain.model import Document, Piece


def spliced(text: str, places: Sequence[Occurrence], written: Sequence[str]) -> str:
    """Return a text with what is `written` at each of the places, which are in its order."""
    parts = []
    at = 0
    for place, new in zip(places, written, strict=True):
        parts += [text[at : place.start], new]
        at = place.end
    return "".join((*parts, text[at:]))


def own_pieces(
    document: Document, built: Document, places: Sequence[Occurrence], lengths: Sequence[int]
) -> tuple[Piece, ...] | None:
    """Return the pieces of a built document, of which only the document's own texts are segments.

    `lengths` are those of what was written at the places. A text outside of them has to stand where
    it stood, one inside in its order. None if one of them is not there.
    """
    there = [*_segments(built)]
    own: set[int] = set()
    at = 0
    for segment, first, end in _expected(document, places, lengths):
        while at < len(there) and (
            there[at][0] < first or (there[at][0] < end and not _is_same(there[at][2], segment))
        ):
            at += 1
        if at == len(there) or there[at][0] >= end:
            return None
        own.add(there[at][1])
        at += 1
    return tuple(
        piece if isinstance(piece, Verbatim) or number in own else Verbatim(piece.raw)
        for number, piece in enumerate(built.pieces)
    )


def _expected(
    document: Document, places: Sequence[Occurrence], lengths: Sequence[int]
) -> Iterator[tuple[Segment, int, int]]:
    """Yield each segment with where it may begin in the built document: from here up to there."""
    shift = number = 0
    for start, _, segment in _segments(document):
        while number < len(places) and places[number].end <= start:
            shift += lengths[number] - (places[number].end - places[number].start)
            number += 1
        if number < len(places) and places[number].start <= start:
            first = places[number].start + shift
            yield segment, first, first + lengths[number]
        else:
            yield segment, start + shift, start + shift + 1


def _segments(document: Document) -> Iterator[tuple[int, int, Segment]]:
    starts = accumulate((len(piece.raw) for piece in document.pieces), initial=0)
    for number, (start, piece) in enumerate(zip(starts, document.pieces, strict=False)):
        if isinstance(piece, Segment):
            yield start, number, piece


def _is_same(one: Segment, other: Segment) -> bool:
    return (one.key, one.form) == (other.key, other.form)
