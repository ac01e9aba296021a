"""Finds blocks that are the same, and unique, in both documents (patience diff)."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

from transync.core.align.unit import WITHOUT_TEXT, Unit, UnitKind

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

_LONG_CODE, _LONG_TEXT = 25, 40
"""The length from which on equal code, or equal text, is more than a coincidence."""
_ASTRAY = 3
"""A pair so many blocks out of line is a coincidence, or was moved."""
_IMAGE, _ANCHOR = "T302", "T307"


def anchors(source: Sequence[Unit], target: Sequence[Unit]) -> list[tuple[int, int]]:
    """Return the numbers of blocks that are surely the same, in pairs that rise on both sides."""
    found = common_unique([_key(unit) for unit in source], [_key(unit) for unit in target])
    shifts = [0, *(i - j for i, j in found), len(source) - len(target)]
    around = zip(shifts, shifts[1:], shifts[2:], strict=False)
    return [pair for pair, each in zip(found, around, strict=False) if not _is_astray(*each)]


def _is_astray(before: int, shift: int, behind: int) -> bool:
    """Whether a pair is further off the diagonal than the pairs on both sides, by some blocks."""
    return shift - max(before, behind) >= _ASTRAY or min(before, behind) - shift >= _ASTRAY


def common_unique(source: Sequence[Hashable], target: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Return the numbers of what is equal and unique, in pairs that rise on both sides.

    `None` is equal to nothing.
    """
    counts = [Counter(source), Counter(target)]
    places = {key: j for j, key in enumerate(target) if key is not None and counts[1][key] == 1}
    pairs = [
        (i, places[key]) for i, key in enumerate(source) if counts[0][key] == 1 and key in places
    ]
    return _longest_rising(pairs)


def _key(unit: Unit) -> Hashable:
    """Return what shows that a block is the same in another language; None where nothing does.

    That is its code, its picture, its id, or all links, code spans and tags of a text together.
    """
    if unit.kind is UnitKind.FIELD:
        return None
    if unit.kind in WITHOUT_TEXT:
        return (unit.kind, unit.text) if len(unit.text) > _LONG_CODE else None
    for code in (_IMAGE, _ANCHOR):
        if found := tuple(sorted(mark for mark in unit.marks if mark[0] == code)):
            return (unit.kind, found)
    if unit.marks:
        return unit.kind, tuple(sorted(unit.marks.items()))
    return (unit.kind, unit.text) if len(unit.text) > _LONG_TEXT else None


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of `pairs` in which both numbers rise."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, (_, j) in enumerate(pairs):
        at = bisect_left(ends, j)
        before.append(last[at - 1] if at else -1)
        if at == len(ends):
            ends.append(j)
            last.append(number)
        else:
            ends[at], last[at] = j, number
    found = []
    number = last[-1] if last else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]
