"""Compares the shapes of two documents: their blocks without the words."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from transync.core.align.unit import WITHOUT_TEXT, UnitKind

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from transync.core.align.unit import Unit


def shape(units: Sequence[Unit]) -> list[Hashable]:
    """Return what each block of a document is, and holds that a translation keeps."""
    return [_block(unit) for unit in units if unit.kind is not UnitKind.FIELD]


def likeness(one: Sequence[Hashable], other: Sequence[Hashable]) -> float:
    """Return how much two shapes have in common, from 0 to 1."""
    total = len(one) + len(other)
    return 2 * _common(one, other) / total if total else 1.0


def _common(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    """Return how many blocks two shapes have in common, in their order.

    That is the length of their longest common subsequence, by the bits of long numbers (Hyyrö,
    "Bit-Parallel LCS-length Computation Revisited", 2004): shapes have few different blocks, and
    what compares these one by one takes quadratic time, or worse.
    """
    places: defaultdict[Hashable, int] = defaultdict(int)
    for number, block in enumerate(one):
        places[block] |= 1 << number
    every = (1 << len(one)) - 1
    row = every
    for block in other:
        same = row & places.get(block, 0)
        row = ((row + same) | (row - same)) & every
    return len(one) - row.bit_count()


def _block(unit: Unit) -> Hashable:
    if unit.kind in WITHOUT_TEXT:
        return unit.kind, unit.text
    marks = tuple(sorted(unit.marks.items()))
    return unit.kind, unit.detail, unit.depth, marks, tuple(sorted(unit.numbers.items()))
