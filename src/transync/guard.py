"""Proves that a localized text has its source's blocks, or tells which translations break it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync.errors import DocumentError
from transync.model import Document, Form, Segment
from transync.prose import has_words
from transync.split import split

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Written(NamedTuple):
    """A translation in its place: the text that a cut must find again, and its characters."""

    text: str
    raw: str


def guilty(
    document: Document, written: Mapping[int, Written], translate: Sequence[str]
) -> list[int]:
    """List the pieces (by number) whose translations the document is better without.

    They are found by halving: without them, the text that is built has the blocks of the
    document, and its segments are the translations.
    """
    return _among(document, written, sorted(written), translate)


def spliced(document: Document, written: Mapping[int, Written]) -> str:
    """Join the pieces of a document, the written ones in the place of the author's."""
    return "".join(
        written[number].raw if number in written else piece.raw
        for number, piece in enumerate(document.pieces)
    )


def _among(
    document: Document,
    written: Mapping[int, Written],
    numbers: Sequence[int],
    translate: Sequence[str],
) -> list[int]:
    chosen = {number: written[number] for number in numbers}
    if _holds(document, chosen, translate):
        return []
    if len(numbers) == 1:
        return list(numbers)
    half = len(numbers) // 2
    found = [
        *_among(document, written, numbers[:half], translate),
        *_among(document, written, numbers[half:], translate),
    ]
    innocent = {number: written[number] for number in numbers if number not in found}
    # Two halves that hold alone may break each other: then none of them is written.
    return found if _holds(document, innocent, translate) else list(numbers)


def _holds(document: Document, written: Mapping[int, Written], translate: Sequence[str]) -> bool:
    """Cut what was built, and tell whether its blocks and its texts are as they are meant."""
    if not written:
        return True
    text = spliced(document, written)
    try:
        built = split(text, document.path, translate, wordless=True)
    except DocumentError:
        return False
    return (
        built.structure == document.structure
        and built.references == document.references
        and _found(built) >= _meant(document, written)
    )


def _found(document: Document) -> set[tuple[int, str]]:
    """Give each segment's text with its offset."""
    texts = set()
    offset = 0
    for piece in document.pieces:
        if isinstance(piece, Segment):
            texts.add((offset, piece.text))
        offset += len(piece.raw)
    return texts


def _meant(document: Document, written: Mapping[int, Written]) -> set[tuple[int, str]]:
    """Give the text that each segment must have, with the offset where it must be."""
    texts = set()
    offset = 0
    for number, piece in enumerate(document.pieces):
        raw = piece.raw
        if isinstance(piece, Segment):
            text, raw = written.get(number, Written(piece.text, piece.raw))
            # A front matter offers no wordless values, so one cannot be found again.
            if piece.form not in (Form.YAML, Form.TOML) or has_words(text):
                texts.add((offset, text))
        offset += len(raw)
    return texts
