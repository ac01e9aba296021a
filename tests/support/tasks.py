"""Tasks for executors: module-level functions, which another process can import."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

from transync.domain.errors import DocumentError

if TYPE_CHECKING:
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
