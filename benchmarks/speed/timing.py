"""Runs a command, and tells what it cost: wall and processor time, and memory."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

_PAGE = resource.getpagesize()
_UNCOMPILED = "PYTHONDONTWRITEBYTECODE"
_EVERY = 0.02
"""Seconds between two looks at the memory of a run."""


class Cost(NamedTuple):
    """What a command took."""

    wall: float
    """Seconds."""
    cpu: float
    """Seconds of all its processes."""
    memory: int = 0
    """The most bytes that all its processes held at once; what they share counts once."""

    def plus(self, other: Cost) -> Cost:
        """Add what was done afterwards."""
        memory = max(self.memory, other.memory)
        return Cost(self.wall + other.wall, self.cpu + other.cpu, memory)


def timed(command: Sequence[str], folder: Path, given: str = "", *, watch: bool = False) -> Cost:
    """Run a command to its end; with `watch`, look at its memory meanwhile, which costs time."""
    # What is installed is compiled, or is at its first run, if that is not forbidden here.
    environment = {name: value for name, value in os.environ.items() if name != _UNCOMPILED}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        memory = _watched(process) if watch else 0
        process.communicate(given)
    wall = time.perf_counter() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(wall, cpu, memory)


def best(costs: Sequence[Cost]) -> Cost:
    """Give the cost of the quickest of several runs: what disturbs a run only adds to it."""
    return min(costs, key=lambda cost: cost.wall)


def _watched(process: subprocess.Popen[str]) -> int:
    most = 0
    while process.poll() is None:
        most = max(most, sum(map(_held, _family(process.pid))))
        time.sleep(_EVERY)
    return most


def _family(number: int) -> list[int]:
    """Give a process and all that it has started."""
    try:
        told = Path(f"/proc/{number}/task/{number}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [number, *(each for child in told.split() for each in _family(int(child)))]


def _held(number: int) -> int:
    """Give the bytes that a process holds: its own, and its share of what it shares."""
    try:
        told = Path(f"/proc/{number}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    lines = told.splitlines()
    return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
