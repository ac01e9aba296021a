"""Knows which heading a text stands under, while a document is cut."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transync.domain.model import Segment

_HEADING = "heading, level "
_LENGTH = 40
"""Characters of a heading that translators are told; a longer one ends at a word before."""


class HeadingPath:
    """The headings above a place in a document: one of each level that has one."""

    def __init__(self) -> None:
        self._levels: list[tuple[int, str]] = []

    def placed(self, segment: Segment) -> Segment:
        """Return a segment with the heading above it; one that is a heading stands for others."""
        if segment.description.startswith(_HEADING):
            level = int(segment.description.removeprefix(_HEADING))
            while self._levels and self._levels[-1][0] >= level:
                self._levels.pop()
            parent = self._nearest()
            self._levels.append((level, _shortened(segment.text)))
            return segment._replace(heading=parent) if parent else segment
        nearest = self._nearest()
        return segment._replace(heading=nearest) if nearest else segment

    def _nearest(self) -> str:
        return self._levels[-1][1] if self._levels else ""


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    if len(words) <= _LENGTH:
        return words
    end = words.rfind(" ", 0, _LENGTH + 1)
    return f"{words[: end if end > 0 else _LENGTH]}…"
