"""Finds the files whose content a generator puts into a page, by the marks of the dialect."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from transync.core.document.headings import body_start
from transync.dialects.links import LinkPlace
from transync.domain.model import NEWLINE
from transync.formats.markdown import code_lines

if TYPE_CHECKING:
    import re

    from transync.dialects import Dialect

_PLACES = (LinkPlace.FILE, LinkPlace.SNIPPET)


class Include(NamedTuple):
    """A file whose content stands in the place of a mark."""

    line: int
    """In the file, from 1."""
    column: int
    target: str
    place: LinkPlace
    """`FILE`, whose path begins at the document, or `SNIPPET`, whose path does at the project."""


def includes(text: str, dialect: Dialect) -> list[Include]:
    """Return the files that a document includes, other than those in code, in its order."""
    marks = dialect.links.marks if dialect.links else None
    if marks is None or not marks.search(text):
        return []
    start = body_start(text)
    body = text[start:]
    # The line that opens a block of code may be the mark itself.
    code = {n for first, end in code_lines(body, dialect.syntax) for n in range(first + 1, end)}
    before = len(NEWLINE.findall(text, 0, start))
    starts = [0, *(ending.end() for ending in NEWLINE.finditer(body))]
    found = []
    for mark in marks.finditer(body):
        for place, offset in _targets(mark):
            line = bisect_right(starts, offset)
            column = offset - starts[line - 1] + 1
            target = mark[_group(mark, place)]
            if line - 1 not in code:
                found.append(Include(before + line, column, target, place))
    return found


def _targets(mark: re.Match[str]) -> list[tuple[LinkPlace, int]]:
    """Return the places of the files in a mark, and where these stand."""
    return [(each, mark.start(group)) for each in _PLACES if (group := _group(mark, each))]


def _group(mark: re.Match[str], place: LinkPlace) -> str:
    """Return the group of a mark that has a target of a place; empty where none has."""
    groups = mark.groupdict()
    return next(
        (each for each in groups if each.partition("_")[0] == place and groups[each]),
        "",
    )
