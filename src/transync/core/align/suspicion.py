"""Suspects translations of being outdated, where no history shows which texts they were made from.

A page that has fallen behind lacks texts of its document or has others that are gone. On such a
page, other texts have changed, too: most likely the long ones, and those whose translations are
unusually short or long. A logistic regression gave the weights (docs/explanation/import.md).
"""

from __future__ import annotations

from html import unescape
from math import exp, log, sqrt
from statistics import median
from typing import TYPE_CHECKING

from transync.core.align.transfer import Sign, Trust
from transync.core.align.units import NO_PROSE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transync.core.align.transfer import Found, NumberCheck, Transfer

_BOUND = 5.5
"""The score from which on a translation is probably outdated."""
_GAPS = 3.5
"""The weight of the root of the share of texts that only the page has, or only its document."""
_LENGTH = 0.7
"""The weight of the logarithm of the characters of a text."""
_DEVIATION = 0.35
"""The weight of how unusual the length of a translation is."""
_UNUSUAL = 2.0
"""The deviation that is worth a look; about every eighth translation has a greater one."""
_SMOOTHING = 3
"""A gap on a page with hardly any texts says less."""
_SHORTEST = 10
"""The characters of a text whose length can be compared with that of its translation."""
_FEWEST = 5
"""How many such texts show how long translations are in this language."""
_LEAST_MEAN = 6.0
"""The mean length in characters below which lengths vary no less."""


def suspected(transfer: Transfer, has_other_numbers: NumberCheck) -> Transfer:
    """Return what a page has, with those translations unsure that are probably outdated.

    Each of them has the signs that show it. Other numbers than those of its text are proof; apart
    from them, a page that has all texts of its document and no others is not suspected.
    """
    gaps = _gaps(transfer)
    expansion = _expansion(transfer.found)

    def judged(found: Found) -> Found:
        if found.trust is not Trust.SURE:
            return found
        deviation = _deviation(found, expansion)
        has_others = has_other_numbers(found.segment, found.translation)
        if not (has_others or _score(found, gaps, deviation) > _BOUND):
            return found
        signs = (*[Sign.NUMBERS] * has_others, *_signs(transfer, deviation))
        return found._replace(trust=Trust.UNSURE, signs=signs)

    return transfer._replace(found=tuple(map(judged, transfer.found)))


def _score(found: Found, gaps: float, deviation: float) -> float:
    """Return how likely a translation is outdated, on no particular scale."""
    if not gaps:
        return 0.0
    length = log(1 + _length(found.segment.text))
    return _GAPS * sqrt(gaps) + _LENGTH * length + _DEVIATION * abs(deviation)


def _gaps(transfer: Transfer) -> float:
    """Return the share of texts that only the page has, or only its document."""
    gaps = len(transfer.missing) + len(transfer.unplaced)
    return gaps / (len(transfer.found) + gaps + _SMOOTHING)


def _expansion(found: Iterable[Found]) -> float:
    """Return how long a translation of the page is, in parts of its text; 0 for too few."""
    lengths = (
        (_length(each.segment.text), _length(each.translation))
        for each in found
        if each.trust is Trust.SURE
    )
    parts = [log(other / one) for one, other in lengths if one >= _SHORTEST and other]
    return exp(median(parts)) if len(parts) >= _FEWEST else 0.0


def _deviation(found: Found, expansion: float) -> float:
    """Return by how much a translation is too long; negative for one that is too short.

    Lengths vary with the root of their mean (Gale and Church, as in `core.align.lengths`).
    """
    if not expansion:
        return 0.0
    expected = expansion * _length(found.segment.text)
    length = _length(found.translation)
    return (length - expected) / sqrt(max(_LEAST_MEAN, (expected + length) / 2))


def _length(text: str) -> int:
    """Return how many characters of a text are prose."""
    return len(NO_PROSE.sub(" ", unescape(text)).strip())


def _signs(transfer: Transfer, deviation: float) -> Iterator[Sign]:
    if deviation <= -_UNUSUAL:
        yield Sign.SHORT
    if deviation >= _UNUSUAL:
        yield Sign.LONG
    if transfer.missing:
        yield Sign.LACKING
    if transfer.unplaced:
        yield Sign.SURPLUS
