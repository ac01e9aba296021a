"""Cuts the text of a file into its pieces: what is the author's alone, and what is translated."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from typing import TYPE_CHECKING

from transync.core.document import template_syntax
from transync.core.document.attributes import is_text
from transync.core.document.blocks import attributes
from transync.core.document.heading_path import HeadingPath
from transync.core.document.prose import BLANKS, break_mark, has_words, joined
from transync.core.document.segmenter import text_places
from transync.dialects import COMMONMARK, LineBreaks
from transync.domain.errors import LimitError
from transync.domain.model import BOM, IN_QUOTES, NEWLINE, Document, Form, Piece, Segment, Verbatim
from transync.formats import frontmatter
from transync.formats.frontmatter import data
from transync.formats.markdown import outline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.core.document.blocks import TextPlace
    from transync.core.document.template_syntax import RawRegion
    from transync.dialects.dialect import Comment, Dialect
    from transync.formats.markdown import Line

MAX_SEGMENT = 100_000
"""Characters of one segment: nobody translates a longer one, and it is surely a mistake."""

MAX_SEGMENTS = 100_000
"""Segments of one document: no editor for catalogs opens more with pleasure."""

_NOT_A_MARK = re.compile(r"[^ \t>]")


def split(
    text: str,
    path: str = "",
    translate: Sequence[str] = (),
    dialect: Dialect = COMMONMARK,
    *,
    wordless: bool = False,
) -> Document:
    """Cut `text` into pieces which, joined, are `text`; `translate` are front-matter paths.

    With `wordless`, texts that are not worth a translator's time are segments too.
    Raises `DocumentError` and its kinds, with the place, for what cannot be read safely.
    """
    if dialect.data:
        return _data(text, path, translate, dialect.data, wordless=wordless)
    ahead, end = front(text, path, translate, wordless=wordless)
    body = text[end:]
    first_line = 1 + len(NEWLINE.findall(text, 0, end))
    hidden = template_syntax.raw_regions(body, dialect)
    blocks = outline(template_syntax.block_text(body, dialect), dialect.syntax, path, first_line)
    segments: list[tuple[int, Segment]] = []
    above = HeadingPath()
    for place in text_places(body, blocks, dialect, path, first_line):
        for start, segment in _segments(body, place, first_line, dialect):
            if hidden and _is_hidden(start, segment, hidden):
                continue
            if wordless:
                segments += [(start, segment)] if segment.text else []
            elif is_offered(segment, dialect):
                limited = _limited(segment, path, len(segments), dialect.comments[0])
                segments.append((start, above.placed(limited)))
    pieces = (*ahead, *_assembled(body, segments))
    newline = NEWLINE.search(text)
    return Document(
        path, pieces, newline[0] if newline else "\n", blocks.references, blocks.structure
    )


def _data(text: str, path: str, keys: Sequence[str], form: Form, *, wordless: bool) -> Document:
    """Cut a data file; all else is as for `split`."""
    found = data.cut(text, path, form, keys)
    newline = NEWLINE.search(text)
    pieces = tuple(_value(piece, wordless=wordless) for piece in found)
    return Document(path, pieces, newline[0] if newline else "\n", {})


def front(
    text: str, path: str, translate: Sequence[str], *, wordless: bool = False
) -> tuple[tuple[Piece, ...], int]:
    """Cut what stands before the body, and return where that begins; all else is as for `split`."""
    pieces, end = frontmatter.cut(text, path, translate)
    if not end and text.startswith(BOM):
        return (Verbatim(BOM),), 1
    return tuple(_value(piece, wordless=wordless) for piece in pieces), end


def _value(piece: Piece, *, wordless: bool) -> Piece:
    """Take from a value of the front matter the line feeds at its ends, which are its style's.

    gettext asks that a translation has those of its source; so a translator sees none. A value
    without words, say the address of an image, is left to the author.
    """
    if isinstance(piece, Verbatim):
        return piece
    if not (wordless or has_words(piece.text)):
        return Verbatim(piece.raw)
    before, text, behind = piece.text.partition(piece.text.strip("\n"))
    return piece._replace(text=text, breaks=(before, behind)) if before or behind else piece


def _segments(
    text: str, place: TextPlace, first_line: int, dialect: Dialect
) -> Sequence[tuple[int, Segment]]:
    """Return the segment at a place; or, where it has no words, those in its attributes."""
    found = _segment(text, place, first_line, dialect)
    segment = found[1]
    if segment.form in IN_QUOTES or "=" not in segment.raw or has_words(segment.text, dialect):
        return (found,)
    inner = attributes(text, place.lines, dialect)
    directed = (each._replace(directives=place.directives) for each in inner)
    return [_segment(text, each, first_line, dialect) for each in directed] or (found,)


def is_offered(segment: Segment, dialect: Dialect = COMMONMARK) -> bool:
    """Whether a text is worth a translator's time: it has words, and not only code."""
    if segment.form in IN_QUOTES and not is_text(segment.text):
        return False
    return has_words(segment.text, dialect)


