"""Proves that a localized text has its source's blocks, or finds what breaks them."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from transync.core.build.divided import DividedParagraphs
from transync.core.build.fast_verify import Replacement, is_provably_safe
from transync.core.document.prose import has_words
from transync.core.document.split import front, split
from transync.dialects import COMMONMARK
from transync.domain.allowance import NO_ALLOWANCE
from transync.domain.errors import DocumentError
from transync.domain.model import BOM, IN_FRONT_MATTER, NEWLINE, Document, Segment, Verbatim
from transync.formats import frontmatter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from transync.dialects import Dialect
    from transync.domain.allowance import Allowance
    from transync.domain.model import Piece


_LIKE_FRONT = re.compile(rf"{BOM}?(?:---|\+\+\+|;;;|\s*\{{(?![{{%:#.]))")


class Verified(NamedTuple):
    """A localized text with the blocks of its document."""

    text: str
    offenders: tuple[int, ...]
    """The pieces (by number) whose replacements it is without, because they break blocks."""


def verified(
    document: Document,
    replacements: Mapping[int, Replacement],
    translate: Sequence[str],
    allowance: Allowance = NO_ALLOWANCE,
    dialect: Dialect = COMMONMARK,
) -> Verified:
    """Return a document with all replacements that keep its blocks."""
    found = offenders(document, replacements, translate, allowance, dialect)
    kept = _without(replacements, found)
    return Verified(spliced(document, kept), tuple(found))


def offenders(
    document: Document,
    replacements: Mapping[int, Replacement],
    translate: Sequence[str],
    allowance: Allowance = NO_ALLOWANCE,
    dialect: Dialect = COMMONMARK,
) -> list[int]:
    """List the pieces (by number) whose translations the document is better without.

    They are found by halving: without them, the text that is built has the blocks of the
    document, and its segments are the translations. Of translations that hold alone and
    break each other, the later is the offender.
    """
    text = document.text
    unproven = _unproven(document, text, replacements, dialect)
    is_proven = not unproven or (
        not dialect.data and _is_fine_front(document, text, unproven, translate)
    )
    if is_proven:
        return []
    return _Search(document, translate, allowance, dialect).among(replacements)


def spliced(document: Document, replacements: Mapping[int, Replacement]) -> str:
    """Join the pieces of a document, the written ones in the place of the author's."""
    return "".join(
        replacements[number].raw if number in replacements else piece.raw
        for number, piece in enumerate(document.pieces)
    )


def _unproven(
    document: Document, text: str, replacements: Mapping[int, Replacement], dialect: Dialect
) -> dict[int, Replacement]:
    """Return the translations that are not provably safe."""
    if not dialect.data and _begins_like_front(text):
        return dict(replacements)
    raws = ["", *(piece.raw for piece in document.pieces), ""]
    unproven = {}
    for number, done in replacements.items():
        segment = document.pieces[number]
        assert isinstance(segment, Segment)
        if not is_provably_safe(segment, done, raws[number], raws[number + 2], dialect):
            unproven[number] = done
    return unproven


def _begins_like_front(text: str) -> bool:
    """Whether a text between two lines or braces, `x: y`, could become a front matter."""
    return bool(_LIKE_FRONT.match(text)) and frontmatter.find(text) is None


def _is_fine_front(
    document: Document, text: str, replacements: Mapping[int, Replacement], translate: Sequence[str]
) -> bool:
    """Whether all replacements are values of the front matter, and a cut finds them again."""
    span = frontmatter.find(text)
    if span is None:
        return False
    ends = [*accumulate(len(piece.raw) for piece in document.pieces)]
    ahead = document.pieces[: bisect_right(ends, span.end)]
    if max(replacements) >= len(ahead):
        return False
    built = spliced(document, replacements)
    try:
        found, built_end = front(built, document.path, translate, wordless=True)
    except DocumentError:
        return False
    return text[span.end :] == built[built_end:] and _found(found) >= _meant(
        ahead, replacements, COMMONMARK
    )


