"""Proves that a localized text has its source's blocks, or tells which translations break it."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from transync.core.build.fast_verify import is_calm
from transync.core.document.prose import BLANKS, has_words
from transync.core.document.split import front, split
from transync.core.markup.inventory import CODE, inventory
from transync.domain.allowance import NO_ALLOWANCE
from transync.domain.errors import DocumentError
from transync.domain.model import BOM, IN_FRONT_MATTER, NEWLINE, Document, Form, Segment, Verbatim
from transync.formats import frontmatter
from transync.formats.markdown import outline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from transync.domain.allowance import Allowance
    from transync.domain.model import Piece


_LIKE_FRONT = re.compile(rf"{BOM}?(?:---|\+\+\+|;;;|\s*\{{(?![{{%:#.]))")


class Written(NamedTuple):
    """A translation in its place: the text that a cut must find again, and its characters."""

    text: str
    raw: str


def guilty(
    document: Document,
    written: Mapping[int, Written],
    translate: Sequence[str],
    allowance: Allowance = NO_ALLOWANCE,
) -> list[int]:
    """List the pieces (by number) whose translations the document is better without.

    They are found by halving: without them, the text that is built has the blocks of the
    document, and its segments are the translations. Of translations that hold alone and
    break each other, the later is guilty.
    """
    text = document.text
    unsure = _unsure(document, text, written)
    if not unsure or _is_fine_front(document, text, unsure, translate):
        return []
    return _Search(document, translate, allowance).among(written)


def spliced(document: Document, written: Mapping[int, Written]) -> str:
    """Join the pieces of a document, the written ones in the place of the author's."""
    return "".join(
        written[number].raw if number in written else piece.raw
        for number, piece in enumerate(document.pieces)
    )


def _unsure(document: Document, text: str, written: Mapping[int, Written]) -> dict[int, Written]:
    """Leave out the translations that surely break nothing."""
    if _begins_like_front(text):
        return dict(written)
    raws = ["", *(piece.raw for piece in document.pieces), ""]
    unsure = {}
    for number, done in written.items():
        segment = document.pieces[number]
        assert isinstance(segment, Segment)
        at = done.raw, raws[number], raws[number + 2]
        if not (is_calm(segment, *at) or frontmatter.is_provably_safe(segment, done.text, *at)):
            unsure[number] = done
    return unsure


def _begins_like_front(text: str) -> bool:
    """Tell whether a text between two lines or braces, `x: y`, could become a front matter."""
    return bool(_LIKE_FRONT.match(text)) and frontmatter.find(text) is None


def _is_fine_front(
    document: Document, text: str, written: Mapping[int, Written], translate: Sequence[str]
) -> bool:
    """Tell whether all that is written are values of the front matter, and found in it again."""
    span = frontmatter.find(text)
    if span is None:
        return False
    ends = [*accumulate(len(piece.raw) for piece in document.pieces)]
    ahead = document.pieces[: bisect_right(ends, span.end)]
    if max(written) >= len(ahead):
        return False
    built = spliced(document, written)
    try:
        found, built_end = front(built, document.path, translate, wordless=True)
    except DocumentError:
        return False
    return text[span.end :] == built[built_end:] and _found(found) >= _meant(ahead, written)


class _Search:
    """The search for the guilty in one document, or in a part of one."""

    def __init__(self, document: Document, translate: Sequence[str], allowance: Allowance) -> None:
        self.document = document
        self.translate = translate
        self.allowance = allowance
        # A list of paragraphs costs as much as the cut, and few documents need it.
        divided = any(segment.divided for segment in document.segments)
        self.shared = _shared(document) if divided else ()

    def among(self, written: Mapping[int, Written]) -> list[int]:
        """List the guilty among `written`, looking at parts of the document alone."""
        if self.holds(written):
            return []
        if len(written) == 1:
            return list(written)
        found = [*self._among_half(_halves(written)[0]), *self._among_half(_halves(written)[1])]
        rest = {number: done for number, done in written.items() if number not in set(found)}
        # What holds in its part may not hold in its place, or not beside the other half.
        return [*found, *self._beside({}, rest)]

    def _among_half(self, written: Mapping[int, Written]) -> list[int]:
        part = _part(self.document, min(written), max(written))
        if part is None:
            return self.among(written)
        document, shift = part
        shifted = {number - shift: done for number, done in written.items()}
        return [number + shift for number in _Search(document, (), self.allowance).among(shifted)]

    def _beside(self, good: Mapping[int, Written], written: Mapping[int, Written]) -> list[int]:
        """List the guilty among `written`, where `good` is in its place."""
        if self.holds({**good, **written}):
            return []
        if len(written) <= 1:
            return list(written)
        first, second = _halves(written)
        found = self._beside(good, first)
        good = {**good, **{number: first[number] for number in first.keys() - set(found)}}
        return [*found, *self._beside(good, second)]

    def holds(self, written: Mapping[int, Written]) -> bool:
        """Cut what was built, and tell whether its blocks and its texts are as they are meant."""
        text = spliced(self.document, written)
        try:
            built = split(text, self.document.path, self.translate, wordless=True)
        except DocumentError:
            return False
        return (
            built.structure == self.document.structure
            and built.references == self.document.references
            and _found(built.pieces) >= _meant(self.document.pieces, written)
            and not self._changes_shared(text, written)
        )

    def _changes_shared(self, text: str, written: Mapping[int, Written]) -> bool:
        """Tell whether segments that share a paragraph make something of their halves."""
        if not self.shared:
            return False
        before = _paragraphs(self.document.text, self.document.path)
        after = _paragraphs(text, self.document.path)
        # What is allowed in one text is so in those beside it, which are looked at alone, too.
        pieces = (self.document.pieces[number] for number in written)
        each = (self.allowance.of(piece.key) for piece in pieces if isinstance(piece, Segment))
        allowed = self.allowance.everywhere.union(*each)
        parts = [done.text for done in written.values()]
        return any(
            self._differ(before[number].text, after[number].text, allowed, parts)
            for number in self.shared
        )

    def _differ(
        self, source: str, text: str, allowed: frozenset[str], parts: Iterable[str]
    ) -> bool:
        """Tell whether a paragraph has what is not allowed to it, or code that no part has."""
        references = self.document.references
        before, after = (inventory(each, Form.TEXT, references) for each in (source, text))
        if before == after:
            return False
        code = {item for item in after - before if item[0] == CODE}
        known = (inventory(part, Form.TEXT, references) for part in parts if code)
        if not code <= {item for items in known for item in items}:
            return True
        from transync.core.markup.tolerance import Texts, intolerable  # which few documents need

        is_mdx = self.document.path.endswith(".mdx")
        texts = Texts(source, text, Form.TEXT, allowed, self.allowance.tongues, is_mdx)
        left, right = intolerable(texts, before, after)
        return left != right


