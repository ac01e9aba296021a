"""Distinguishes a translation from the text of the source that somebody has left beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.core.align.path import Bead
from transync.core.align.scores import GAP
from transync.core.align.unit import WITHOUT_TEXT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transync.core.align.scores import UnitScores
    from transync.core.align.unit import Unit

_WORDS = 4
"""A text of so many words that is the same on the page was left; a name is shorter."""
_PLAUSIBLE = 0.0
"""The least score of a text and the one beside what was left of it."""


def without_leftovers(
    source: Sequence[Unit], target: Sequence[Unit], beads: Sequence[Bead], scores: UnitScores
) -> list[Bead]:
    """Pair the texts whose source stands on the page, too, with the translations beside it.

    A text that is the same on both sides is the best pair there is, and so its translation, which
    stands right before it or behind it, would be left alone.
    """
    texts = {unit.text for unit in source}
    found = list(beads)
    for number, bead in enumerate(beads):
        if bead.sources != 1 or not _is_left(source[bead.source], target, bead):
            continue
        for beside in (number - 1, number + 1):
            if not 0 <= beside < len(found) or (found[beside].sources, found[beside].targets) != (
                0,
                1,
            ):
                continue
            other = target[found[beside].target]
            score = scores.pair(bead.source, found[beside].target)
            is_alike = other.kind is source[bead.source].kind and other.text not in texts
            if is_alike and score >= _PLAUSIBLE:
                first, second = sorted((number, beside))
                found[first : second + 1] = _exchanged(bead, found[beside], score)
                break
    return found


def _is_left(unit: Unit, target: Sequence[Unit], bead: Bead) -> bool:
    is_same = bead.targets == 1 and target[bead.target].text == unit.text
    return is_same and unit.kind not in WITHOUT_TEXT and len(unit.words) >= _WORDS


def _exchanged(left: Bead, beside: Bead, score: float) -> list[Bead]:
    """Return the pair of a text with the block beside it, and what was left, in their order."""
    pair = Bead(left.source, beside.target, 1, 1, score, score - 2 * GAP)
    if beside.target < left.target:
        return [pair, Bead(left.source + 1, left.target, 0, 1, GAP)]
    return [Bead(left.source, left.target, 0, 1, GAP), pair]
