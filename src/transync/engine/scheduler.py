"""Hands out batches of shards to workers, and keeps what comes back until its turn comes."""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from transync.domain.errors import TransyncError
from transync.engine.pipe import ready

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from transync.engine.pipe import Pipe

_QUEUED = 2
"""Batches that a worker has to do: the next while it hands one over."""

_AHEAD = 8
"""Batches for each worker that are kept until those before them are there."""


class Delivery(NamedTuple):
    """The results of a batch, and what ended it early."""

    results: list[Any]
    error: Exception | None


class Scheduler:
    """Sends each worker the next batch when it has done one; large ones begin first."""

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
        """Send batches to the workers that have room, unless many results wait already."""
        while self._waiting and len(self._done) < self._most:
            worker = min(self._loads, key=self._loads.__getitem__)
            if self._loads[worker] >= _QUEUED:
                return
            number = self._waiting.popleft()
            self._loads[worker] += self._sizes[number]
            with suppress(ConnectionError):  # it is seen when nothing comes back
                worker.send(self._sent(number))