class _Search:
    """The search for the offenders in one document, or in a part of one."""

    def __init__(
        self,
        document: Document,
        translate: Sequence[str],
        allowance: Allowance,
        dialect: Dialect,
    ) -> None:
        self.dialect = dialect
        self.document = document
        self.translate = translate
        self.allowance = allowance
        # A list of paragraphs costs as much as the cut, and few documents need it.
        divided = any(segment.divided for segment in document.segments)
        self.paragraphs = DividedParagraphs(document, dialect) if divided else None

    def among(self, replacements: Mapping[int, Replacement]) -> list[int]:
        """List the offenders among `replacements`, looking at parts of the document alone."""
        if self.holds(replacements):
            return []
        if len(replacements) == 1:
            return list(replacements)
        found = [each for half in _halves(replacements) for each in self._among_half(half)]
        # What holds in its part may not hold in its place, or not beside the other half.
        return [*found, *self._beside({}, _without(replacements, found))]

    def _among_half(self, replacements: Mapping[int, Replacement]) -> list[int]:
        part = _part(self.document, min(replacements), max(replacements), self.dialect)
        if part is None:
            return self.among(replacements)
        document, shift = part
        shifted = {number - shift: done for number, done in replacements.items()}
        search = _Search(document, (), self.allowance, self.dialect)
        return [number + shift for number in search.among(shifted)]

    def _beside(
        self, good: Mapping[int, Replacement], replacements: Mapping[int, Replacement]
    ) -> list[int]:
        """List the offenders among `replacements`, where `good` is in its place."""
        if self.holds({**good, **replacements}):
            return []
        if len(replacements) <= 1:
            return list(replacements)
        first, second = _halves(replacements)
        found = self._beside(good, first)
        return [*found, *self._beside({**good, **_without(first, found)}, second)]

    def holds(self, replacements: Mapping[int, Replacement]) -> bool:
        """Whether what is built has the blocks of the document and the texts that it should."""
        text = spliced(self.document, replacements)
        try:
            built = self._split(text)
        except DocumentError:
            return False
        return (
            built.structure == self.document.structure
            and built.references == self.document.references
            and _found(built.pieces) >= _meant(self.document.pieces, replacements, self.dialect)
            and not (self.paragraphs and self._changes_paragraphs(text, replacements))
        )

    def _split(self, text: str) -> Document:
        return split(text, self.document.path, self.translate, self.dialect, wordless=True)

    def _changes_paragraphs(self, text: str, replacements: Mapping[int, Replacement]) -> bool:
        """Whether segments that share a paragraph make something of their halves."""
        assert self.paragraphs
        # What is allowed in one text is so in those beside it, which are looked at alone, too.
        pieces = (self.document.pieces[number] for number in replacements)
        each = (self.allowance.of(piece.key) for piece in pieces if isinstance(piece, Segment))
        allowed = self.allowance.everywhere.union(*each)
        parts = [done.text for done in replacements.values()]
        return self.paragraphs.are_changed(text, allowed, self.allowance.addresses, parts)


def _without(
    replacements: Mapping[int, Replacement], numbers: Iterable[int]
) -> dict[int, Replacement]:
    gone = frozenset(numbers)
    return {number: each for number, each in replacements.items() if number not in gone}


def _halves(
    replacements: Mapping[int, Replacement],
) -> tuple[dict[int, Replacement], dict[int, Replacement]]:
    numbers = sorted(replacements)
    half = len(numbers) // 2
    first, second = numbers[:half], numbers[half:]
    return {n: replacements[n] for n in first}, {n: replacements[n] for n in second}


def _part(
    document: Document, first: int, last: int, dialect: Dialect
) -> tuple[Document, int] | None:
    """Return the lines of some pieces as a document, and the number of its first piece.

    None where they do not read alone as in their place.
    """
    if dialect.data:
        return None
    pieces = _lines(document.pieces, first, last)
    text = "".join(piece.raw for piece in pieces)
    try:
        part = split(text, document.path, (), dialect)
    except DocumentError:
        return None
    meant = [piece[:3] for piece in pieces if isinstance(piece, Segment)]
    if [segment[:3] for segment in part.segments] != meant:
        return None
    return part._replace(pieces=pieces, newline=document.newline), first - 1


def _lines(pieces: Sequence[Piece], first: int, last: int) -> tuple[Piece, ...]:
    """Return some pieces between two verbatim ones: the rest of the first and the last line."""
    before, after = pieces[max(0, first - 1) : first], pieces[last + 1 : last + 2]
    lead, tail = ("".join(piece.raw for piece in side) for side in (before, after))
    lead, tail = NEWLINE.split(lead)[-1], NEWLINE.split(tail)[0]
    return Verbatim(lead), *pieces[first : last + 1], Verbatim(tail)


def _found(pieces: Iterable[Piece]) -> set[tuple[int, str]]:
    """Return each segment's text with its offset."""
    texts = set()
    offset = 0
    for piece in pieces:
        if isinstance(piece, Segment):
            texts.add((offset, piece.text))
        offset += len(piece.raw)
    return texts


def _meant(
    pieces: Iterable[Piece], replacements: Mapping[int, Replacement], dialect: Dialect
) -> set[tuple[int, str]]:
    """Return the text that each segment must have, with the offset where it must be."""
    texts = set()
    offset = 0
    for number, piece in enumerate(pieces):
        raw = piece.raw
        if isinstance(piece, Segment):
            text, raw = replacements.get(number, Replacement(piece.text, piece.raw))
            # A front matter offers no wordless values, so one cannot be found again.
            if piece.form not in IN_FRONT_MATTER or has_words(text, dialect):
                texts.add((offset, text))
        offset += len(raw)
    return texts
