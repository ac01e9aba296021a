"""Prints how transync and its peers do on the same documents, as Markdown tables."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from benchmarks.peers.corpora import corpora
from benchmarks.peers.results import measured
from benchmarks.peers.table import tables
from benchmarks.peers.tools import tools

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.peers.corpora import Corpus
    from benchmarks.peers.results import Result
    from benchmarks.peers.tools import Tool


def main() -> None:
    """Measure every tool on every corpus."""
    parser = ArgumentParser(prog="python -m benchmarks.peers", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="every Nth document")
    options = parser.parse_args()
    chosen = corpora(options.folders, options.every)
    if not chosen:
        sys.exit("There are no documents (*.md) to measure; name a folder that has some.")
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        results = list(workers.map(lambda tool: (tool, _all(tool, chosen)), tools()))
    print(tables(chosen, results))


def _all(tool: Tool, chosen: Sequence[Corpus]) -> list[Result]:
    start = perf_counter()
    results = [measured(tool, corpus) for corpus in chosen]
    print(f"{tool.name}: {perf_counter() - start:.0f} s", file=sys.stderr)
    return results


if __name__ == "__main__":
    main()
