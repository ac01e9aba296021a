"""A model of large projects: what a run takes on a cluster, from what one more document costs."""

from __future__ import annotations

import heapq
import random
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.scale.costs import Files, Unit

BATCH = 1.0
"""Seconds of work in a batch, as `engine.pace` makes them."""
AHEAD = 4
"""Batches that are handed out for each worker, as `engine.dask` does."""
SCHEDULER = 0.001
"""Seconds that Dask's scheduler takes for a batch."""
_SIMULATED = 20_000
"""Batches that are simulated; more take in proportion."""


class Size(NamedTuple):
    """A project, by its numbers."""

    documents: int
    languages: int

    @property
    def files(self) -> int:
        """Its files: note and template of a document, catalog and page of each language."""
        return self.documents * (2 + 2 * self.languages)


SIZES = (
    Size(1_000, 8),
    Size(10_000, 8),
    Size(100_000, 2),
    Size(100_000, 50),
    Size(1_000_000, 50),
    Size(10_000_000, 50),
)


class Estimate(NamedTuple):
    """What a run over a project takes."""

    work: float
    """Seconds of workers."""
    driver: float
    """Seconds of the driver."""
    memory: float
    """Bytes of the driver."""
    traffic: float
    """Bytes of messages."""
    walls: Mapping[int, float]
    """Seconds by number of workers."""


def estimate(costs: Mapping[str, Unit], size: Size, workers: tuple[int, ...]) -> Estimate:
    """Estimate a command by its costs."""
    work, driver, sent, returned, memory = (
        costs[name].of(*size) for name in ("work", "driver", "sent", "returned", "memory")
    )
    walls = {number: wall(work, driver, number) for number in workers}
    return Estimate(work, driver, memory, sent + returned, walls)


def wall(work: float, driver: float, workers: int) -> float:
    """Simulate a run: workers take batches, and one driver takes results in their order.

    Batches take half to twice a second, by chance; so a result may wait for one before it.
    """
    count = max(1, round(work / BATCH))
    simulated = min(count, max(_SIMULATED, 20 * workers))
    each = max(driver / count, SCHEDULER)
    chance = random.Random(workers)
    lengths = [chance.triangular(0.5, 2.0, 0.7) for _ in range(simulated)]
    scale = work / count / (sum(lengths) / simulated)
    free = [0.0] * workers
    heapq.heapify(free)
    ends: list[float] = []
    now = 0.0
    for number in range(simulated + AHEAD * workers):
        if number >= AHEAD * workers:  # the window moves on when the driver has taken the oldest
            now = max(now, ends[number - AHEAD * workers]) + each
        if number < simulated:
            begin = max(heapq.heappop(free), now)
            ends.append(begin + scale * lengths[number])
            heapq.heappush(free, ends[-1])
    return now * count / simulated


class Limit(NamedTuple):
    """Something that ends: what, by which measure, and from how many documents on."""

    what: str
    documents: float


def limits(costs: Mapping[str, Mapping[str, Unit]], files: Files, languages: int) -> list[Limit]:
    """Return what ends first, the first of it first, for projects in so many languages."""
    per_document = 2 + 2 * languages
    disk = files.document + languages * files.language
    found = [
        Limit(
            f"the driver of `{command}` takes more than 16 GB", _reached(costs, command, languages)
        )
        for command in costs
    ]
    found += [
        Limit("`git status` takes longer than 10 seconds", 10 / (files.status * per_document)),
        Limit("git's index is larger than 1 GB", 1e9 / (files.index * per_document)),
        Limit("an ext4 of 1 TB has no inode left (one for 16 kB)", 1e12 / 16_384 / per_document),
        Limit("1 TB is full, a file taking 4 kB at least", 1e12 / max(disk, 4_096 * per_document)),
    ]
    return sorted(found, key=lambda limit: limit.documents)


def _reached(costs: Mapping[str, Mapping[str, Unit]], command: str, languages: int) -> float:
    unit = costs[command]["memory"]
    return 16e9 / (unit.document + languages * unit.language)
