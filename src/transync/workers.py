"""Spreads work over processes: the results, their order and their errors are those of one."""

from __future__ import annotations

import gc
import signal
from collections import deque
from contextlib import contextmanager
from heapq import heappop, heappush
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

_AHEAD = 8
"""Chunks of a process that are kept until those before them are there."""

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
    turn. All have as much to do as the others, by the weights of the items.
    """
    # What is asked first needs no module that takes longer to import than the work.
    is_small = jobs == 1 or len(items) < WORTH_IT
    if is_small or (jobs := jobs or _cores()) == 1 or not _can_copy():
        yield from map(function, items)
        return
    step = max(CHUNK, len(items) // (jobs * _CHUNKS))
    chunks = [items[start : start + step] for start in range(0, len(items), step)]
    size = min(jobs, len(chunks))
    owners = _owners([sum(map(weigh, chunk)) for chunk in chunks], size)
    with _team(function, chunks, owners, size) as connections:
        inbox = _Inbox(connections)
        for owner in owners:
            results, error = inbox.next_of(connections[owner])
            yield from results
            if error is not None:
                raise error


def _cores() -> int:
    from multiprocessing import cpu_count

    return cpu_count()


def _can_copy() -> bool:
    from multiprocessing import get_all_start_methods, parent_process

    return "fork" in get_all_start_methods() and parent_process() is None


def _owners(weights: Sequence[int], size: int) -> Sequence[int]:
    """Tell who does which chunk: each goes to the one who has least to do so far.

    Who has a heavy one gets no others before it, so that it is begun at once.
    """
    heavy = sum(weights) / (size * _HEAVY)
    order = sorted(range(len(weights)), key=lambda chunk: min(0, heavy - weights[chunk]))
    owners = [0] * len(weights)
    loads = [(0, number) for number in range(size)]
    for chunk in order:
        load, owners[chunk] = heappop(loads)
        heappush(loads, (load + weights[chunk], owners[chunk]))
    return owners


@contextmanager
def _team(
    function: Callable[[T], R], chunks: Sequence[Sequence[T]], owners: Sequence[int], size: int
) -> Iterator[list[Connection]]:
    """Start processes that do the chunks that each owns; end them, whatever happens."""
    from multiprocessing import get_context

    context = get_context("fork")
    processes, connections = [], []
    gc.freeze()  # to look for dead cycles among what is shared would make copies of it all
    try:
        for number in range(size):
            receiver, sender = context.Pipe(duplex=False)
            mine = [chunk for chunk, owner in zip(chunks, owners, strict=True) if owner == number]
            process = context.Process(target=_work, args=(function, mine, sender), daemon=True)
            process.start()
            sender.close()
            processes.append(process)
            connections.append(receiver)
        yield connections
    finally:
        for connection in connections:
            connection.close()
        for process in processes:
            process.kill()
            process.join()
        gc.unfreeze()


def _work(function: Callable[[T], R], chunks: Iterable[Sequence[T]], sender: Connection) -> None:
    """Be one of the processes; Ctrl-C ends it without a word, unless nobody is to hear it."""
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    for chunk in chunks:
        results: list[R] = []
        failed: Exception | None = None
        try:
            results.extend(map(function, chunk))
        except Exception as error:
            failed = error
        sender.send((results, failed))
        if failed is not None:
            return


class _Inbox:
    """What the processes have handed over, until its turn comes.

    Who is ahead of the others need not wait until it is asked, but for so much only: all that is
    here takes memory.
    """

    def __init__(self, connections: Iterable[Connection]) -> None:
        self._received: dict[Connection, deque[_Delivery]] = {each: deque() for each in connections}
        self._ended: set[Connection] = set()

    def next_of(self, connection: Connection) -> _Delivery:
        """Give the next that a process hands over; raise `TransyncError` if it has been ended."""
        from multiprocessing.connection import wait

        received = self._received[connection]
        while not received:
            if connection in self._ended:
                message = "a process was ended from outside, perhaps for want of memory; try `-j 1`"
                raise TransyncError(message)
            heard = [*filter(self._is_heard, self._received)]
            ready = wait(heard)
            for each in heard:
                if each in ready:
                    self._receive(each)
        return received.popleft()

    def _is_heard(self, connection: Connection) -> bool:
        return connection not in self._ended and len(self._received[connection]) < _AHEAD

    def _receive(self, connection: Connection) -> None:
        try:
            self._received[connection].append(connection.recv())
        except EOFError:
            self._ended.add(connection)
