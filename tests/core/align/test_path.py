"""The best way through two sequences, beside all ways there are."""

from __future__ import annotations

from functools import cache
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import pytest

from transync.core.align.path import best_way
from transync.core.align.steps import Range

if TYPE_CHECKING:
    from collections.abc import Iterator

    Way = tuple[tuple[int, int, int, int], ...]

GAP = -1.2
STEPS = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))


class ByChance(NamedTuple):
    """Scores of two sequences, drawn by lot."""

    seed: int

    def pairs(self, i: int, columns: range) -> list[float]:
        return [self._score("pair", i, j) for j in columns]

    def joins(self, i: int, columns: range) -> list[float]:
        return [self._score("join", i, j) for j in columns]

    def divisions(self, i: int, columns: range) -> list[float]:
        return [self._score("division", i, j) for j in columns]

    def _score(self, *step: object) -> float:
        return Random(f"{self.seed} {step}").uniform(-4, 3)

    def of(self, step: tuple[int, int, int, int]) -> float:
        i, j, sources, targets = step
        if not (sources and targets):
            return GAP
        score = {(1, 1): self.pairs, (2, 1): self.joins, (1, 2): self.divisions}[sources, targets]
        return score(i, range(j, j + 1))[0]


@cache
def ways(i: int, j: int, end: int, target_end: int) -> tuple[Way, ...]:
    """Return all ways from a place to the end."""
    return tuple(_ways(i, j, end, target_end))


def _ways(i: int, j: int, end: int, target_end: int) -> Iterator[Way]:
    if (i, j) == (end, target_end):
        yield ()
    for sources, targets in STEPS:
        if i + sources <= end and j + targets <= target_end:
            for rest in ways(i + sources, j + targets, end, target_end):
                yield ((i, j, sources, targets), *rest)


@pytest.mark.parametrize("seed", range(40))
def test_best_way__is_the_best_of_all(seed: int) -> None:
    """Its margins say by how much the best ways are worse that pair one of the source otherwise."""
    random = Random(seed)
    scores, part = ByChance(seed), Range(2, 2 + random.randint(0, 4), 1, 1 + random.randint(0, 4))
    every = ways(part.source, part.target, part.source_end, part.target_end)
    worth = {way: sum(map(scores.of, way)) for way in every}
    beads = best_way(scores, part, GAP)
    best = tuple(bead[:4] for bead in beads)
    assert worth[best] == pytest.approx(max(worth.values()))
    for step, bead in zip(best, beads, strict=True):
        assert bead.score == pytest.approx(scores.of(step))
        if step[2:] == (1, 1):
            i = step[0]
            others = [
                worth[way]
                for way in every
                if any(each[0] == i and each != step and each[2:] in STEPS[:2] for each in way)
            ]
            assert bead.margin == pytest.approx(worth[best] - max(others))


def test_best_way__widens_the_band() -> None:
    """What only the target has, before all that both have, leads far away from the diagonal."""

    class Later(ByChance):
        def _score(self, *step: object) -> float:
            kind, i, j = step
            return 3.0 if kind == "pair" and j == i + 30 else -9.0  # type: ignore[operator]

    beads = best_way(Later(0), Range(0, 40, 0, 70), GAP)
    assert [bead.target for bead in beads if bead.sources] == [*range(30, 70)]
