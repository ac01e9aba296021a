"""Finds the marks that a merge has left in a document, but not those in code that it shows."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from transync.core.document import template_syntax
from transync.dialects import COMMONMARK
from transync.domain.conflicts import LEFTOVER_MARK, UNRESOLVED, conflicts, remnants, sides
from transync.domain.errors import ConflictError, FrontMatterError
from transync.domain.model import NEWLINE
from transync.formats import frontmatter
from transync.formats.markdown import code_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transync.dialects import Dialect
    from transync.domain.conflicts import Conflict, Sides


def refuse_conflict(text: str, path: str, dialect: Dialect = COMMONMARK) -> None:
    """Raise `ConflictError`, at the first mark, for a document that has a conflict in it.

    Marks in a code block, fenced, indented or of HTML, are what the document is about.
    """
    if line := first_mark(text, dialect):
        raise ConflictError(UNRESOLVED, path=path, line=line, column=1)
    if line := _first_remnant(text, dialect):
        raise ConflictError(LEFTOVER_MARK, path=path, line=line, column=1)


def first_mark(text: str, dialect: Dialect = COMMONMARK) -> int:
    """Return the line, from 1, of the first mark in a document; 0 where it has none."""
    found = _conflicts_in(text, dialect)
    return _line(text, found[0].ours[1]) if found else 0


def _first_remnant(text: str, dialect: Dialect) -> int:
    """Return the line of the first mark that is left of a conflict; 0 where there is none."""
    found = remnants(text)
    shown = _Shown(text, found[0], dialect) if found else None
    return next((_line(text, each) for each in found if not (shown and shown.at(each))), 0)


def _line(text: str, place: int) -> int:
    return len(NEWLINE.findall(text, 0, place)) + 1


def sides_of(text: str, dialect: Dialect = COMMONMARK) -> Sides | None:
    """Return a document as each side has it; None where nothing is in conflict."""
    found = _conflicts_in(text, dialect)
    return sides(text, found) if found else None


def _conflicts_in(text: str, dialect: Dialect) -> list[Conflict]:
    """List the conflicts of a document, but those that it shows: whole, in one block of code."""
    found = conflicts(text)
    if not found:
        return []
    shown = _Shown(text, found[0].ours[1], dialect)
    own: list[Conflict] = []
    for each in found:
        first, last = (shown.at(mark[1]) for mark in (each.ours, each.theirs))
        # Behind a conflict, what it leaves open may look like code.
        if own or first is None or first != last:
            own.append(each)
    return own


class _Shown:
    """What a document shows as code, by offsets."""

    def __init__(self, text: str, first: int, dialect: Dialect) -> None:
        """Look into a text for marks of which the `first` is at this offset."""
        start = _body(text, first)
        body = text[start:]
        self._starts = [line.end() for line in NEWLINE.finditer(text)]
        ahead = bisect_right(self._starts, start)
        regions = template_syntax.raw_regions(body, dialect)
        blocks = code_lines(body, dialect.syntax)
        self._hidden = [(start + begin, start + end) for begin, end, _ in regions]
        self._code = [(ahead + begin, ahead + end) for begin, end in blocks]

    def at(self, place: int) -> tuple[str, int] | None:
        """Name the block of code that an offset is in; None where it is in none."""
        line = bisect_right(self._starts, place)
        for kind, index in (
            ("region", _inside(place, self._hidden)),
            ("block", _inside(line, self._code)),
        ):
            if index is not None:
                return kind, index
        return None


def _body(text: str, first: int) -> int:
    """Return where the body begins; in a front matter, nothing at the margin is code."""
    try:
        span = frontmatter.find(text)
    except FrontMatterError:
        return first
    return min(span.end, first) if span else 0


def _inside(place: int, spans: Sequence[tuple[int, int]]) -> int | None:
    index = bisect_right(spans, (place, place + 1)) - 1
    return index if index >= 0 and spans[index][0] <= place < spans[index][1] else None
