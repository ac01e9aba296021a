"""Writes the hard breaks of a text as the author of its segment marks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transync.domain.model import Segment

_BLANKS = "  "
_BACKSLASH = "\\"


def broken_lines(segment: Segment, text: str) -> list[str]:
    """Return the lines of a text, all but the last with the mark of a hard break.

    A line of a translation that has more breaks than its segment takes the last mark again.
    """
    if "\n" not in text:
        return [text]
    *lines, last = text.split("\n")
    marks = segment.breaks or (_BLANKS,)
    marked = []
    for number, line in enumerate(lines):
        mark = marks[min(number, len(marks) - 1)]
        if not line:
            mark = _BACKSLASH  # a line of blanks would end the paragraph
        # A backslash behind a backslash would be one, and no break.
        marked.append(line + (_BLANKS if line.endswith(_BACKSLASH) else mark))
    return [*marked, last]
