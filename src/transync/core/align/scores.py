"""Scores how well a block of a page fits a block of the canonical document.

The weights were measured on translated pages of fourteen sites (docs/explanation/import.md).
"""

from __future__ import annotations

from collections import Counter
from math import log, sqrt
from typing import TYPE_CHECKING, NamedTuple

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
_LENGTHS = {(False, False): 1.15, (False, True): 0.45, (True, False): 2.4, (True, True): 1.0}
"""How long a translation is, in parts of its source, by whether its source and it are dense."""
_DENSE = 0.15
"""The share of Chinese, Japanese and Korean characters that makes a text dense."""
_FLOWING = frozenset((UnitKind.PARAGRAPH, UnitKind.ITEM, UnitKind.HTML_TEXT))
_BROAD = frozenset((UnitKind.PARAGRAPH, UnitKind.HEADING))
_MERGED = frozenset((UnitKind.PARAGRAPH, UnitKind.ITEM))


class _Content(NamedTuple):
    """What the text of one unit, or of two, holds."""

    marks: Counter[tuple[str, str]]
    numbers: Counter[str]
    words: frozenset[str]
    length: int
    is_dense: bool


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
        self._lexicon = lexicon
        self._expansions = expansions
        self._rarity = rarity
        self._pairs: dict[tuple[int, int], float] = {}

    def pair(self, i: int, j: int) -> float:
        """Score a block of the source with a block of the target."""
        found = self._pairs.get((i, j))
        if found is None:
            found = self._pairs[i, j] = self._pair(self._source[i], self._target[j])
        return found

    def join(self, i: int, j: int) -> float:
        """Score two blocks of the source with one of the target."""
        two, one = (self._source[i], self._source[i + 1]), self._target[j]
        if not _can_merge(*two, one):
            return NEVER
        return _base(two[0], one) + self._content(_both(*two), _content(one)) - _MERGE

    def divide(self, i: int, j: int) -> float:
        """Score a block of the source with two of the target."""
        one, two = self._source[i], (self._target[j], self._target[j + 1])
        if not _can_merge(*two, one):
            return NEVER
        return _base(one, two[0]) + self._content(_content(one), _both(*two)) - _MERGE

    def _pair(self, source: Unit, target: Unit) -> float:
        if UnitKind.FIELD in (source.kind, target.kind):
            is_same = (source.kind, source.detail) == (target.kind, target.detail)
            return 5.0 if is_same else NEVER
        if source.kind in WITHOUT_TEXT or target.kind in WITHOUT_TEXT:
            return _without_text(source, target)
        base = _base(source, target)
        if source.text == target.text:
            return base + 1.5 + min(3.0, len(source.text) / 20)
        return base + self._content(_content(source), _content(target))

    def _content(self, source: _Content, target: _Content) -> float:
        return (
            self._marks(source.marks, target.marks)
            + _numbers(source.numbers, target.numbers)
            + _length(
                source.length, target.length, self._expansions[source.is_dense, target.is_dense]
            )
            + self._words(source.words, target.words)
        )

    def _marks(self, source: Counter[tuple[str, str]], target: Counter[tuple[str, str]]) -> float:
        if not (source or target):
            return 0.3
        weights = self._rarity
        shared = sum(weights[mark] * count for mark, count in (source & target).items())
        either = sum(weights[mark] * count for mark, count in (source | target).items())
        alike = shared / either if either else 0.0
        return 4.0 * alike * min(1.0, 0.5 + either / 6) - 1.6 * (1 - alike) * min(1.0, either / 4)

    def _words(self, source: frozenset[str], target: frozenset[str]) -> float:
        """Score the words that are the same (names), and those that the lexicon knows."""
        if not (source and target):
            return 0.0
        weights = self._rarity
        shared = sum(weights[word] for word in source & target)
        all_words = sum(weights[word] for word in source) + sum(weights[word] for word in target)
        same = 2.0 * min(1.0, 3 * shared / all_words) if shared else 0.0
        return same + self._lexicon.score(source, target)


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
    return UnitScores(source, target, lexicon, _expansions(source, target), rarity)


def _expansions(
    source: Sequence[Unit], target: Sequence[Unit]
) -> Mapping[tuple[bool, bool], float]:
    """Return how long a text of the target is, in parts of its source, by which of them is dense.

    A page may have both: what nobody has translated is not dense.
    """
    lengths = [
        sum(unit.length for unit in units if unit.kind not in WITHOUT_TEXT)
        for units in (source, target)
    ]
    kind = (is_dense(_whole(source)), is_dense(_whole(target)))
    usual = _LENGTHS[kind]
    if all(lengths) and abs(log(lengths[1] / lengths[0] / usual)) < 0.3:
        return {**_LENGTHS, kind: lengths[1] / lengths[0]}
    return _LENGTHS


def _whole(units: Sequence[Unit]) -> str:
    return "".join(unit.text for unit in units)


def is_dense(text: str) -> bool:
    """Whether a text is written in Chinese, Japanese or Korean characters, at least in part."""
    dense = sum("\u3040" <= each <= "\u9fff" or "\uac00" <= each <= "\ud7af" for each in text)
    return dense > _DENSE * len(text)


def _content(unit: Unit) -> _Content:
    return _Content(unit.marks, unit.numbers, unit.words, max(1, unit.length), is_dense(unit.text))


def _both(one: Unit, other: Unit) -> _Content:
    return _Content(
        one.marks + other.marks,
        one.numbers + other.numbers,
        one.words | other.words,
        one.length + other.length + 1,
        is_dense(one.text + other.text),
    )


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
    return 3.5 * shared_lines(source.text, target.text) - 1.0 + same


def shared_lines(one: str, other: str) -> float:
    """Return the share of the lines of two blocks that both have, from 0 to 1."""
    lines = [
        Counter(line for each in text.split("\n") if (line := each.strip()))
        for text in (one, other)
    ]
    either = (lines[0] | lines[1]).total()
    return (lines[0] & lines[1]).total() / either if either else 1.0


def _length(source: int, target: int, expansion: float) -> float:
    """Score the lengths, which vary with the root of their mean (Gale and Church)."""
    expected = source * expansion
    deviation = (target - expected) / (2.6 * sqrt(max(6.0, (expected + target) / 2)))
    return max(-3.0, 0.6 - deviation * deviation / 2)


def _numbers(source: Counter[str], target: Counter[str]) -> float:
    if not (source or target):
        return 0.0
    alike = (source & target).total() / (source | target).total()
    return 1.5 * alike - 0.6 * (1 - alike)