class _Paragraph(NamedTuple):
    begin: int
    end: int
    text: str


def _halves(written: Mapping[int, Written]) -> tuple[dict[int, Written], dict[int, Written]]:
    numbers = sorted(written)
    half = len(numbers) // 2
    first, second = numbers[:half], numbers[half:]
    return {n: written[n] for n in first}, {n: written[n] for n in second}


def _shared(document: Document) -> tuple[int, ...]:
    """Give the numbers of the paragraphs that are no segment as a whole: an engine divides them."""
    raws = [piece.raw for piece in document.pieces]
    offsets = accumulate(map(len, raws), initial=0)
    whole = set(zip(offsets, raws, strict=False))
    text = document.text  # which is put together anew each time
    found = []
    for number, paragraph in enumerate(_paragraphs(text, document.path)):
        raw = text[paragraph.begin : paragraph.end]
        if (paragraph.begin + len(raw) - len(raw.lstrip()), raw.strip()) not in whole:
            found.append(number)
    return tuple(found)


def _paragraphs(text: str, path: str) -> list[_Paragraph]:
    """List the paragraphs that Markdown knows, with the text of each on one line."""
    span = frontmatter.find(text, path)
    start = span.end if span else len(text) - len(text.removeprefix(BOM))
    body = text[start:]
    found = []
    for node in outline(body, path).nodes:
        if node.type == "paragraph":
            lines = [body[line.start : line.end].strip(BLANKS) for line in node.lines]
            bounds = node.lines[0].start, node.lines[-1].end
            found.append(_Paragraph(start + bounds[0], start + bounds[1], " ".join(lines)))
    return found


def _part(document: Document, first: int, last: int) -> tuple[Document, int] | None:
    """Give the lines of some pieces as a document, if they read alone as in their place.

    Also gives the number of its first piece.
    """
    pieces = _lines(document.pieces, first, last)
    text = "".join(piece.raw for piece in pieces)
    try:
        part = split(text, document.path)
    except DocumentError:
        return None
    meant = [piece[:3] for piece in pieces if isinstance(piece, Segment)]
    if [segment[:3] for segment in part.segments] != meant:
        return None
    return part._replace(pieces=pieces, newline=document.newline), first - 1


def _lines(pieces: Sequence[Piece], first: int, last: int) -> tuple[Piece, ...]:
    """Give some pieces between two verbatim ones: the rest of the first and the last line."""
    before, after = pieces[max(0, first - 1) : first], pieces[last + 1 : last + 2]
    lead, tail = ("".join(piece.raw for piece in side) for side in (before, after))
    lead, tail = NEWLINE.split(lead)[-1], NEWLINE.split(tail)[0]
    return Verbatim(lead), *pieces[first : last + 1], Verbatim(tail)


def _found(pieces: Iterable[Piece]) -> set[tuple[int, str]]:
    """Give each segment's text with its offset."""
    texts = set()
    offset = 0
    for piece in pieces:
        if isinstance(piece, Segment):
            texts.add((offset, piece.text))
        offset += len(piece.raw)
    return texts


def _meant(pieces: Iterable[Piece], written: Mapping[int, Written]) -> set[tuple[int, str]]:
    """Give the text that each segment must have, with the offset where it must be."""
    texts = set()
    offset = 0
    for number, piece in enumerate(pieces):
        raw = piece.raw
        if isinstance(piece, Segment):
            text, raw = written.get(number, Written(piece.text, piece.raw))
            # A front matter offers no wordless values, so one cannot be found again.
            if piece.form not in IN_FRONT_MATTER or has_words(text):
                texts.add((offset, text))
        offset += len(raw)
    return texts
