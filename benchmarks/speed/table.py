"""The results as Markdown tables."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from benchmarks.peers.corpora import Corpus
    from benchmarks.speed.rivals import Race
    from benchmarks.speed.timing import Cost


def start_table(costs: Mapping[str, Cost]) -> str:
    """Lay out what a start takes, against the first of the rows."""
    first = next(iter(costs.values()))
    rows = [
        (name, _seconds(cost.wall), f"{cost.wall / first.wall:.1f}") for name, cost in costs.items()
    ]
    return _table(("start", "seconds", "ratio"), rows)


def race_table(corpus: Corpus, races: Sequence[tuple[str, Race]]) -> str:
    """Lay out what each tool takes for a corpus: seconds, and how many times the first's."""
    first = races[0][1]
    head = (
        f"{corpus.name} ({len(corpus.documents)})",
        *("extract", "build", "both: wall", "both: CPU", "again", "one edited"),
    )
    rows = [
        (
            name,
            _seconds(race.extract.wall),
            _seconds(race.build.wall),
            _against(race.cold.wall, first.cold.wall),
            _against(race.cold.cpu, first.cold.cpu),
            _against(race.again.wall, first.again.wall),
            _against(race.edited.wall, first.edited.wall),
        )
        for name, race in races
    ]
    return _table(head, rows)


def growth_table(
    sizes: Sequence[int], steps: Sequence[str], columns: Sequence[Mapping[str, Cost]]
) -> str:
    """Lay out what each step takes as a site grows: seconds, and the growth to the next size."""
    head = ("notes, in 8 languages", *map(str, sizes), "growth of CPU", "most memory, MB")
    rows = []
    for step in steps:
        costs = [column[step] for column in columns]
        pairs = pairwise(costs)
        growth = " · ".join(f"{after.cpu / before.cpu:.1f}" for before, after in pairs)
        memory = max(cost.memory for cost in costs) // 1_000_000
        rows.append(
            (step, *(_seconds(cost.wall) for cost in costs), growth, str(memory) if memory else "")
        )
    return _table(head, rows)


def _against(value: float, other: float) -> str:
    return f"{_seconds(value)} ({value / other:.1f}×)"


def _seconds(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
