"""Conflicts that git could not merge: where their marks stand, and what each side says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

TOLD = "a conflict that git could not merge; choose one side and remove the marker lines"

_OPENING = "<<<<<<<"
_MARK = re.compile(r"^(?:<{7,}|\|{7,}|={7,}|>{7,})(?=[ \t\r\n]|\Z)[^\n]*\n?", re.MULTILINE)
"""A line of marks; of git's own size, or of one that `conflict-marker-size` asks for."""

Mark = tuple[str, int, int]
"""Which mark it is, and the offsets of its line."""


class Conflict(NamedTuple):
    """What stands between the marks of one conflict: offsets of lines."""

    ours: Mark
    base: Mark | None
    middle: Mark
    theirs: Mark


class Sides(NamedTuple):
    """A text as it would be if every conflict were settled for one side."""

    ours: str
    theirs: str


def conflicts(text: str) -> list[Conflict]:
    """List the conflicts of a text, whole ones only: a mark alone may be anything."""
    if _OPENING not in text:
        return []
    found: list[Conflict] = []
    for each in sorted(_conflicts(text)):
        if not found or each.ours[1] >= found[-1].theirs[2]:
            found.append(each)
    return found


def _conflicts(text: str) -> Iterator[Conflict]:
    """Give the conflicts of each size of marks as they end; one may stand in another's base."""
    opened: dict[int, list[Mark]] = {}
    for line in _MARK.finditer(text):
        sign = line[0][0]
        size = len(line[0]) - len(line[0].lstrip(sign))
        mark = (sign, line.start(), line.end())
        before = opened.get(size, [])
        signs = "".join(each[0] for each in before)
        if sign == "<":
            opened[size] = [mark]
        elif (sign == "|" and signs == "<") or (sign == "=" and signs in ("<", "<|")):
            before.append(mark)
        elif sign == ">" and signs in ("<=", "<|="):
            yield Conflict(before[0], before[1] if len(before) > 2 else None, before[-1], mark)
            del opened[size]


def sides(text: str, found: Sequence[Conflict]) -> Sides:
    """Give a text as each side of its conflicts has it."""
    ours, theirs, start = [], [], 0
    for each in found:
        common = text[start : each.ours[1]]
        ours += [common, text[each.ours[2] : (each.base or each.middle)[1]]]
        theirs += [common, text[each.middle[2] : each.theirs[1]]]
        start = each.theirs[2]
    return Sides("".join((*ours, text[start:])), "".join((*theirs, text[start:])))


def unmerged(ours: str, theirs: str) -> str:
    """Put both versions into one text, as git does, so that nobody takes one for both."""
    lines = ("<<<<<<< ours", ours, "=======", theirs, ">>>>>>> theirs")
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def first_line(text: str) -> int:
    """Give the line, from 1, of the first mark of a conflict; 0 where there is none."""
    found = conflicts(text)
    return text.count("\n", 0, found[0].ours[1]) + 1 if found else 0
