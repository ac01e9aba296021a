"""Puts other lines into a document, and finds its own texts in what comes out."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

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


class OwnPieces(NamedTuple):
    """The pieces of a built document, of which only the document's own texts are segments."""

    pieces: tuple[Piece, ...]
    lost: Sequence[Occurrence | None]
    """Where each text is that is not there: in which of the places; None outside of them."""


def own_pieces(
    document: Document, built: Document, places: Sequence[Occurrence], lengths: Sequence[int]
) -> OwnPieces:
    """Find the texts of a document in what was built of it.

    `lengths` are those of what was written at the places. A text outside of them has to stand where
    it stood, one inside in its order.
    """
    there = [*_segments(built)]
    own: set[int] = set()
    lost = []
    at = 0
    for segment, first, end, place in _expected(document, places, lengths):
        while at < len(there) and there[at][0] < first:
            at += 1
        found = at
        while _is_before(there, found, end) and not _is_same(there[found][2], segment):
            found += 1
        if _is_before(there, found, end):
            own.add(there[found][1])
            at = found + 1
        else:
            lost.append(place)
    pieces = (
        piece if isinstance(piece, Verbatim) or number in own else Verbatim(piece.raw)
        for number, piece in enumerate(built.pieces)
    )
    return OwnPieces(tuple(pieces), lost)


def _is_before(there: Sequence[tuple[int, int, Segment]], number: int, end: int) -> bool:
    return number < len(there) and there[number][0] < end


def _expected(
    document: Document, places: Sequence[Occurrence], lengths: Sequence[int]
) -> Iterator[tuple[Segment, int, int, Occurrence | None]]:
    """Yield each segment, where it may begin in the built document, and the place it is in.

    It may begin from the first number up to, but without, the second.
    """
    shift = number = 0
    for start, _, segment in _segments(document):
        while number < len(places) and places[number].end <= start:
            shift += lengths[number] - (places[number].end - places[number].start)
            number += 1
        if number < len(places) and places[number].start <= start:
            first = places[number].start + shift
            yield segment, first, first + lengths[number], places[number]
        else:
            yield segment, start + shift, start + shift + 1, None


def _segments(document: Document) -> Iterator[tuple[int, int, Segment]]:
    starts = accumulate((len(piece.raw) for piece in document.pieces), initial=0)
    for number, (start, piece) in enumerate(zip(starts, document.pieces, strict=False)):
        if isinstance(piece, Segment):
            yield start, number, piece


def _is_same(one: Segment, other: Segment) -> bool:
    return (one.key, one.form) == (other.key, other.form)
