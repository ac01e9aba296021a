"""Tasks for executors: module-level functions, which another process can import."""

from __future__ import annotations

import os
import signal
import sys
import time
import tracemalloc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from transync.domain.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from transync.engine.pipe import Pipe


def triple(shard: int) -> int:
    return 3 * shard


def process(shard: object) -> int:
    return os.getpid()


def slow_at(slow: int, shard: int) -> int:
    time.sleep(shard == slow)
    return os.getpid()


def weight_at(heavy: int, shard: int) -> int:
    return 900 if shard == heavy else 20


def power(shard: int) -> int:
    return 10**shard


def fail_at(bad: int, shard: int) -> int:
    if shard == bad:
        raise DocumentError("is bad", path="a.md", line=3)
    return shard


def die(shard: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def end_first(shard: int) -> None:
    """Kill the process that has started this one."""
    if shard == 9:
        os.kill(os.getppid(), signal.SIGKILL)


def interrupt_handling(shard: object) -> object:
    return signal.getsignal(signal.SIGINT)


def unsendable(shard: object) -> object:
    return lambda: shard


def processes_below(executor: object, shard: object) -> set[int]:
    """Return the processes that a task's own tasks run in."""
    return set(executor.map(process, range(99)))  # type: ignore[attr-defined]


def echo(pipe: Pipe) -> None:
    """Serve by sending back what comes."""
    while True:
        pipe.send(pipe.receive())


def send_process(pipe: Pipe) -> None:
    pipe.send(os.getpid())


def send_unsendable(pipe: Pipe) -> None:
    pipe.send(lambda: None)


def leave(pipe: Pipe) -> None:
    """Serve by doing nothing."""


def python() -> dict[str, str]:
    """Describe this process by its version of Python."""
    return {"Python": sys.version.partition(" ")[0]}


def busy(seconds: float, shard: int) -> int:
    """Work for some time: a sleeping process would be no work."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        pass
    return shard


def marked() -> dict[str, str]:
    """Describe this process by a variable of its environment."""
    return {"mark": f"mark {os.environ.get('TRANSYNC_TEST_MARK', 'none')}"}


def busy_process(seconds: float, shard: int) -> tuple[int, int]:
    return busy(seconds, shard), os.getpid()


def padded(size: int, shard: int) -> bytes:
    return bytes(size)


_RUNNING = [0]


def is_alone(shard: int) -> bool:
    """Whether no other thread of this process runs a task."""
    _RUNNING[0] += 1
    time.sleep(0.005)
    alone = _RUNNING[0] == 1
    _RUNNING[0] -= 1
    return alone


def touch(folder: Path, seconds: float, shard: int) -> int:
    """Leave a file that says that the shard was worked on."""
    time.sleep(seconds)
    (folder / str(shard)).touch()
    return shard


def die_once(place: Path, shard: int) -> int:
    """Kill this process in the middle of the shards, if nobody has before."""
    time.sleep(0.002)
    if shard == 150 and not place.exists():
        place.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return shard


class Counted:
    """Many shards, which are noted when they are asked for."""

    COUNT = 100_000

    def __init__(self, asked: list[int]) -> None:
        self._asked = asked

    def __len__(self) -> int:
        return self.COUNT

    def __getitem__(self, number: int) -> int:
        self._asked.append(number)
        return number

    def __iter__(self) -> Iterator[int]:
        return map(self.__getitem__, range(len(self)))


@contextmanager
def traced() -> Iterator[Callable[[], int]]:
    """Measure how many bytes this process has taken at most since the context began."""
    tracemalloc.start()
    try:
        yield lambda: tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
