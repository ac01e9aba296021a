"""Compares the shapes of two documents: their blocks without the words."""

from __future__ import annotations

from difflib import SequenceMatcher
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
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _block(unit: Unit) -> Hashable:
    if unit.kind in WITHOUT_TEXT:
        return unit.kind, unit.text
    marks = tuple(sorted(unit.marks.items()))
    return unit.kind, unit.detail, unit.depth, marks, tuple(sorted(unit.numbers.items()))
