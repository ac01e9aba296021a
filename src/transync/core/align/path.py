"""Finds the best way through two sequences: pairs, gaps, and two of one side for one of the other.

It knows nothing of what the sequences hold (dynamic programming in a band, as in Gale and Church,
"A Program for Aligning Sentences in Bilingual Corpora", 1993).
"""

from __future__ import annotations

from functools import partial
from itertools import accumulate
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from transync.core.align.band import NEVER, BandRow, turned
from transync.core.align.steps import Range, Scores, Steps, scored

if TYPE_CHECKING:
    from collections.abc import Sequence

_MORE = 6
"""By how much a band is wider than half of what one sequence is longer than the other."""
_WIDER = 2


class Bead(NamedTuple):
    """A step of the way: some of the source that belong to some of the target."""

    source: int
    """The number of the first; of none, the number of the next."""
    target: int
    sources: int
    """How many: 1 and 1 for a pair, 0 on one side for a gap, 2 for what is joined or divided."""
    targets: int
    score: float
    margin: float = 0.0
    """By how much the best way is better than the best without this pair."""


def best_way(scores: Scores, part: Range, gap: float) -> list[Bead]:
    """Return the steps of the best way through a part of both sequences, in order.

    It is looked for in a band around the diagonal, which is widened for as long as the way touches
    its edge. `gap` is the score of one that is left alone.
    """
    n, m = part.source_end - part.source, part.target_end - part.target
    if not n or not m:
        sources = (Bead(i, part.target, 1, 0, gap) for i in range(part.source, part.source_end))
        targets = (Bead(part.source_end, j, 0, 1, gap) for j in range(part.target, part.target_end))
        return [*sources, *targets]
    width = abs(n - m) // 2 + _MORE
    steps = None
    while True:
        steps = scored(scores, part, width, steps)
        beads = _way(steps, part, gap)
        touches = any(
            abs(bead.target - part.target - (bead.source - part.source) * m // n) >= width - 2
            for bead in beads
        )
        if not touches or width >= max(n, m):
            return beads
        width *= _WIDER


def _way(steps: Steps, part: Range, gap: float) -> list[Bead]:
    """Go back from the end, by the step that each place is best reached with."""
    ahead = _table(steps, gap)
    behind = turned(_table(steps.turned(), gap), steps.columns + 1)
    beads = []
    i, j = len(steps.pairs), steps.columns
    best = ahead[i].at(j)
    while i or j:
        sources, targets = _last_step(steps, ahead, i, j, gap)
        value = ahead[i].at(j)
        i, j = i - sources, j - targets
        score, margin = value - ahead[i].at(j), 0.0
        if sources == targets == 1:
            score = steps.pairs[i].at(j)
            margin = best - _best_without(ahead[i], steps.pairs[i], behind[i + 1], j, gap)
        beads.append(Bead(part.source + i, part.target + j, sources, targets, score, margin))
    return beads[::-1]


def _table(steps: Steps, gap: float) -> list[BandRow]:
    """Compute the best score of a way to each place in the band."""
    rows: list[BandRow] = []
    for i, places in enumerate(steps.band):
        low, end = places.start, places.stop
        if not i:
            rows.append(BandRow(low, [gap * j for j in places]))
            continue
        last = rows[-1]
        ways = [
            map(add, last.over(low - 1, end - 1), steps.pairs[i - 1].over(low - 1, end - 1)),
            [score + gap for score in last.over(low, end)],
            map(add, last.over(low - 2, end - 2), steps.divisions[i - 1].over(low - 2, end - 2)),
        ]
        if i > 1:
            before, joins = rows[-2], steps.joins[i - 2]
            ways.append(map(add, before.over(low - 1, end - 1), joins.over(low - 1, end - 1)))
        rows.append(BandRow(low, [*accumulate(map(max, *ways), partial(_or_gap, gap))]))
    return rows


def _or_gap(gap: float, left: float, here: float) -> float:
    """Return the better score of the ways to a place: from its left by a gap, or otherwise."""
    return max(left + gap, here)


_STEPS = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))


def _last_step(
    steps: Steps, table: Sequence[BandRow], i: int, j: int, gap: float
) -> tuple[int, int]:
    """Return how many of both sequences the last step of the best way to a place takes."""
    values = (
        table[i - 1].at(j - 1) + steps.pairs[i - 1].at(j - 1) if i else NEVER,
        table[i - 1].at(j) + gap if i else NEVER,
        table[i].at(j - 1) + gap,
        table[i - 2].at(j - 1) + steps.joins[i - 2].at(j - 1) if i > 1 else NEVER,
        table[i - 1].at(j - 2) + steps.divisions[i - 1].at(j - 2) if i else NEVER,
    )
    return _STEPS[values.index(max(values))]


def _best_without(ahead: BandRow, pairs: BandRow, behind: BandRow, own: int, gap: float) -> float:
    """Return the best score of a way that pairs one of the source otherwise, or leaves it alone.

    `ahead` and `pairs` are the rows of the one, `behind` is that of the places after it.
    """
    low, end = ahead.first, ahead.end
    paired = map(add, ahead.values, pairs.over(low, end))
    others: list[float] = [*map(add, paired, behind.over(low + 1, end + 1))]
    others[own - low] = NEVER
    others += [each + gap for each in map(add, ahead.values, behind.over(low, end))]
    return max(others)
