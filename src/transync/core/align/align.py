"""Aligns two documents: which block of the page is the translation of which block."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.core.align.anchors import anchors
from transync.core.align.lexicon import EMPTY, Lexicon
from transync.core.align.path import Bead, Range, best_way
from transync.core.align.scores import GAP, unit_scores

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transync.core.align.unit import Unit

SURE = 1.0
"""The confidence from which on a pair counts as a translation."""
_CERTAIN = 9.0
"""The margin of what is the same, and unique, on both sides."""
_LEARNT_FROM = 2.0
"""The confidence of the pairs that the lexicon learns from."""
_BAND = 6


def align(source: Sequence[Unit], target: Sequence[Unit], lexicon: Lexicon = EMPTY) -> list[Bead]:
    """Return the pairs, gaps and merges of two documents, in order."""
    scores = unit_scores(source, target, lexicon)
    beads: list[Bead] = []
    i = j = 0
    for next_i, next_j in (*anchors(source, target), (len(source), len(target))):
        beads += best_way(scores, Range(i, next_i, j, next_j), GAP, _BAND)
        i, j = next_i + 1, next_j + 1
        if next_i < len(source):
            beads.append(Bead(next_i, next_j, 1, 1, scores.pair(next_i, next_j), _CERTAIN))
    return beads


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
