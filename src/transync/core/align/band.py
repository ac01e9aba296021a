"""Rows of a table of which only a band is computed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

NEVER = float("-inf")
"""The value of the columns outside of the band: worse than any other."""


class BandRow(NamedTuple):
    """The values of neighbouring columns, from the first on."""

    first: int
    values: Sequence[float]

    @property
    def end(self) -> int:
        """The column behind the last."""
        return self.first + len(self.values)

    def at(self, column: int) -> float:
        """Return the value of a column."""
        return self.values[column - self.first] if self.first <= column < self.end else NEVER

    def over(self, first: int, end: int) -> Sequence[float]:
        """Return the values of the columns from one up to, but without, another."""
        before, behind = self.first - first, end - self.end
        if before <= 0 and behind <= 0:
            return self.values[-before : end - self.first]
        count = end - first
        inner = self.values[max(0, -before) : max(0, end - self.first)]
        return [NEVER] * min(before, count) + [*inner] + [NEVER] * min(behind, count)


def turned(rows: Sequence[BandRow], columns: int) -> list[BandRow]:
    """Return a table of so many columns from its last row and column to its first."""
    return [BandRow(columns - row.end, row.values[::-1]) for row in reversed(rows)]
