"""Spreads work over processes: the results, their order and their errors are those of one."""

from __future__ import annotations

import gc
import signal
from collections import deque
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from transync.errors import TransyncError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from multiprocessing.connection import Connection

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
    # What is asked first needs no module that takes longer to import than the work.
    is_small = jobs == 1 or len(items) < WORTH_IT
    if is_small or (jobs := jobs or _cores()) == 1 or not _can_copy():
        yield from map(function, items)
        return
    step = max(CHUNK, len(items) // (jobs * _CHUNKS))
    chunks = [items[start : start + step] for start in range(0, len(items), step)]
    size = min(jobs, len(chunks))
    heavy = _heavy([sum(map(weigh, chunk)) for chunk in chunks], size)
    with _team(function, chunks, size) as connections:
        desk = _Desk(connections, heavy, len(chunks))
        for number in range(len(chunks)):
            results, error = desk.take(number)
            yield from results
            if error is not None:
                raise error


def _cores() -> int:
    from multiprocessing import cpu_count

    return cpu_count()


def _can_copy() -> bool:
    from multiprocessing import get_all_start_methods, parent_process

    return "fork" in get_all_start_methods() and parent_process() is None


def _heavy(weights: Sequence[int], size: int) -> list[int]:
    """Give the numbers of the heavy chunks."""
    most = sum(weights) / (size * _HEAVY)
    return [number for number, weight in enumerate(weights) if weight > most]


@contextmanager
def _team(
    function: Callable[[T], R], chunks: Sequence[Sequence[T]], size: int
) -> Iterator[list[Connection]]:
    """Start processes that do the chunks whose numbers they get; end them, whatever happens."""
    from multiprocessing import get_context

    context = get_context("fork")
    processes, connections = [], []
    gc.freeze()  # to look for dead cycles among what is shared would make copies of it all
    try:
        for _ in range(size):
            ours, theirs = context.Pipe()
            connections.append(ours)
            arguments = (function, chunks, theirs, connections)
            process = context.Process(target=_work, args=arguments, daemon=True)
            process.start()
            theirs.close()
            processes.append(process)
        yield connections
    finally:
        for connection in connections:
            connection.close()
        for process in processes:
            process.kill()
            process.join()
        gc.unfreeze()


def _work(
    function: Callable[[T], R],
    chunks: Sequence[Sequence[T]],
    connection: Connection,
    others: Iterable[Connection],
) -> None:
    """Be one of the processes; Ctrl-C ends it without a word, unless nobody is to hear it."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    for other in others:
        other.close()  # else it could not be seen that the first process has ended
    with suppress(EOFError, ConnectionError):
        while True:
            number = connection.recv()
            results: list[R] = []
            failed: Exception | None = None
            try:
                results.extend(map(function, chunks[number]))
            except Exception as error:
                failed = error
            connection.send((number, (results, failed)))


class _Desk:
    """Gives the processes their chunks, and keeps what they hand over until its turn comes."""

    def __init__(self, connections: Iterable[Connection], heavy: list[int], count: int) -> None:
        self._loads = dict.fromkeys(connections, 0)
        self._most = _AHEAD * len(self._loads)
        # With a heavy one at the end, all would wait for it; and none waits behind one.
        self._sizes = {**dict.fromkeys(range(count), 1), **dict.fromkeys(heavy, _QUEUED)}
        self._waiting = deque(sorted(range(count), key=lambda number: -self._sizes[number]))
        self._done: dict[int, _Delivery] = {}
        self._give()

    def take(self, number: int) -> _Delivery:
        """Give the results of a chunk; raise `TransyncError` if a process has been ended."""
        from multiprocessing.connection import wait

        while number not in self._done:
            ready = wait([*self._loads])
            for connection in self._loads:
                if connection in ready:
                    self._receive(connection)
            self._give()
        results = self._done.pop(number)
        self._give()
        return results

    def _receive(self, connection: Connection) -> None:
        try:
            number, results = connection.recv()
        except (EOFError, ConnectionError):
            message = "a process was ended from outside, perhaps for want of memory; try `-j 1`"
            raise TransyncError(message) from None
        self._done[number] = results
        self._loads[connection] -= self._sizes[number]

    def _give(self) -> None:
        """Give those who have little the next to do; but not too much, for it takes memory."""
        while self._waiting and len(self._done) < self._most:
            connection = min(self._loads, key=self._loads.__getitem__)
            if self._loads[connection] >= _QUEUED:
                return
            number = self._waiting.popleft()
            self._loads[connection] += self._sizes[number]
            with suppress(ConnectionError):  # it is seen when nothing comes back
                connection.send(number)
