"""Runs one trial with many seeds, on all cores, and prints the seeds that found something.

    python -m tests.torture.NAME [COUNT [FIRST]]

The same seed is the same trial: `python -m tests.torture.NAME 1 SEED` repeats one.
"""

from __future__ import annotations

import signal
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from types import FrameType

SECONDS = 20
"""Of the processor's time: a trial that takes more is wrong, too."""

SHOWN = 20
"""How many of the wrong ones are printed."""

STEPS = 300
"""How often a text is tried again, to make it shorter."""


class Outcome(NamedTuple):
    """What came of one trial."""

    wrong: str
    """What is wrong; empty if nothing is."""
    tally: Mapping[str, int]
    """What was tried, for the summary."""


def run(
    name: str, trial: Callable[[int], Outcome], count: int, asked: Sequence[str] | None = None
) -> int:
    """Run `trial` with `count` seeds from 0 on, or as `asked` on the command line: COUNT FIRST."""
    numbers = [int(argument) for argument in (sys.argv[1:] if asked is None else asked)]
    count, first = (*numbers, *(count, 0)[len(numbers) :])
    tally: Counter[str] = Counter()
    wrong = 0
    with ProcessPoolExecutor() as pool:
        seeds = range(first, first + count)
        for seed, outcome in zip(
            seeds, pool.map(partial(_tried, trial), seeds, chunksize=50), strict=True
        ):
            tally.update(outcome.tally)
            wrong += bool(outcome.wrong)
            if outcome.wrong and wrong <= SHOWN:
                print(f"{name} 1 {seed}: {outcome.wrong}", flush=True)
    told = "".join(f", {number} {what}" for what, number in sorted(tally.items()))
    print(f"{name}: {count}{told}, {wrong} wrong")
    return bool(wrong)


def _tried(trial: Callable[[int], Outcome], seed: int) -> Outcome:
    signal.signal(signal.SIGVTALRM, _too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        return trial(seed)
    except TimeoutError as error:
        return Outcome(str(error), {})
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _too_long(_number: int, _frame: FrameType | None) -> None:
    raise TimeoutError(f"takes more than {SECONDS} s")


def shortest(text: str, is_wrong: Callable[[str], bool]) -> str:
    """Leave lines, then characters, out of a text, as long as it is still wrong."""
    tries = iter(range(STEPS))
    for parts in (lambda text: text.splitlines(keepends=True), list):
        kept = parts(text)
        size = len(kept)
        while size := size // 2:
            for begin in reversed(range(0, len(kept), size)):
                less = kept[:begin] + kept[begin + size :]
                if next(tries, None) is not None and is_wrong("".join(less)):
                    kept = less
        text = "".join(kept)
    return text
