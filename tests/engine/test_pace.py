"""The pace of batches: one shard first, then as many as take about a second."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from transync.engine.pace import LONGEST, SHORTEST, Pace
from transync.engine.shards import equal

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def batches(
    shards: Sequence[int],
    seconds: Callable[[int], float],
    weigh: Callable[[int], int] = equal,
    size: int = 10,
) -> list[list[int]]:
    """Take all batches, for two workers, each noted with the time that its shards take."""
    pace, found = Pace(shards, weigh), []
    while batch := pace.batch(2):
        found.append(batch)
        pace.note(batch, sum(map(seconds, batch)), size * len(batch))
    return found


@pytest.mark.parametrize("each", [0.0, 0.0001, 0.01, 0.3, 5.0])
def test_pace__loses_no_shard_and_keeps_their_order(each: float) -> None:
    found = batches(range(3_000), lambda _: each)
    assert [shard for batch in found for shard in batch] == list(range(3_000))
    assert len(found[0]) == 1


def test_pace__makes_batches_of_a_second() -> None:
    found = batches(range(3_000), lambda _: 0.01)
    assert {len(batch) for batch in found[1:10]} <= {99, 100, 101}
    assert all(len(batch) * 0.01 <= LONGEST + 0.02 for batch in found)


def test_pace__ends_with_shorter_ones() -> None:
    """Near the end, each worker is to have some, but more than it takes to hand over."""
    *_, before, last = batches(range(1_000), lambda _: 0.01)
    assert SHORTEST <= 0.01 * len(before) + 0.01 < LONGEST
    assert len(last) <= len(before)


def test_pace__of_long_shards_is_one_each() -> None:
    assert {len(batch) for batch in batches(range(50), lambda _: 3.0)} == {1}


def test_pace__gives_a_heavy_shard_alone() -> None:
    found = batches(
        range(500), lambda n: 2.0 if n == 300 else 0.004, lambda n: 500 if n == 300 else 1
    )
    assert [300] in found


def test_pace__of_large_results_makes_small_batches() -> None:
    found = batches(range(200), lambda _: 0.001, size=1 << 20)
    assert max(map(len, found)) <= 4
