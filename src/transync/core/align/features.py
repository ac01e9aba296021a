"""What the text of a block, or of two, holds, weighed once for all comparisons."""

from __future__ import annotations

import re
from itertools import pairwise, starmap
from math import fsum, inf
from typing import TYPE_CHECKING, NamedTuple

from transync.core.align.kinds import MERGED, WITHOUT_PROSE

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping, Sequence

    from transync.core.align.lexicon import Expectation, Lexicon
    from transync.core.align.unit import Unit

_DENSE = re.compile("[\u3040-\u9fff\uac00-\ud7af]")
"""Chinese, Japanese and Korean characters."""
_SHARE = 0.15
"""The share of them that makes a text dense."""


class TextFeatures(NamedTuple):
    """What a text holds."""

    marks: Counter[tuple[str, str]]
    weight_of_marks: float
    numbers: Counter[str]
    count_of_numbers: int
    words: frozenset[str]
    weight_of_words: float
    expected: Expectation
    """The words of a translation, as a lexicon knows them."""
    length: int
    """Characters, at least one."""
    dense: int
    """How many of them are dense."""
    is_dense: bool
    """Whether the text is in a script whose texts are short."""


class FeatureTable:
    """What the texts of a document hold, each by itself and together with the next."""

    def __init__(
        self, units: Sequence[Unit], weights: Mapping[object, float], lexicon: Lexicon
    ) -> None:
        self._weights = weights
        self._lexicon = lexicon
        self.ones = [None if unit.kind in WITHOUT_PROSE else self._of(unit) for unit in units]
        """What each text holds; None for a block that is compared by other means."""
        self.can_merge = [unit.kind in MERGED for unit in units]
        """Whether each is of a kind of which two may be one block in another language."""
        self.lengths_of_two = [
            *starmap(_length_of_two, pairwise(zip(units, self.ones, strict=True)))
        ]
        """From which length on a block is more like each and the next than like one of them."""
        self._twos: dict[int, TextFeatures] = {}

    def two(self, number: int) -> TextFeatures:
        """Return what a text and the next, which can merge, hold together."""
        found = self._twos.get(number)
        if found is None:
            one, other = self.ones[number : number + 2]
            assert one and other
            found = self._twos[number] = self._both(one, other)
        return found

    def _of(self, unit: Unit) -> TextFeatures:
        length, dense = max(1, unit.length), len(_DENSE.findall(unit.text))
        return TextFeatures(
            unit.marks,
            self._weight_of_marks(unit.marks),
            unit.numbers,
            unit.numbers.total(),
            unit.words,
            self._weight_of_words(unit.words),
            self._lexicon.expected(unit.words),
            length,
            dense,
            dense > _SHARE * length,
        )

    def _both(self, one: TextFeatures, other: TextFeatures) -> TextFeatures:
        marks, words = one.marks + other.marks, one.words | other.words
        length, dense = one.length + other.length + 1, one.dense + other.dense
        return TextFeatures(
            marks,
            one.weight_of_marks + other.weight_of_marks,
            one.numbers + other.numbers,
            one.count_of_numbers + other.count_of_numbers,
            words,
            self._weight_of_words(words),
            self._lexicon.expected(words),
            length,
            dense,
            dense > _SHARE * length,
        )

    def _weight_of_marks(self, marks: Counter[tuple[str, str]]) -> float:
        return fsum(self._weights[mark] * count for mark, count in marks.items())

    def _weight_of_words(self, words: frozenset[str]) -> float:
        # An exact sum: the order of a set, which is that of its hashes, plays no part.
        return fsum(map(self._weights.__getitem__, words))


def _length_of_two(
    one: tuple[Unit, TextFeatures | None], other: tuple[Unit, TextFeatures | None]
) -> float:
    """Return half of what two texts and the longer of them have; infinite if they cannot merge."""
    (unit, first), (following, second) = one, other
    if not (first and second and unit.kind is following.kind and unit.kind in MERGED):
        return inf
    lengths = first.length, second.length
    return (sum(lengths) + max(lengths)) / 2


def is_dense(text: str) -> bool:
    """Whether a text is written in Chinese, Japanese or Korean characters, at least in part."""
    return len(_DENSE.findall(text)) > _SHARE * len(text)
