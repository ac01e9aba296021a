"""A dictionary of a language pair, learnt from texts that are surely translations of each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from heapq import nlargest
from math import fsum, log
from typing import TYPE_CHECKING, NamedTuple

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

    partners: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """By word: those of the other language that it belongs together with."""
    weights: Mapping[str, float] = field(default_factory=dict)
    """By word: the logarithm of how rare it is."""
    worth: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    """By partner: the words it stands for, each with the part of its weight that this is worth."""

    def expected(self, source: Words) -> Expectation:
        """Return what the words of a text make one expect of its translation."""
        known = source & self.partners.keys()
        if not known:
            return NOTHING
        words = frozenset().union(*map(self.partners.__getitem__, known))
        # An exact sum: the order of a set, which is that of its hashes, plays no part.
        return Expectation(known, words, fsum(map(self.weights.__getitem__, known)))

    def score(self, source: Expectation, target: Words) -> float:
        """Weigh how well the words of a target are as expected, from -1.2 to 2.8."""
        if not source.known:
            return 0.0
        best: dict[str, float] = {}
        for partner in source.words & target:
            worth = self.worth[partner]
            for word in source.known & worth.keys():
                best[word] = max(worth[word], best.get(word, 0.0))
        share = fsum(best.values()) / source.weight
        return min(1.0, len(source.known) / _ENOUGH) * (_MISS + (_HIT - _MISS) * share)


class Expectation(NamedTuple):
    """What the words of a text make one expect of its translation."""

    known: Set[str]
    """The words of the text that a lexicon has."""
    words: frozenset[str]
    """Their partners in the other language."""
    weight: float
    """That of the known words together."""


NOTHING = Expectation(frozenset(), frozenset(), 0.0)
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
    closest = {
        word: _closest(sources[word], found, targets, rare) for word, found in together.items()
    }
    partners = {word: frozenset(found) for word, found in closest.items() if found}
    weights = {word: log(1 + len(meant) / sources[word]) for word in partners}
    worth: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for word, weight in weights.items():
        for partner, association in closest[word].items():
            worth[partner][word] = weight * min(1.0, association + 0.5)
    return Lexicon(partners, weights, dict(worth))


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
