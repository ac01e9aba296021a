"""Find merge conflicts that git has left in a text, and what each side says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

UNRESOLVED = "a conflict that git could not merge; choose one side and remove the marker lines"

LEFTOVER_MARK = "a merge conflict marker is left here; remove the line, or show it as code"

_OPENING, _CLOSING = "<<<<<<<", ">>>>>>>"
_MARK = re.compile(r"^\ufeff?(<{7,}|\|{7,}|={7,}|>{7,})(?=[ \t\r\n]|\Z)[^\n]*\n?", re.MULTILINE)
"""A marker line, of git's usual size or of a larger `conflict-marker-size`."""
_REMNANT = re.compile(
    r"^\ufeff?(?:(?P<opening><{7} \S)|(?P<middle>={7})[ \t\r]*$|(?:(?<=\S\n)|(?<=\S\r\n))"
    r"(?P<closing>>{7} (?:\S+|[0-9a-f]{7,}\b[^\n]*|Stashed changes)[ \t\r]*$))",
    re.MULTILINE,
)
"""A marker line that hardly anybody but git writes: of its usual size, with its labels."""

Mark = tuple[str, int, int]
"""The kind of a marker, and the offsets of its line."""


class Conflict(NamedTuple):
    """The markers of one conflict."""

    ours: Mark
    base: Mark | None
    middle: Mark
    theirs: Mark


class Sides(NamedTuple):
    """A text with every conflict resolved for one side."""

    ours: str
    theirs: str


def conflicts(text: str) -> list[Conflict]:
    """List the complete conflicts of a text; a single marker may be anything."""
    if _OPENING not in text:
        return []
    found: list[Conflict] = []
    for each in sorted(_conflicts(text)):
        if not found or each.ours[1] >= found[-1].theirs[2]:
            found.append(each)
    return found


def _conflicts(text: str) -> Iterator[Conflict]:
    """Yield the conflicts of each marker size as they end; one may stand in another's base."""
    opened: dict[int, list[Mark]] = {}
    for line in _MARK.finditer(text):
        sign, size = line[1][0], len(line[1])
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


def remnants(text: str) -> list[int]:
    """List the offsets of markers that were left when others were removed.

    A middle marker alone may underline a heading, and an end marker alone may be a deep quote.
    """
    if _OPENING not in text and _CLOSING not in text:
        return []
    found: list[int] = []
    has_middle = False
    for line in _REMNANT.finditer(text):
        if line["opening"] or (line["closing"] and has_middle):
            found.append(line.start())
        has_middle = line["middle"] is not None
    return found


def sides(text: str, found: Sequence[Conflict]) -> Sides:
    """Return a text as each side of its conflicts has it."""
    ours, theirs, start = [], [], 0
    for each in found:
        common = text[start : each.ours[1]]
        ours += [common, text[each.ours[2] : (each.base or each.middle)[1]]]
        theirs += [common, text[each.middle[2] : each.theirs[1]]]
        start = each.theirs[2]
    return Sides("".join((*ours, text[start:])), "".join((*theirs, text[start:])))


def unmerged(ours: str, theirs: str) -> str:
    """Return both versions in one text with conflict markers, as git does."""
    lines = ("<<<<<<< ours", ours, "=======", theirs, ">>>>>>> theirs")
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)


def first_line(text: str) -> int:
    """Return the line, from 1, of the first conflict; 0 if there is none."""
    found = conflicts(text)
    return text.count("\n", 0, found[0].ours[1]) + 1 if found else 0
