"""Finds where two lists of lines differ, in about linear time (patience diff)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync.core.align.anchors import common_unique

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DEEPEST = 12
"""How often the lines between two equal ones are compared anew, by what is unique among them."""


class Differing(NamedTuple):
    """Lines of two lists that differ: from a number up to, but without, another."""

    start: int
    end: int
    other_start: int
    other_end: int


def differing(lines: Sequence[str], others: Sequence[str]) -> Iterator[Differing]:
    """Yield the places where two lists of lines differ, in order.

    Between two places is a line that is unique on both sides, or what is equal around one.
    """
    yield from _within(lines, others, Differing(0, len(lines), 0, len(others)), _DEEPEST)


def _within(
    lines: Sequence[str], others: Sequence[str], part: Differing, deepest: int
) -> Iterator[Differing]:
    start, end, other_start, other_end = part = _trimmed(lines, others, part)
    if start == end and other_start == other_end:
        return
    equal = common_unique(lines[start:end], others[other_start:other_end]) if deepest else []
    if not equal:
        yield part
        return
    i, j = start, other_start
    for one, other in equal:
        yield from _within(
            lines, others, Differing(i, start + one, j, other_start + other), deepest - 1
        )
        i, j = start + one + 1, other_start + other + 1
    yield from _within(lines, others, Differing(i, end, j, other_end), deepest - 1)


def _trimmed(lines: Sequence[str], others: Sequence[str], part: Differing) -> Differing:
    """Leave out what is equal at the beginning and at the end."""
    start, end, other_start, other_end = part
    while start < end and other_start < other_end and lines[start] == others[other_start]:
        start, other_start = start + 1, other_start + 1
    while start < end and other_start < other_end and lines[end - 1] == others[other_end - 1]:
        end, other_end = end - 1, other_end - 1
    return Differing(start, end, other_start, other_end)
