"""Tells whether a merge has left its marks in a document, and not in the code that it shows."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from transync import foreign, frontmatter
from transync.conflicts import TOLD, conflicts, sides
from transync.errors import ConflictError, FrontMatterError
from transync.markdown import code_lines
from transync.model import NEWLINE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transync.conflicts import Conflict, Sides


def refuse_conflict(text: str, path: str) -> None:
    """Raise `ConflictError`, at the first mark, for a document that has a conflict in it.

    Marks in a code block, fenced, indented or of HTML, are what the document is about.
    """
    if line := first_mark(text):
        raise ConflictError(TOLD, path=path, line=line, column=1)


def first_mark(text: str) -> int:
    """Give the line, from 1, of the first mark in a document; 0 where it has none."""
    found = _conflicts_in(text)
    return len(NEWLINE.findall(text, 0, found[0].ours[1])) + 1 if found else 0


def sides_of(text: str) -> Sides | None:
    """Give a document as each side has it; None where nothing is in conflict."""
    found = _conflicts_in(text)
    return sides(text, found) if found else None


def _conflicts_in(text: str) -> list[Conflict]:
    """List the conflicts of a document, but those that it shows."""
    found = conflicts(text)
    if not found:
        return []
    start = _body(text, found[0])
    body = text[start:]
    hidden = [(start + first, start + last) for first, last in foreign.raw_regions(body)]
    ahead = len(NEWLINE.findall(text, 0, start))
    shown = [(ahead + first, ahead + last) for first, last in code_lines(body)]
    own: list[Conflict] = []
    line, counted = 0, 0
    for each in found:
        place = each.ours[1]
        line += len(NEWLINE.findall(text, counted, place))
        counted = place
        # Behind a conflict, what it leaves open may look like code.
        if own or not (_is_inside(place, hidden) or _is_inside(line, shown)):
            own.append(each)
    return own


def _body(text: str, first: Conflict) -> int:
    """Tell where the body begins; in a front matter, nothing at the margin is code."""
    try:
        span = frontmatter.find(text)
    except FrontMatterError:
        return first.ours[1]
    return min(span.end, first.ours[1]) if span else 0


def _is_inside(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    index = bisect_right(spans, (place, place + 1)) - 1
    return index >= 0 and spans[index][0] <= place < spans[index][1]
