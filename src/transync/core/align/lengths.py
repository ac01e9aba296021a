"""Scores how well the length of a text fits that of its source, in the scripts of both."""

from __future__ import annotations

from math import log, sqrt
from typing import TYPE_CHECKING

from transync.core.align.features import is_dense
from transync.core.align.unit import WITHOUT_TEXT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transync.core.align.unit import Unit

_LENGTHS = {(False, False): 1.15, (False, True): 0.45, (True, False): 2.4, (True, True): 1.0}
"""How long a translation is, in parts of its source, by whether its source and it are dense."""


def expansions(source: Sequence[Unit], target: Sequence[Unit]) -> Mapping[tuple[bool, bool], float]:
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


def length_score(source: int, target: int, expansion: float) -> float:
    """Score the lengths of a text and of its translation, at most 0.6.

    They vary with the root of their mean (Gale and Church, as in `core.align.path`).
    """
    expected = source * expansion
    deviation = (target - expected) / (2.6 * sqrt(max(6.0, (expected + target) / 2)))
    return max(-3.0, 0.6 - deviation * deviation / 2)


def _whole(units: Sequence[Unit]) -> str:
    return "".join(unit.text for unit in units)
