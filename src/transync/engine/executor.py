"""Executors run a task over many shards: here, in worker processes, or wherever else.

Whatever runs it, the results, their order and their errors are those of a plain loop.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar, cast

from transync.engine.shards import equal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from transync.engine.pipe import Pipe
    from transync.engine.processes import Start
    from transync.engine.shards import Batches, Shards

T = TypeVar("T")
R = TypeVar("R")

WORTH_IT = 32
"""Fewer shards are done at once where they are: to start processes would take longer."""


class Executor(Protocol):
    """Runs a task over shards; it is picklable."""

    def map(
        self,
        task: Callable[[T], R],
        shards: Shards[T],
        weigh: Callable[[T], int] = equal,
    ) -> Iterator[R]:
        """Yield what the task returns for each shard, in their order.

        What a task raises is raised here, in its turn. Few results are kept that wait for their
        turn. The task may be run in another process, which is given it once: it is picklable, as
        is a module-level function that `functools.partial` binds to values, and so are shards and
        results. `weigh` says how much work a shard is, in any unit, so that what is heavy can be
        begun early.
        """
        ...


def is_remote(executor: Executor) -> bool:
    """Whether the tasks of an executor share no memory with this process.

    It then has a property `is_remote` that is true. Its shards are paths, results are small, and
    tasks write the files that they make.
    """
    return bool(getattr(executor, "is_remote", False))


class Serial(NamedTuple):
    """Runs tasks in this process, one after the other."""

    def map(
        self,
        task: Callable[[T], R],
        shards: Shards[T],
        weigh: Callable[[T], int] = equal,
    ) -> Iterator[R]:
        """Yield what the task returns for each shard; as `Executor.map`."""
        yield from map(task, shards)


SERIAL = Serial()


class Processes(NamedTuple):
    """Runs tasks in worker processes.

    Small work is done in this process, and so is all of it in a process that is a worker itself.
    """

    jobs: int = 0
    """How many processes may work at once; 0 means as many as there are cores."""
    start: Start | None = None
    """How they are started; None means in the best way that the system offers."""

    def __reduce__(self) -> tuple[type[Serial], tuple[()]]:
        """Be `Serial` in another process: a worker starts no workers."""
        return Serial, ()

    def map(
        self,
        task: Callable[[T], R],
        shards: Shards[T],
        weigh: Callable[[T], int] = equal,
    ) -> Iterator[R]:
        """Yield what the task returns for each shard; as `Executor.map`.

        Raises `TransyncError` if there can be no more processes, or if one is killed.
        """
        is_small = self.jobs == 1 or len(shards) < WORTH_IT
        if is_small or (start := self._start()) is None or (count := self._count()) == 1:
            yield from map(task, shards)
            return
        yield from _mapped(task, shards, weigh, count, start)

    def _start(self) -> Start | None:
        from transync.engine.processes import offered

        ways = offered()
        return (self.start or ways[0]) if ways else None

    def _count(self) -> int:
        from transync.engine.processes import cores

        return self.jobs or cores()


def _mapped(
    task: Callable[[T], R],
    shards: Shards[T],
    weigh: Callable[[T], int],
    count: int,
    start: Start,
) -> Iterator[R]:
    # Small runs need not load these.
    from transync.engine.processes import Start, workers
    from transync.engine.scheduler import Scheduler
    from transync.engine.shards import Batches

    batches = Batches(shards, count)
    count = min(count, len(batches))
    large = batches.large(weigh, count)
    is_copied = start is Start.FORK  # then a worker has the shards, and needs no more than a number
    serve = partial(_serve, task, batches if is_copied else None)
    sent = (lambda number: (number, None)) if is_copied else (lambda n: (n, batches[n]))
    with _frozen(), workers(start, count, serve) as pipes:
        scheduler = Scheduler(pipes, len(batches), large, sent)
        for number in range(len(batches)):
            delivery = scheduler.take(number)
            yield from delivery.results
            if delivery.error is not None:
                raise delivery.error


@contextmanager
def _frozen() -> Iterator[None]:
    """Leave alone what is shared: to look for dead cycles in it would make copies of it all."""
    if gc.get_freeze_count():  # somebody else decides on that
        yield
        return
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _serve(task: Callable[[T], R], batches: Batches[T] | None, pipe: Pipe) -> None:
    """Be a worker, until nobody has anything to do for it."""
    from transync.engine.scheduler import Delivery

    while True:
        number, sent = cast("tuple[int, list[T] | None]", pipe.receive())
        results: list[R] = []
        failed: Exception | None = None
        try:
            results.extend(map(task, batches[number] if batches is not None else sent or ()))
        except Exception as error:
            failed = error
        try:
            pipe.send((number, Delivery(results, failed)))
        except ConnectionError:  # the first process has ended
            return
        except Exception as error:  # no memory to send it in, for one
            pipe.send((number, Delivery([], error)))
