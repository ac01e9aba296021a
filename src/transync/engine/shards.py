"""What a task is run over: shards, which are handed to workers in batches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")
S_co = TypeVar("S_co", covariant=True)

_SMALLEST = 4
"""Shards in a batch, at least: to hand over each alone takes longer."""

_BATCHES = 32
"""Batches for each worker, at most: what stands side by side in memory is copied together."""

_LARGE = 8
"""A batch is large that is more than this part of what each worker has to do."""


def equal(shard: object) -> int:
    """Weigh every shard alike."""
    return 1


class Shards(Protocol[S_co]):
    """What a task is run over: a sequence, or whatever makes its items when they are asked for."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[S_co]: ...

    def __getitem__(self, index: int, /) -> S_co: ...


class Batches(Generic[T]):
    """Shards, in batches of equal size; a batch is made when it is asked for."""

    def __init__(self, shards: Shards[T], workers: int) -> None:
        self._shards = shards
        self._size = max(_SMALLEST, len(shards) // (workers * _BATCHES))

    def __len__(self) -> int:
        return (len(self._shards) + self._size - 1) // self._size

    def __getitem__(self, number: int) -> list[T]:
        start = number * self._size
        stop = min(start + self._size, len(self._shards))
        return [self._shards[at] for at in range(start, stop)]

    def large(self, weigh: Callable[[T], int], workers: int) -> frozenset[int]:
        """Return the numbers of the large batches, by the weights of their shards."""
        if weigh is equal:
            return frozenset()
        weights = [sum(map(weigh, self[number])) for number in range(len(self))]
        most = sum(weights) / (workers * _LARGE)
        return frozenset(number for number, weight in enumerate(weights) if weight > most)
