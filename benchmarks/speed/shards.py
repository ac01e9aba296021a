"""Prints what the check of a generated site costs in shards, as shares of one check: a table.

python -m benchmarks.speed.shards --notes 10000 --shards 8
"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.speed.site import translate, write_site
from benchmarks.speed.timing import Cost, timed

if TYPE_CHECKING:
    from collections.abc import Iterator

LANGUAGES = ("en", "fr")
_TRANSYNC = str(Path(sys.executable).with_name("transync"))


class ShardCosts(NamedTuple):
    """What the check of one site costs, as a whole and in parts."""

    whole: Cost
    index: Cost
    shards: tuple[Cost, ...]
    merge: Cost


def main() -> None:
    """Measure a site in a folder of its own."""
    parser = ArgumentParser(prog="python -m benchmarks.speed.shards", description=__doc__)
    parser.add_argument("--notes", type=int, default=1000)
    parser.add_argument("--shards", type=int, default=8)
    options = parser.parse_args()
    with TemporaryDirectory() as temporary:
        site = Path(temporary, "site")
        write_site(site, options.notes, LANGUAGES)
        timed((_TRANSYNC, "extract", "-q"), site)
        translate(site)
        timed((_TRANSYNC, "build", "-q"), site)
        costs = measured(site, Path(temporary), options.shards)
    print("".join(f"{line}\n" for line in table(costs)), end="")


def measured(site: Path, folder: Path, count: int) -> ShardCosts:
    """Check a site as a whole, then in shards one after the other; the reports go to a folder."""
    check = (_TRANSYNC, "check", "--no-cache")
    whole = timed(check, site)
    index = str(folder / "index.json")
    indexed = timed((_TRANSYNC, "index", "--no-cache", index), site)
    reports = [str(folder / f"{number}.json") for number in range(1, count + 1)]
    shards = []
    for number, report in enumerate(reports, 1):
        own = ("--shard", f"{number}/{count}", "--index", index)
        shards.append(timed((*check, *own, "--format", "shard", "--output", report), site))
    merge = timed((_TRANSYNC, "report", "merge", *reports), site)
    return ShardCosts(whole, indexed, tuple(shards), merge)


def table(costs: ShardCosts) -> Iterator[str]:
    """Yield the lines of a table: each part in seconds of processor time, and as a share."""
    whole = costs.whole.cpu
    rows = {
        "one check": [costs.whole],
        "index": [costs.index],
        f"{len(costs.shards)} shards in sum": costs.shards,
        "the most expensive shard": [max(costs.shards, key=lambda cost: cost.cpu)],
        "merge": [costs.merge],
        "all in sum": [costs.index, *costs.shards, costs.merge],
    }
    yield "| part | processor time | of one check |"
    yield "| --- | --- | --- |"
    for name, parts in rows.items():
        cpu = sum(cost.cpu for cost in parts)
        yield f"| {name} | {cpu:.1f} s | {cpu / whole:.2f} |"


if __name__ == "__main__":
    main()
