"""Decides how many shards make a batch, by how long former batches took."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from transync.engine.shards import Shards

T = TypeVar("T")

LONGEST = 1.0
"""Seconds of work in a batch, at most: what hands batches out is to take no part of them."""
SHORTEST = 0.2
"""Seconds of work in a batch, at least, also near the end, where every worker is to have some."""
_FIRST = 1
"""Shards in a batch while nobody knows how long one takes: it may be long."""
_MOST = 4_096
"""Shards in a batch, at most."""
_BYTES = 4 << 20
"""Bytes of the results of a batch, at most, for they come back at once."""


class Pace(Generic[T]):
    """Shards in batches of about the same time, which grow or shrink with what is measured."""

    def __init__(self, shards: Shards[T], weigh: Callable[[T], int]) -> None:
        self._left = len(shards)
        self._rest: Iterator[T] = iter(shards)
        self._weigh = weigh
        self._waiting: list[T] = []
        """A shard that was too much for the last batch."""
        self._seconds_a_shard = 0.0
        self._seconds_a_weight = 0.0
        self._bytes_a_shard = 0.0

    def batch(self, workers: int) -> list[T]:
        """Return the next shards; none at the end. So many `workers` share what is left."""
        if not self._seconds_a_weight:
            found = [*islice(self._rest, _FIRST)]
        else:
            share = self._left * self._seconds_a_shard / (2 * workers)
            found = self._filled(max(SHORTEST, min(LONGEST, share)))
        self._left -= len(found)
        return found

    def note(self, batch: list[T], seconds: float, size: int) -> None:
        """Learn from the time that a batch took, and the bytes of its results.

        Half of it counts, for a worker takes longer for its first ones.
        """
        weight = sum(map(self._weight, batch))
        self._seconds_a_weight = _mean(self._seconds_a_weight, seconds / weight)
        self._seconds_a_shard = _mean(self._seconds_a_shard, seconds / max(1, len(batch)))
        self._bytes_a_shard = _mean(self._bytes_a_shard, size / max(1, len(batch)))

    def _weight(self, shard: T) -> int:
        return max(1, self._weigh(shard))

    def _filled(self, seconds: float) -> list[T]:
        """Return shards that take so long together, or one that takes longer."""
        found, self._waiting = self._waiting, []
        taken = sum(map(self._weight, found)) * self._seconds_a_weight
        most = max(1, min(_MOST, int(_BYTES / self._bytes_a_shard)))
        for shard in self._rest:
            taken += self._weight(shard) * self._seconds_a_weight
            if found and (taken > seconds or len(found) >= most):
                self._waiting = [shard]
                break
            found.append(shard)
        return found


def _mean(old: float, new: float) -> float:
    return (old + new) / 2 if old else max(new, 1e-9)
