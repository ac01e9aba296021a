"""Scores how well a block of a page fits a block of the canonical document.

The weights were measured on translated pages of fourteen sites (docs/explanation/import.md).
"""

from __future__ import annotations

from collections import Counter
from math import log
from typing import TYPE_CHECKING

from transync.core.align.features import FeatureTable, TextFeatures
from transync.core.align.lengths import expansions, length_score
from transync.core.align.lexicon import EMPTY
from transync.core.align.unit import WITHOUT_TEXT, Unit, UnitKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transync.core.align.lexicon import Lexicon

NEVER = -9.0
"""The score of what does not go together: code and text, two fields of the front matter."""
GAP = -1.2
"""The score of a block that is left alone."""
_MERGE = 2.5
"""What it costs to pair two blocks with one."""
_FLOWING = frozenset((UnitKind.PARAGRAPH, UnitKind.ITEM, UnitKind.HTML_TEXT))
_BROAD = frozenset((UnitKind.PARAGRAPH, UnitKind.HEADING))
_MERGED = frozenset((UnitKind.PARAGRAPH, UnitKind.ITEM))


class UnitScores:
    """The scores of two lists of units, each computed once."""

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
        self._ours = FeatureTable(source, rarity)
        self._theirs = FeatureTable(target, rarity)
        self._lexicon = lexicon
        self._expansions = expansions
        self._rarity = rarity
        self._pairs: dict[tuple[int, int], float] = {}
        self._joins: dict[tuple[int, int], float] = {}
        self._divisions: dict[tuple[int, int], float] = {}

    def pair(self, i: int, j: int) -> float:
        """Score a block of the source with a block of the target."""
        found = self._pairs.get((i, j))
        if found is None:
            found = self._pairs[i, j] = self._pair(i, j)
        return found

    def join(self, i: int, j: int) -> float:
        """Score two blocks of the source with one of the target."""
        one, other, single = self._source[i], self._source[i + 1], self._target[j]
        if not _can_merge(one, other, single):
            return NEVER
        found = self._joins.get((i, j))
        if found is None:
            features = self._features(self._ours.two(i), self._theirs.one(j))
            found = self._joins[i, j] = _base(one, single) + features - _MERGE
        return found

    def divide(self, i: int, j: int) -> float:
        """Score a block of the source with two of the target."""
        single, one, other = self._source[i], self._target[j], self._target[j + 1]
        if not _can_merge(one, other, single):
            return NEVER
        found = self._divisions.get((i, j))
        if found is None:
            features = self._features(self._ours.one(i), self._theirs.two(j))
            found = self._divisions[i, j] = _base(single, one) + features - _MERGE
        return found

    def _pair(self, i: int, j: int) -> float:
        source, target = self._source[i], self._target[j]
        if UnitKind.FIELD in (source.kind, target.kind):
            is_same = (source.kind, source.detail) == (target.kind, target.detail)
            return 5.0 if is_same else NEVER
        if source.kind in WITHOUT_TEXT or target.kind in WITHOUT_TEXT:
            return _without_text(source, target)
        base = _base(source, target)
        if source.text == target.text:
            return base + 1.5 + min(3.0, len(source.text) / 20)
        return base + self._features(self._ours.one(i), self._theirs.one(j))

    def _features(self, source: TextFeatures, target: TextFeatures) -> float:
        expansion = self._expansions[source.is_dense, target.is_dense]
        return (
            self._marks(source, target)
            + _numbers(source.numbers, target.numbers)
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
        weights = self._rarity
        shared = sum(weights[word] for word in source.words & target.words)
        both = source.weight_of_words + target.weight_of_words
        same = 2.0 * min(1.0, 3 * shared / both) if shared else 0.0
        return same + self._lexicon.score(source.words, target.words)


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


def _can_merge(one: Unit, other: Unit, single: Unit) -> bool:
    return one.kind == other.kind and {one.kind, single.kind} <= _MERGED


def _base(source: Unit, target: Unit) -> float:
    """Score what two texts are, and where they stand."""
    distance = abs(source.depth - target.depth)
    return _kinds(source, target) + (0.3 if not distance else -0.6 * distance)


def _kinds(source: Unit, target: Unit) -> float:
    kinds = {source.kind, target.kind}
    if len(kinds) == 1:
        is_same = source.detail == target.detail
        if source.kind is UnitKind.HEADING:
            return 1.5 if is_same else 0.0
        return -2.0 if source.kind is UnitKind.CELL and not is_same else 1.0
    if kinds <= _FLOWING:
        return -1.5
    return -2.0 if kinds <= _BROAD else -3.0


def _without_text(source: Unit, target: Unit) -> float:
    if source.kind is not target.kind:
        return NEVER
    if source.kind is UnitKind.RULE:
        return 0.5
    if source.text == target.text:
        return 2.0 + min(3.0, len(source.text) / 40)
    same = 0.3 if source.detail == target.detail else -0.3
    return 3.5 * _shared_lines(source.text, target.text) - 1.0 + same


def _shared_lines(one: str, other: str) -> float:
    """Return the share of the lines of two blocks that both have, from 0 to 1."""
    lines = [
        Counter(line for each in text.split("\n") if (line := each.strip()))
        for text in (one, other)
    ]
    either = (lines[0] | lines[1]).total()
    return (lines[0] & lines[1]).total() / either if either else 1.0


def _numbers(source: Counter[str], target: Counter[str]) -> float:
    if not (source or target):
        return 0.0
    alike = (source & target).total() / (source | target).total()
    return 1.5 * alike - 0.6 * (1 - alike)
