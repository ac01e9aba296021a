"""Writes the line breaks of a text as the author of its segment marks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.core.document.prose import break_mark
from transync.dialects import LineBreaks
from transync.domain.model import Form

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.domain.model import Segment

_BLANKS = "  "
_BACKSLASH = "\\"


def broken_lines(segment: Segment, text: str, line_breaks: LineBreaks) -> list[str]:
    """Return the lines of a text, those that end with a hard break with the mark of it.

    A line of a translation that has more breaks than its segment takes the last mark again.
    """
    *lines, last = text.split("\n")
    if line_breaks is LineBreaks.JOINED or not lines:
        return [*_marked(lines, segment.breaks or (_BLANKS,)), last]
    if line_breaks is LineBreaks.SHOWN:
        return [*_marked(lines, segment.breaks or ("",)), last]
    if segment.form is not Form.HTML:
        lines = [*_with_own_marks(lines, segment.breaks)]
    return [*lines, last]


def _marked(lines: Sequence[str], marks: Sequence[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        # A line of blanks would end the paragraph.
        mark = marks[min(number, len(marks) - 1)] if line else _BACKSLASH
        # A backslash behind a backslash would be one, and no break.
        yield line + (_BLANKS if line.endswith(_BACKSLASH) else mark)


def _with_own_marks(lines: Sequence[str], marks: Sequence[str]) -> Iterator[str]:
    """Yield lines with the author's mark in the place of the backslash of a hard break."""
    rest = [*reversed(marks)]
    for line in lines:
        if break_mark(line) != _BACKSLASH:
            yield line
        else:
            mark = rest.pop() if len(rest) > 1 else rest[0] if rest else _BLANKS
            yield line[:-1] + (mark if line[:-1].strip() else _BACKSLASH)
