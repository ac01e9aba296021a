"""Scores the steps through two sequences, in a band around their diagonal."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from transync.core.align.band import BandRow, turned

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Score = Callable[[range], Sequence[float]]


class Scores(Protocol):
    """What it is worth to go on from a place in both sequences, the higher the better.

    The scores are those of one of the source with each of some neighbours in the target.
    """

    def pairs(self, i: int, columns: range) -> Sequence[float]:
        """Pair the i-th of the source with one of the target."""

    def joins(self, i: int, columns: range) -> Sequence[float]:
        """Pair the i-th and the next of the source with one of the target."""

    def divisions(self, i: int, columns: range) -> Sequence[float]:
        """Pair the i-th of the source with one of the target and the next."""


class Range(NamedTuple):
    """A part of both sequences: from a number up to, but without, another."""

    source: int
    source_end: int
    target: int
    target_end: int


class Steps(NamedTuple):
    """The scores of the steps from each place in a band, a row for each of the source."""

    columns: int
    """How many of the target there are."""
    band: Sequence[range]
    """The columns of the places in each row; there is one more place than there are steps."""
    pairs: Sequence[BandRow]
    joins: Sequence[BandRow]
    divisions: Sequence[BandRow]

    @property
    def rows(self) -> tuple[Sequence[BandRow], ...]:
        """The scores of all kinds of steps."""
        return self.pairs, self.joins, self.divisions

    def turned(self) -> Steps:
        """Return the steps through both sequences from last to first."""
        count = self.columns
        return Steps(
            count,
            [range(count + 1 - each.stop, count + 1 - each.start) for each in self.band[::-1]],
            turned(self.pairs, count),
            turned(self.joins, count),
            turned(self.divisions, count - 1),
        )


def scored(scores: Scores, part: Range, width: int, known: Steps | None) -> Steps:
    """Score the steps from all places that are no further than `width` off the diagonal.

    Those that are `known`, as a narrower band had them, are not scored anew.
    """
    n, m = part.source_end - part.source, part.target_end - part.target
    centres = [i * m // n for i in range(n + 1)]
    band = [range(max(0, at - width), min(m, at + width) + 1) for at in centres]
    kinds = ((scores.pairs, n, m), (scores.joins, n - 1, m), (scores.divisions, n, m - 1))
    others: Sequence[Sequence[BandRow]] = known.rows if known else ((), (), ())
    tables = []
    for (score, count, end), rows in zip(kinds, others, strict=True):
        table = []
        for i, places in enumerate(band[:count]):
            columns = range(places.start, max(places.start, min(places.stop, end)))
            row = partial(_row, score, part, i)
            table.append(_with_known(row, columns, rows[i] if rows else None))
        tables.append(table)
    return Steps(m, band, *tables)


def _row(
    score: Callable[[int, range], Sequence[float]], part: Range, i: int, columns: range
) -> Sequence[float]:
    there = range(part.target + columns.start, part.target + columns.stop)
    return score(part.source + i, there)


def _with_known(score: Score, columns: range, known: BandRow | None) -> BandRow:
    """Score a row, of which the columns in the middle may be known."""
    first, end = columns.start, columns.stop
    if known is None:
        return BandRow(first, score(columns))
    before, behind = score(range(first, known.first)), score(range(known.end, end))
    return BandRow(first, [*before, *known.values, *behind])