def _segment(text: str, place: TextPlace, first_line: int, dialect: Dialect) -> tuple[int, Segment]:
    """Return the segment at a place, with its offset."""
    lines, form, about, (_, notes, context), divided = place
    if form is Form.TEXT and len(lines) > 1:
        lines = _without_breaks(text, lines)
    first = lines[0]
    is_text = form is Form.TEXT
    line_breaks = dialect.line_breaks
    keeps = is_text or (form is Form.HTML and line_breaks is LineBreaks.KEPT)
    start, raw, message, breaks = _content(
        text, lines, hard=is_text, line_breaks=line_breaks if keeps else LineBreaks.JOINED
    )
    return start, Segment(
        raw,
        raw if raw == message else message,  # one string, not two: there are many of them
        form,
        sys.intern(about),
        first_line + first.number,
        start - first.begin + 1,
        _prefix(text, lines) if keeps else "",
        breaks,
        context,
        notes,
        divided,
    )


def _without_breaks(text: str, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Leave out the lines at both ends that are nothing but hard breaks: the author's alone."""
    first, last = 0, len(lines) - 1
    while first < last and _is_break(text, lines[first]):
        first += 1
    while first < last and _is_break(text, lines[last]):
        last -= 1
    kept = lines[first : last + 1]
    if last == len(lines) - 1:
        return kept
    # The break at the end of what is now the last line goes with those behind it.
    _, _, start, end = kept[-1]
    end = start + len(text[start:end].rstrip(BLANKS))
    return (*kept[:-1], kept[-1]._replace(end=end - (break_mark(text[start:end]) == "\\")))


def _is_break(text: str, line: Line) -> bool:
    return text.startswith("\\", line.start) and text[line.start : line.end].strip(BLANKS) == "\\"


def _content(
    text: str, lines: Sequence[Line], *, hard: bool, line_breaks: LineBreaks
) -> tuple[int, str, str, tuple[str, ...]]:
    """Return where the text on some lines begins, its characters, what it says, and its breaks.

    The white space around it, of any kind, is left out: it stays as the author wrote it.
    """
    first = text[lines[0].start : lines[0].end]
    start = lines[0].start + len(first) - len(first.lstrip())
    if len(lines) == 1:
        content = first.strip()
        return start, content, content, ()
    contents = [text[start:end] for _, _, start, end in lines]
    last = contents[-1]
    message, breaks = joined(contents, hard=hard, line_breaks=line_breaks)
    raw = text[start : lines[-1].start + len(last.rstrip())]
    return start, raw, message.strip(), breaks


def _is_hidden(start: int, segment: Segment, regions: Sequence[RawRegion]) -> bool:
    """Whether a segment is in a region, but is no parameter of the tag that opens it."""
    before = bisect_right(regions, start, key=lambda region: region.start)
    if not before or start >= regions[before - 1].end:
        return False
    return segment.form not in IN_QUOTES or start >= regions[before - 1].content


def _limited(segment: Segment, path: str, before: int, comment: Comment) -> Segment:
    if before >= MAX_SEGMENTS:
        message = f"more than {MAX_SEGMENTS} texts to translate in one document; divide it"
        raise LimitError(message, path=path, line=segment.line, column=segment.column)
    if len(segment.text) > MAX_SEGMENT:
        message = (
            f"a text of {len(segment.text)} characters is too long (at most {MAX_SEGMENT}); "
            f"divide it, or put `{comment.opening} transync: skip {comment.closing}` before it"
        )
        raise LimitError(message, path=path, line=segment.line, column=segment.column)
    return segment


def _prefix(text: str, lines: Sequence[Line]) -> str:
    """Return what a continuation line starts with: as the author's own, else like the first."""
    if len(lines) > 1:
        return text[lines[1].begin : lines[1].start]
    first = text[lines[0].begin : lines[0].start]
    return _NOT_A_MARK.sub(" ", first) if first else ""


def _assembled(text: str, segments: list[tuple[int, Segment]]) -> Iterator[Piece]:
    position = 0
    for start, segment in segments:
        if start > position:
            yield Verbatim(text[position:start])
        yield segment
        position = start + len(segment.raw)
    if position < len(text):
        yield Verbatim(text[position:])
