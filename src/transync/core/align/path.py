"""Finds the best way through two sequences: pairs, gaps, and two of one side for one of the other.

It knows nothing of what the sequences hold (dynamic programming in a band, as in Gale and Church,
"A Program for Aligning Sentences in Bilingual Corpora", 1993).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    Score = Callable[[int, int], float]

_NEVER = float("-inf")
_MORE = 6
"""By how much a band is wider than half of what one sequence is longer than the other."""
_WIDER = 3


class Scores(Protocol):
    """What it is worth to go on from a place in both sequences, the higher the better."""

    def pair(self, i: int, j: int) -> float:
        """Pair the i-th of the source with the j-th of the target."""

    def join(self, i: int, j: int) -> float:
        """Pair the i-th and the next of the source with the j-th of the target."""

    def divide(self, i: int, j: int) -> float:
        """Pair the i-th of the source with the j-th and the next of the target."""


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


class Range(NamedTuple):
    """A part of both sequences: from a number up to, but without, another."""

    source: int
    source_end: int
    target: int
    target_end: int


class _Band(NamedTuple):
    """The best scores of the ways up to each place, in a band around the diagonal."""

    lows: list[int]
    rows: list[list[float]]

    def at(self, i: int, j: int) -> float:
        at = j - self.lows[i]
        row = self.rows[i]
        return row[at] if 0 <= at < len(row) else _NEVER


def best_way(scores: Scores, part: Range, gap: float, band: int) -> list[Bead]:
    """Return the steps of the best way through a part of both sequences, in order.

    The band is widened for as long as the way touches its edge. `gap` is the score of one that is
    left alone.
    """
    n, m = part.source_end - part.source, part.target_end - part.target
    if not n or not m:
        sources = (Bead(i, part.target, 1, 0, gap) for i in range(part.source, part.source_end))
        targets = (Bead(part.source_end, j, 0, 1, gap) for j in range(part.target, part.target_end))
        return [*sources, *targets]
    while True:
        width = max(band, abs(n - m) // 2 + _MORE)
        beads = _way(scores, part, gap, width)
        touches = any(
            abs(bead.target - part.target - (bead.source - part.source) * m // n) >= width - 2
            for bead in beads
        )
        if not touches or width >= max(n, m):
            return beads
        band = width * _WIDER


def _way(scores: Scores, part: Range, gap: float, width: int) -> list[Bead]:
    n, m = part.source_end - part.source, part.target_end - part.target
    moves = _Moves(scores, part)
    ahead = _table(moves, n, m, width, gap)
    behind = _table(_Backwards(moves, n, m), n, m, width, gap)
    beads = []
    i, j = n, m
    while i or j:
        sources, targets = _last_step(moves, ahead, i, j, gap)
        value = ahead.at(i, j)
        i, j = i - sources, j - targets
        score, margin = value - ahead.at(i, j), 0.0
        if sources == targets == 1:
            score = moves.pair(i, j)
            margin = ahead.at(n, m) - _best_without(moves, ahead, behind, (i, j), gap)
        beads.append(Bead(part.source + i, part.target + j, sources, targets, score, margin))
    return beads[::-1]


class _Moves:
    """The scores in a part of both sequences, by the numbers in it."""

    def __init__(self, scores: Scores, part: Range) -> None:
        self._scores, self._source, self._target = scores, part.source, part.target

    def pair(self, i: int, j: int) -> float:
        return self._scores.pair(self._source + i, self._target + j)

    def join(self, i: int, j: int) -> float:
        return self._scores.join(self._source + i, self._target + j)

    def divide(self, i: int, j: int) -> float:
        return self._scores.divide(self._source + i, self._target + j)


class _Backwards:
    """The same scores, both sequences turned round."""

    def __init__(self, moves: Scores, n: int, m: int) -> None:
        self._moves, self._n, self._m = moves, n, m

    def pair(self, i: int, j: int) -> float:
        return self._moves.pair(self._n - 1 - i, self._m - 1 - j)

    def join(self, i: int, j: int) -> float:
        return self._moves.join(self._n - 2 - i, self._m - 1 - j)

    def divide(self, i: int, j: int) -> float:
        return self._moves.divide(self._n - 1 - i, self._m - 2 - j)


_STEPS = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))


def _table(moves: Scores, n: int, m: int, width: int, gap: float) -> _Band:
    """Compute the best score of a way to each place in the band."""
    table = _Band([], [])
    for i in range(n + 1):
        centre = i * m // n
        low, high = max(0, centre - width), min(m, centre + width)
        table.lows.append(low)
        row: list[float] = []
        table.rows.append(row)
        for j in range(low, high + 1):  # each looks at the one before it
            row.append(max(_values(moves, table, i, j, gap)) if i or j else 0.0)  # noqa: PERF401
    return table


def _values(moves: Scores, table: _Band, i: int, j: int, gap: float) -> tuple[float, ...]:
    """Return the score of a way to a place by each of the steps that can lead there."""
    return (
        table.at(i - 1, j - 1) + moves.pair(i - 1, j - 1) if i and j else _NEVER,
        table.at(i - 1, j) + gap if i else _NEVER,
        table.at(i, j - 1) + gap if j else _NEVER,
        table.at(i - 2, j - 1) + moves.join(i - 2, j - 1) if i > 1 and j else _NEVER,
        table.at(i - 1, j - 2) + moves.divide(i - 1, j - 2) if i and j > 1 else _NEVER,
    )


def _last_step(moves: Scores, table: _Band, i: int, j: int, gap: float) -> tuple[int, int]:
    values = _values(moves, table, i, j, gap)
    return _STEPS[values.index(max(values))]


def _best_without(
    moves: Scores, ahead: _Band, behind: _Band, pair: tuple[int, int], gap: float
) -> float:
    """Return the best score of a way that pairs one of the source otherwise, or leaves it alone."""
    n, m = len(ahead.rows) - 1, ahead.lows[-1] + len(ahead.rows[-1]) - 1
    i, own = pair
    low, high = ahead.lows[i], ahead.lows[i] + len(ahead.rows[i])
    others = (
        ahead.at(i, j) + moves.pair(i, j) + behind.at(n - i - 1, m - j - 1)
        for j in range(low, min(high, m))
        if j != own
    )
    alone = (ahead.at(i, j) + gap + behind.at(n - i - 1, m - j) for j in range(low, high))
    return max((*others, *alone), default=_NEVER)
