"""Executors in the place of a cluster: one counts its work and messages, one only stands for it."""

from __future__ import annotations

import pickle
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from transync.engine.executor import Processes, Serial
from transync.engine.processes import Start
from transync.engine.shards import equal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from transync.engine.shards import Shards

T = TypeVar("T")
R = TypeVar("R")


@dataclass
class Counting:
    """Runs tasks here, each as another process would: by what can be pickled, and no store."""

    work: float = 0.0
    """Seconds of processor time in tasks."""
    task: int = 0
    """Bytes of the largest task."""
    sent: int = 0
    """Bytes of all shards."""
    returned: int = 0
    """Bytes of all results."""
    shards: int = 0
    packing: float = 0.0
    """Seconds that pickling takes both sides; half of it is the driver's."""
    is_remote: bool = True

    def map(
        self, task: Callable[[T], R], shards: Shards[T], weigh: Callable[[T], int] = equal
    ) -> Iterator[R]:
        """Yield what the task returns for each shard; as `Executor.map`."""
        data = pickle.dumps(task, pickle.HIGHEST_PROTOCOL)
        self.task = max(self.task, len(data))
        there = pickle.loads(data)
        for shard in shards:
            begin = time.process_time()
            sent = pickle.dumps(shard, pickle.HIGHEST_PROTOCOL)
            arrived = pickle.loads(sent)
            worked = time.process_time()
            result = there(arrived)
            done = time.process_time()
            back = pickle.dumps(result, pickle.HIGHEST_PROTOCOL)
            returned = pickle.loads(back)
            self.packing += (worked - begin) + (time.process_time() - done)
            self.work += done - worked
            self.sent += len(sent)
            self.returned += len(back)
            self.shards += 1
            yield returned

    def __reduce__(self) -> tuple[type[Serial], tuple[()]]:
        return Serial, ()


class Apart(NamedTuple):
    """Runs tasks in other processes, which count nothing: what is left is the driver's own."""

    is_remote: bool = True

    def map(
        self, task: Callable[[T], R], shards: Shards[T], weigh: Callable[[T], int] = equal
    ) -> Iterator[R]:
        """Yield what the task returns for each shard; as `Executor.map`."""
        return Processes(2, Start.SPAWN).map(task, shards, weigh)

    def __reduce__(self) -> tuple[type[Serial], tuple[()]]:
        return Serial, ()
