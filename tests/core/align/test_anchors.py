"""Anchors: which blocks of two documents are surely the same."""

from __future__ import annotations

from transync.core.align.anchors import anchors
from transync.core.align.units import units


def anchored(source: str, target: str) -> list[tuple[int, int]]:
    return anchors(units(source).units, units(target).units)


def test_anchors__texts_with_the_same_marks() -> None:
    """Of marks that several texts have, none says which of them it is."""
    source = "Siehe [hier](a.md).\n\nMit `x`.\n\nUnd `x`.\n\nNur `y` und [dort](b.md).\n"
    target = "See [here](a.md).\n\nWith `x`.\n\nJust `y` and [there](b.md).\n"
    assert anchored(source, target) == [(0, 0), (3, 2)]


def test_anchors__one_that_has_moved_is_none() -> None:
    """Between others that stay in line, all blocks would be lost for it."""
    lines = [f"Absatz mit `code{number}`." for number in range(9)]
    moved = [*lines[:2], lines[7].replace("code7", "neu"), *lines[3:7], lines[2], lines[8]]
    pairs = anchored("\n\n".join(lines), "\n\n".join(moved))
    assert (2, 7) not in pairs
    assert pairs == [(number, number) for number in (0, 1, 3, 4, 5, 6, 8)]
    lines = ["Absatz."] * 9
    here, there = lines[:], lines[:]
    here[2] = there[7] = "Siehe `hier`."
    assert anchored("\n\n".join(here), "\n\n".join(there)) == []
