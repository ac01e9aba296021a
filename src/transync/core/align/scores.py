"""Scores how well a block of a page fits a block of the canonical document.

The weights were measured on translated pages of fourteen sites (docs/explanation/import.md).
"""

from __future__ import annotations

from collections import Counter
from math import fsum, inf, log
from typing import TYPE_CHECKING

from transync.core.align.features import FeatureTable, TextFeatures
from transync.core.align.kinds import NEVER, KindScores, without_text
from transync.core.align.lengths import expansions, length_score
from transync.core.align.lexicon import EMPTY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transync.core.align.lexicon import Lexicon
    from transync.core.align.unit import Unit

GAP = -1.2
"""The score of a block that is left alone."""
_MERGE = 2.5
"""What it costs to pair two blocks with one."""


class UnitScores:
    """The scores of two lists of units."""

    def __init__(
        self,
        source: Sequence[Unit],
        target: Sequence[Unit],
        lexicon: Lexicon,
        expansions: Mapping[tuple[bool, bool], float],
        rarity: Mapping[object, float],
    ) -> None:
        self._source = source
        self._target = target
        self._ours = FeatureTable(source, rarity, lexicon)
        self._theirs = FeatureTable(target, rarity, EMPTY)
        self._kinds = KindScores(source, target)
        self._lexicon = lexicon
        self._expansions = expansions
        self._rarity = rarity

    def pairs(self, i: int, columns: range) -> list[float]:
        """Score a block of the source with each of some of the target."""
        return [self.pair(i, j) for j in columns]

    def joins(self, i: int, columns: range) -> list[float]:
        """Score two blocks of the source with each of some of the target."""
        if self._ours.lengths_of_two[i] == inf:
            return [NEVER] * len(columns)
        return [self._join(i, j) for j in columns]

    def divisions(self, i: int, columns: range) -> list[float]:
        """Score a block of the source with two of the target, for each of some as the first."""
        if not self._ours.can_merge[i]:
            return [NEVER] * len(columns)
        return [self._divide(i, j) for j in columns]

    def pair(self, i: int, j: int) -> float:
        """Score a block of the source with a block of the target."""
        source, target = self._ours.ones[i], self._theirs.ones[j]
        if source is None or target is None:
            return without_text(self._source[i], self._target[j])
        text = self._source[i].text
        if text == self._target[j].text:
            return self._kinds.of(i, j) + 1.5 + min(3.0, len(text) / 20)
        return self._kinds.of(i, j) + self._features(source, target)

    def _join(self, i: int, j: int) -> float:
        one, target = self._ours.ones[i], self._theirs.ones[j]
        if not (one and target and self._theirs.can_merge[j]):
            return NEVER
        expansion = self._expansions[one.is_dense, target.is_dense]
        if target.length <= expansion * self._ours.lengths_of_two[i]:
            return NEVER
        return self._kinds.of(i, j) + self._features(self._ours.two(i), target) - _MERGE

    def _divide(self, i: int, j: int) -> float:
        source, one = self._ours.ones[i], self._theirs.ones[j]
        if not (source and one):
            return NEVER
        expansion = self._expansions[source.is_dense, one.is_dense]
        if expansion * source.length <= self._theirs.lengths_of_two[j]:
            return NEVER
        return self._kinds.of(i, j) + self._features(source, self._theirs.two(j)) - _MERGE

    def _features(self, source: TextFeatures, target: TextFeatures) -> float:
        expansion = self._expansions[source.is_dense, target.is_dense]
        return (
            self._marks(source, target)
            + _numbers(source, target)
            + length_score(source.length, target.length, expansion)
            + self._words(source, target)
        )

    def _marks(self, source: TextFeatures, target: TextFeatures) -> float:
        if not (source.marks or target.marks):
            return 0.3
        weights, others = self._rarity, target.marks
        shared = sum(
            weights[mark] * min(count, others[mark])
            for mark, count in source.marks.items()
            if mark in others
        )
        either = source.weight_of_marks + target.weight_of_marks - shared
        alike = shared / either if either else 0.0
        return 4.0 * alike * min(1.0, 0.5 + either / 6) - 1.6 * (1 - alike) * min(1.0, either / 4)

    def _words(self, source: TextFeatures, target: TextFeatures) -> float:
        """Score the words that are the same (names), and those that the lexicon knows."""
        if not (source.words and target.words):
            return 0.0
        same = source.words & target.words
        score = self._lexicon.score(source.expected, target.words)
        if not same:
            return score
        # An exact sum: the order of a set, which is that of its hashes, plays no part.
        shared = fsum(map(self._rarity.__getitem__, same))
        return score + 2.0 * min(
            1.0, 3 * shared / (source.weight_of_words + target.weight_of_words)
        )


def unit_scores(
    source: Sequence[Unit], target: Sequence[Unit], lexicon: Lexicon = EMPTY
) -> UnitScores:
    """Return the scores of two documents, which weigh what is rare in them."""
    counts: Counter[object] = Counter()
    for unit in (*source, *target):
        counts.update(unit.marks.keys())
        counts.update(unit.words)
    total = len(source) + len(target)
    rarity = {part: log(1 + total / (1 + count)) for part, count in counts.items()}
    return UnitScores(source, target, lexicon, expansions(source, target), rarity)


def _numbers(source: TextFeatures, target: TextFeatures) -> float:
    ours, theirs = source.numbers, target.numbers
    if not (ours or theirs):
        return 0.0
    shared = sum(min(count, theirs[each]) for each, count in ours.items() if each in theirs)
    alike = shared / (source.count_of_numbers + target.count_of_numbers - shared)
    return 1.5 * alike - 0.6 * (1 - alike)
