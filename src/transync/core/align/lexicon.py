"""A dictionary of a language pair, learnt from texts that are surely translations of each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from heapq import nlargest
from math import log
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set

    Words = Set[str]

_OCCURRENCES = 3
"""How often a word must occur for its partners to be more than chance."""
_TOGETHER = 2
_PARTNERS = 6
_ASSOCIATION = 0.2
"""The coefficient of Dice from which on two words belong together."""
_FREQUENT = 0.15
"""A word in more of all texts than this says nothing: an article, a preposition."""
_FREQUENT_PARTNER = 0.2
_LONG, _LONG_PARTNER = 60, 120
"""Texts of more words pair too many with too many."""
_ENOUGH = 3
"""From how many known words on they weigh fully."""
_HIT, _MISS = 2.8, -1.2
"""The weight of a text if all of its known words have a partner in the other, and if none has."""


@dataclass(frozen=True)
class Lexicon:
    """Which words of a language go with which of another, and how much each of them says."""

    partners: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """By word: its partners, and how closely they belong together (Dice, 0 to 1)."""
    weights: Mapping[str, float] = field(default_factory=dict)
    """By word: the logarithm of how rare it is."""

    def score(self, source: Words, target: Words) -> float:
        """Weigh how well the words of a target are those of its source, from -1.2 to 2.8."""
        known = [word for word in source if word in self.partners]
        if not known:
            return 0.0
        total = hits = 0.0
        for word in known:
            weight = self.weights[word]
            total += weight
            closest = max(
                (d for other, d in self.partners[word].items() if other in target), default=0.0
            )
            hits += weight * min(1.0, closest + 0.5) if closest else 0.0
        share = hits / total if total else 0.0
        return min(1.0, len(known) / _ENOUGH) * (_MISS + (_HIT - _MISS) * share)


EMPTY = Lexicon()


def learned(pairs: Iterable[tuple[Words, Words]]) -> Lexicon:
    """Learn a lexicon from pairs of texts, each as its words.

    A word's partners are those it is found with more often than chance would have it; hunalign
    learns from its own first pass in the same way.
    """
    meant = [
        (one, other) for one, other in pairs if len(one) <= _LONG and len(other) <= _LONG_PARTNER
    ]
    sources = Counter(word for one, _ in meant for word in one)
    targets = Counter(word for _, other in meant for word in other)
    useful = {word for word, count in sources.items() if _is_useful(count, len(meant))}
    together: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one, other in meant:
        for word in one & useful:
            together[word].update(other)
    rare = _FREQUENT_PARTNER * len(meant)
    partners = {
        word: _closest(sources[word], found, targets, rare) for word, found in together.items()
    }
    partners = {word: found for word, found in partners.items() if found}
    return Lexicon(partners, {word: log(1 + len(meant) / sources[word]) for word in partners})


def _is_useful(count: int, texts: int) -> bool:
    return _OCCURRENCES <= count <= _FREQUENT * texts


def _closest(
    count: int, found: Mapping[str, int], targets: Mapping[str, int], rare: float
) -> dict[str, float]:
    """Choose the words of the other language that a word belongs together with."""
    dice = (
        (2 * times / (count + targets[other]), other)
        for other, times in found.items()
        if times >= _TOGETHER and targets[other] < rare
    )
    return {other: d for d, other in nlargest(_PARTNERS, dice) if d > _ASSOCIATION}
