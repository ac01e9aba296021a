"""Spreads work over processes: the results, their order and their errors are those of one."""

from __future__ import annotations

import gc
from collections import deque
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

from transync.domain.errors import TransyncError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from transync.engine.processes import Line

    _Delivery = tuple[list[Any], Exception | None]
    """The results of a chunk, and what ended it."""

T = TypeVar("T")
R = TypeVar("R")

WORTH_IT = 32
"""Fewer items are done at once where they are: to start processes would take longer."""

CHUNK = 4
"""Items that a process does before it hands them over, at least."""

_CHUNKS = 32
"""Chunks for each process, at most: what stands side by side in memory is copied together."""

_QUEUED = 2
"""Chunks that a process has to do: the next while it hands one over."""

_AHEAD = 8
"""Chunks for each process that are kept until those before them are there."""

_HEAVY = 8
"""A chunk is heavy that is more than this part of what each has to do."""


def spread(
    function: Callable[[T], R],
    items: Sequence[T],
    jobs: int,
    weigh: Callable[[T], int] = lambda item: 1,
) -> Iterator[R]:
    """Give what the function makes of each item, in their order, with up to so many processes.

    None (0) means as many as there are cores. They are copies of this one, and the function may
    use all that is here; what it changes stays with them. What it raises is raised here, in its
    turn. Who is done with something gets something else; what is heavy, by the weights of the
    items, is begun at once.
    """
    is_small = jobs == 1 or len(items) < WORTH_IT
    if is_small or (size := _size(jobs)) == 1:
        yield from map(function, items)
        return
    from transync.engine.processes import copies  # which small runs need not load

    step = max(CHUNK, len(items) // (size * _CHUNKS))
    chunks = [items[start : start + step] for start in range(0, len(items), step)]
    size = min(size, len(chunks))
    heavy = _heavy([sum(map(weigh, chunk)) for chunk in chunks], size)
    with _nothing_taken_apart(), copies(size, partial(_work, function, chunks)) as lines:
        desk = _Desk(lines, heavy, len(chunks))
        for number in range(len(chunks)):
            results, error = desk.take(number)
            yield from results
            if error is not None:
                raise error


def _size(jobs: int) -> int:
    """Tell how many processes there can be, if so many may."""
    from transync.engine.processes import can_copy, cores

    return (jobs or cores()) if can_copy() else 1


def _heavy(weights: Sequence[int], size: int) -> list[int]:
    """Give the numbers of the heavy chunks."""
    most = sum(weights) / (size * _HEAVY)
    return [number for number, weight in enumerate(weights) if weight > most]


@contextmanager
def _nothing_taken_apart() -> Iterator[None]:
    """Leave alone what is shared: to look for dead cycles in it would make copies of it all."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _work(function: Callable[[T], R], chunks: Sequence[Sequence[T]], line: Line) -> None:
    """Be one of the processes, until nobody has anything to do for it."""
    while True:
        number = cast("int", line.receive())
        results: list[R] = []
        failed: Exception | None = None
        try:
            results.extend(map(function, chunks[number]))
        except Exception as error:
            failed = error
        try:
            line.send((number, (results, failed)))
        except ConnectionError:  # the first process has ended
            return
        except Exception as error:  # no memory to send it in, for one
            line.send((number, ([], error)))


class _Desk:
    """Gives the processes their chunks, and keeps what they hand over until its turn comes."""

    def __init__(self, lines: Iterable[Line], heavy: list[int], count: int) -> None:
        self._loads = dict.fromkeys(lines, 0)
        self._most = _AHEAD * len(self._loads)
        # With a heavy one at the end, all would wait for it; and none waits behind one.
        self._sizes = {**dict.fromkeys(range(count), 1), **dict.fromkeys(heavy, _QUEUED)}
        self._waiting = deque(sorted(range(count), key=lambda number: -self._sizes[number]))
        self._done: dict[int, _Delivery] = {}
        self._give()

    def take(self, number: int) -> _Delivery:
        """Give the results of a chunk; raise `TransyncError` if a process has been ended."""
        from transync.engine.processes import ready

        while number not in self._done:
            for line in ready(self._loads):
                self._receive(line)
            self._give()
        results = self._done.pop(number)
        self._give()
        return results

    def _receive(self, line: Line) -> None:
        try:
            number, results = cast("tuple[int, _Delivery]", line.receive())
        except (EOFError, ConnectionError):
            message = "a process was ended from outside, perhaps for want of memory; try `-j 1`"
            raise TransyncError(message) from None
        self._done[number] = results
        self._loads[line] -= self._sizes[number]

    def _give(self) -> None:
        """Give those who have little the next to do; but not too much, for it takes memory."""
        while self._waiting and len(self._done) < self._most:
            line = min(self._loads, key=self._loads.__getitem__)
            if self._loads[line] >= _QUEUED:
                return
            number = self._waiting.popleft()
            self._loads[line] += self._sizes[number]
            with suppress(ConnectionError):  # it is seen when nothing comes back
                line.send(number)
