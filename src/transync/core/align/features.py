"""What the text of a block, or of two, holds, weighed once for all comparisons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Mapping, Sequence

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
    words: frozenset[str]
    weight_of_words: float
    length: int
    """Characters, at least one."""
    dense: int
    """How many of them are dense."""

    @property
    def is_dense(self) -> bool:
        """Whether the text is in a script whose texts are short."""
        return self.dense > _SHARE * self.length


class FeatureTable:
    """What the texts of a document hold, each by itself and together with the next."""

    def __init__(self, units: Sequence[Unit], weights: Mapping[object, float]) -> None:
        self._units = units
        self._weights = weights
        self._ones: dict[int, TextFeatures] = {}
        self._twos: dict[int, TextFeatures] = {}

    def one(self, number: int) -> TextFeatures:
        """Return what a text holds."""
        found = self._ones.get(number)
        if found is None:
            found = self._ones[number] = self._of(self._units[number])
        return found

    def two(self, number: int) -> TextFeatures:
        """Return what a text and the next hold together."""
        found = self._twos.get(number)
        if found is None:
            found = self._twos[number] = self._both(self.one(number), self.one(number + 1))
        return found

    def _of(self, unit: Unit) -> TextFeatures:
        return TextFeatures(
            unit.marks,
            self._weight_of_marks(unit.marks),
            unit.numbers,
            unit.words,
            self._weight_of_words(unit.words),
            max(1, unit.length),
            len(_DENSE.findall(unit.text)),
        )

    def _both(self, one: TextFeatures, other: TextFeatures) -> TextFeatures:
        marks, words = one.marks + other.marks, one.words | other.words
        return TextFeatures(
            marks,
            one.weight_of_marks + other.weight_of_marks,
            one.numbers + other.numbers,
            words,
            self._weight_of_words(words),
            one.length + other.length + 1,
            one.dense + other.dense,
        )

    def _weight_of_marks(self, marks: Counter[tuple[str, str]]) -> float:
        return sum(self._weights[mark] * count for mark, count in marks.items())

    def _weight_of_words(self, words: frozenset[str]) -> float:
        return sum(self._weights[word] for word in words)


def is_dense(text: str) -> bool:
    """Whether a text is written in Chinese, Japanese or Korean characters, at least in part."""
    return len(_DENSE.findall(text)) > _SHARE * len(text)
