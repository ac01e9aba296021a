"""Hands out batches of shards to workers, and keeps what comes back until its turn comes."""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar, cast

from transync.domain.errors import TransyncError
from transync.engine.pipe import ready

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from transync.engine.pipe import Pipe

T = TypeVar("T")

_SMALLEST = 4
"""Shards in a batch, at least: to hand over each alone takes longer."""

_BATCHES = 32
"""Batches for each worker, at most: what stands side by side in memory is copied together."""

_QUEUED = 2
"""Batches that a worker has to do: the next while it hands one over."""

_AHEAD = 8
"""Batches for each worker that are kept until those before them are there."""

_LARGE = 8
"""A batch is large that is more than this part of what each worker has to do."""


class Delivery(NamedTuple):
    """The results of a batch, and what ended it early."""

    results: list[Any]
    error: Exception | None


class Batches(Generic[T]):
    """Shards, in batches of equal size; a batch is made when it is asked for."""

    def __init__(self, shards: Sequence[T], workers: int) -> None:
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
        weights = [sum(map(weigh, self[number])) for number in range(len(self))]
        most = sum(weights) / (workers * _LARGE)
        return frozenset(number for number, weight in enumerate(weights) if weight > most)


class Scheduler:
    """Gives each worker the next batch when it has done one; large ones are begun first."""

    def __init__(
        self,
        workers: Iterable[Pipe],
        count: int,
        large: frozenset[int],
        sent: Callable[[int], object],
    ) -> None:
        self._loads = dict.fromkeys(workers, 0)
        self._most = _AHEAD * len(self._loads)
        self._sent = sent
        # With a large one at the end, all would wait for it; and none waits behind one.
        self._sizes = {number: _QUEUED if number in large else 1 for number in range(count)}
        self._waiting = deque(sorted(range(count), key=lambda number: -self._sizes[number]))
        self._done: dict[int, Delivery] = {}

    def take(self, number: int) -> Delivery:
        """Return what came of a batch; raises `TransyncError` if a worker has been ended."""
        self._give()
        while number not in self._done:
            for worker in ready(self._loads):
                self._receive(worker)
            self._give()
        delivery = self._done.pop(number)
        self._give()
        return delivery

    def _receive(self, worker: Pipe) -> None:
        try:
            number, delivery = cast("tuple[int, Delivery]", worker.receive())
        except (EOFError, ConnectionError):
            message = "a process was ended from outside, perhaps for want of memory; try `-j 1`"
            raise TransyncError(message) from None
        self._done[number] = delivery
        self._loads[worker] -= self._sizes[number]

    def _give(self) -> None:
        """Give those who have little the next to do; but not too much, for it takes memory."""
        while self._waiting and len(self._done) < self._most:
            worker = min(self._loads, key=self._loads.__getitem__)
            if self._loads[worker] >= _QUEUED:
                return
            number = self._waiting.popleft()
            self._loads[worker] += self._sizes[number]
            with suppress(ConnectionError):  # it is seen when nothing comes back
                worker.send(self._sent(number))
