"""Finds "between" messages: where a page differs from its document, its translated texts aside.

`restored` has put the author's texts back into the page. The lines that still differ get so many
equal lines around them that it is clear where they belong. Such a message holds for as long as
these lines do, whatever changes beside them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from transync.core.document.occurrences import occurrences
from transync.core.document.split import is_offered
from transync.domain.model import NEWLINE, Segment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from transync.dialects import Dialect
    from transync.domain.model import Document

_SAYS = re.compile(r"\w")
_AROUND = 12
"""How often a message takes in another line, until it is clear where it belongs."""
_TEXT = 3
"""How many lines further away one without a text may be and is preferred: texts change often."""


class _Lines(NamedTuple):
    """Lines of the document, and those of the page in their place: from a number up to another."""

    start: int
    end: int
    there: int
    there_end: int


def betweens(document: Document, page: str, dialect: Dialect) -> dict[str, str]:
    """Return what stands between the texts of a document, and differs on its `restored` page.

    The keys are lines of the document, joined by line feeds; the values, the lines of the page in
    their place. The document with these lines and the translations is the page, except for what
    gets no message: a text that the page lacks, and a difference that no lines around it tell from
    others.
    """
    if document.text == page:
        return {}
    return _Differences(document, page, dialect).messages()


class _Differences:
    """The lines in which a document and a page differ, once the texts of both are the same."""

    def __init__(self, document: Document, page: str, dialect: Dialect) -> None:
        self._before, self._after = (NEWLINE.split(each) for each in (document.text, page))
        self._texts = _lines_of_texts(document, dialect)
        self._differing: list[_Lines] = []
        self._partners: dict[int, int] = {}
        """The lines that are the same, by their numbers."""
        for tag, *numbers in SequenceMatcher(None, self._before, self._after).get_opcodes():
            lines = _Lines(*numbers)
            if tag != "equal":
                self._differing.append(lines)
            else:
                pairs = zip(range(*lines[:2]), range(*lines[2:]), strict=True)
                self._partners.update(pairs)

    def messages(self) -> dict[str, str]:
        """Return the messages: those that do the same have one, and each stands where it can."""
        parts = [*_merged(map(self._closed, self._differing))]
        unclear = self._unclear(parts)
        for _ in range(_AROUND):
            if not unclear:
                break
            wider = [self._wider(part) if part in unclear else part for part in parts]
            if wider == parts:
                break
            parts = [*_merged(map(self._closed, wider))]
            unclear = self._unclear(parts)
        fit = (part for part in parts if part not in unclear and self._is_fit(part))
        return {self._here(part): self._there(part) for part in fit}

    def _here(self, part: _Lines) -> str:
        return "\n".join(self._before[part.start : part.end])

    def _there(self, part: _Lines) -> str:
        return "\n".join(self._after[part.there : part.there_end])

    def _unclear(self, parts: Sequence[_Lines]) -> set[_Lines]:
        """Return the parts whose lines stand elsewhere, too, or become different ones."""
        starts = [*accumulate((len(line) + 1 for line in self._before), initial=0)]
        meant: defaultdict[str, list[_Lines]] = defaultdict(list)
        for part in parts:
            meant[self._here(part)].append(part)
        found: defaultdict[str, list[int]] = defaultdict(list)
        for start, _, lines in occurrences("\n".join(self._before), meant, "\n"):
            found[lines].append(start)
        unclear: set[_Lines] = set()
        for lines, those in meant.items():
            is_clear = _SAYS.search(lines) and len({self._there(part) for part in those}) == 1
            if not is_clear or found[lines] != [starts[part.start] for part in those]:
                unclear.update(those)
        return unclear

    def _is_fit(self, part: _Lines) -> bool:
        """Whether both sides begin and end alike, as gettext asks: with a line feed or without."""
        here, there = self._here(part), self._there(part)
        is_alike = here.endswith("\n") == there.endswith("\n")
        return bool(here.strip() and there.strip()) and is_alike and not self._begins_blank(part)

    def _closed(self, part: _Lines) -> _Lines:
        """Take lines in until both sides begin and end with one that is not empty."""
        if part.start == part.end or part.there == part.there_end:
            part = self._wider(part)
        while self._begins_blank(part) and (above := self._up(part)) != part:
            part = above
        shorter = part
        while self._end_blank(shorter) == (True, True):
            shorter = shorter._replace(end=shorter.end - 1, there_end=shorter.there_end - 1)
        if self._end_blank(shorter) == (False, False):
            return shorter
        while any(self._end_blank(part)) and (below := self._down(part)) != part:
            part = below
        return part

    def _begins_blank(self, part: _Lines) -> bool:
        first = (
            self._before[part.start : part.end][:1],
            self._after[part.there : part.there_end][:1],
        )
        return not all(line and line[0].strip() for line in first)

    def _end_blank(self, part: _Lines) -> tuple[bool, bool]:
        here, there = self._before[part.start : part.end], self._after[part.there : part.there_end]
        return bool(here) and not here[-1].strip(), bool(there) and not there[-1].strip()

    def _wider(self, part: _Lines) -> _Lines:
        """Take in the nearest line that says something, rather one that is no text."""
        above, below = self._toward(part, self._up), self._toward(part, self._down)
        if part in (above, below):
            return below if above == part else above
        costs = (
            part.start - above.start + _TEXT * (above.start in self._texts),
            below.end - part.end + _TEXT * (below.end - 1 in self._texts),
        )
        return above if costs[0] <= costs[1] else below

    def _toward(self, part: _Lines, step: Callable[[_Lines], _Lines]) -> _Lines:
        """Go line by line until one is not empty; where none is, stay."""
        there = part
        while (further := step(there)) != there:
            new = (
                *self._before[further.start : there.start],
                *self._before[there.end : further.end],
            )
            if any(map(_SAYS.search, new)):
                return further
            there = further
        return part

    def _up(self, part: _Lines) -> _Lines:
        """Take in the line above, or the difference that is there."""
        if part.start and self._partners.get(part.start - 1, -1) == part.there - 1:
            return part._replace(start=part.start - 1, there=part.there - 1)
        above = (each for each in self._differing if (each.end, each.there_end) == part[::2])
        return next((part._replace(start=each.start, there=each.there) for each in above), part)

    def _down(self, part: _Lines) -> _Lines:
        if self._partners.get(part.end, -1) == part.there_end:
            return part._replace(end=part.end + 1, there_end=part.there_end + 1)
        below = (each for each in self._differing if each[::2] == (part.end, part.there_end))
        return next((part._replace(end=each.end, there_end=each.there_end) for each in below), part)


def _merged(parts: Iterable[_Lines]) -> Iterator[_Lines]:
    """Join the parts that overlap."""
    last: _Lines | None = None
    for part in sorted(parts):
        if last and (part.start < last.end or part.there < last.there_end):
            ends = max(last.end, part.end), max(last.there_end, part.there_end)
            last = last._replace(end=ends[0], there_end=ends[1])
            continue
        if last:
            yield last
        last = part
    if last:
        yield last


def _lines_of_texts(document: Document, dialect: Dialect) -> frozenset[int]:
    """Return the numbers of the lines, from 0, on which translators are offered a text."""
    found: set[int] = set()
    line = 0
    for piece in document.pieces:
        breaks = len(NEWLINE.findall(piece.raw))
        if isinstance(piece, Segment) and is_offered(piece, dialect):
            found.update(range(line, line + breaks + 1))
        line += breaks
    return frozenset(found)
