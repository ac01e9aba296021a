"""Aligns a page with its document: which block is the translation of which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.core.align.anchors import anchors
from transync.core.align.leftovers import without_leftovers
from transync.core.align.lexicon import EMPTY, Lexicon
from transync.core.align.path import Bead, best_way
from transync.core.align.scores import GAP, unit_scores
from transync.core.align.shape import shape
from transync.core.align.steps import Range
from transync.core.align.unit import UnitKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transync.core.align.unit import Unit

SURE = 1.0
"""The confidence from which on a pair counts as a translation."""
_CERTAIN = 9.0
"""The margin of blocks that are the same and unique; also the score of blocks in order."""
_PLAUSIBLE = 0.5
"""The least score of blocks whose order is proof enough."""
_LEARNT_FROM = 2.0
"""The confidence of the pairs that the lexicon learns from."""


def align(
    source: Sequence[Unit],
    target: Sequence[Unit],
    lexicon: Lexicon = EMPTY,
    *,
    is_built: bool = False,
    is_edited: bool = False,
) -> list[Bead]:
    """Return the pairs, gaps and merges of two documents, in order.

    Where both have the same shape, the order of the blocks is proof enough if each pair fits a
    little, or if the page `is_built`: made from the document by a build. A page that `is_edited` is
    the source itself after an edit, in the same language; a text in it is no leftover then.
    """
    scores = unit_scores(source, target, lexicon)
    i, j = _fields(source), _fields(target)
    beads = best_way(scores, Range(0, i, 0, j), GAP)
    if shape(source[i:]) == shape(target[j:]):
        pairs = [*zip(range(i, len(source)), range(j, len(target)), strict=True)]
        if is_built or all(scores.pair(*pair) >= _PLAUSIBLE for pair in pairs):
            return [*beads, *(Bead(*pair, 1, 1, _CERTAIN, _CERTAIN) for pair in pairs)]
    for next_i, next_j in (*anchors(source, target), (len(source), len(target))):
        beads += best_way(scores, Range(i, next_i, j, next_j), GAP)
        i, j = next_i + 1, next_j + 1
        if next_i < len(source):
            beads.append(Bead(next_i, next_j, 1, 1, scores.pair(next_i, next_j), _CERTAIN))
    return beads if is_edited else without_leftovers(source, target, beads, scores)


def _fields(units: Sequence[Unit]) -> int:
    """Return how many fields of a front matter come first."""
    return next((n for n, unit in enumerate(units) if unit.kind is not UnitKind.FIELD), len(units))


def confidence(bead: Bead) -> float:
    """Return how sure a pair is: from `SURE` on, about one of six hundred is wrong."""
    return min(bead.score - 1, bead.margin)


def words_of_pairs(
    source: Sequence[Unit], target: Sequence[Unit]
) -> list[tuple[frozenset[str], frozenset[str]]]:
    """Return the words of the texts that surely belong together, for the lexicon to learn from."""
    return [
        (source[bead.source].words, target[bead.target].words)
        for bead in align(source, target)
        if bead.sources == bead.targets == 1 and confidence(bead) > _LEARNT_FROM
        if source[bead.source].words and target[bead.target].words
    ]
