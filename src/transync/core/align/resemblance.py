"""Finds the document that a page is a translation of, where its path does not say: by content."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import log, sqrt
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from transync.core.align.unit import WITHOUT_TEXT, UnitKind

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from transync.core.align.unit import Unit

_CLEAR = 1.3
"""By what factor the best is better than the second: measured on four sites, none was wrong."""
_EVIDENCE = 3
"""How many features two documents must share for their likeness to be more than chance."""

Features: TypeAlias = "Counter[Hashable]"
"""What a translation leaves as it is, and how often it is there."""


class Proposal(NamedTuple):
    """A page, and the document that it is most like."""

    page: str
    document: str


def features(units: Iterable[Unit]) -> Features:
    """Return the code, links, numbers and words of a document; names are words, too."""
    found: Features = Counter()
    for unit in units:
        if unit.kind in WITHOUT_TEXT:
            found.update([(unit.kind, unit.text)] if unit.kind is not UnitKind.RULE else [])
            continue
        found.update(unit.marks)
        found.update(("number", number) for number in unit.numbers.elements())
        found.update(unit.words)
    return found


def proposals(
    pages: Mapping[str, Features], documents: Mapping[str, Features]
) -> Sequence[Proposal]:
    """Return the pages that are clearly most like one document, which is most like no other page.

    Likeness is the cosine of what both sides have, weighed by how rare it is (tf-idf).
    """
    shared = _all(pages) & _all(documents)
    weights = _weights(documents, shared)
    ours, theirs = _vectors(documents, weights), _vectors(pages, weights)
    likeness = _likeness(ours, theirs)
    by_page: defaultdict[str, dict[str, float]] = defaultdict(dict)
    by_document: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for (page, document), value in likeness.items():
        by_page[page][document] = by_document[document][page] = value
    chosen = ((page, _clearly_best(found)) for page, found in sorted(by_page.items()))
    return [
        Proposal(page, document)
        for page, document in chosen
        if document and _clearly_best(by_document[document]) == page
    ]


def _all(each: Mapping[str, Features]) -> set[Hashable]:
    return {feature for found in each.values() for feature in found}


def _weights(documents: Mapping[str, Features], shared: set[Hashable]) -> Mapping[Hashable, float]:
    """Return how much a feature says: the logarithm of how rare it is among the documents."""
    counts = Counter(feature for found in documents.values() for feature in found.keys() & shared)
    return {feature: log(1 + len(documents) / count) for feature, count in counts.items()}


def _vectors(
    each: Mapping[str, Features], weights: Mapping[Hashable, float]
) -> Mapping[str, Mapping[Hashable, float]]:
    """Return documents as vectors of length 1."""
    vectors = {}
    for path, found in each.items():
        values = {f: (1 + log(found[f])) * weights[f] for f in found.keys() & weights.keys()}
        length = sqrt(sum(value * value for value in values.values()))
        vectors[path] = {feature: value / length for feature, value in values.items()}
    return vectors


def _likeness(
    documents: Mapping[str, Mapping[Hashable, float]], pages: Mapping[str, Mapping[Hashable, float]]
) -> Mapping[tuple[str, str], float]:
    """Return how alike each page and each document are that share enough, from 0 to 1."""
    having: defaultdict[Hashable, list[tuple[str, float]]] = defaultdict(list)
    for document, vector in documents.items():
        for feature, value in vector.items():
            having[feature].append((document, value))
    sums: defaultdict[tuple[str, str], float] = defaultdict(float)
    counts: Counter[tuple[str, str]] = Counter()
    for page, vector in pages.items():
        for feature, value in vector.items():
            for document, other in having[feature]:
                sums[page, document] += value * other
                counts[page, document] += 1
    return {pair: value for pair, value in sums.items() if counts[pair] >= _EVIDENCE}


def _clearly_best(found: Mapping[str, float]) -> str:
    """Return the best of some, if it is clearly better than the second; else nothing."""
    best, *others = sorted(found, key=lambda each: (-found[each], each))
    return "" if others and found[best] < _CLEAR * found[others[0]] else best
