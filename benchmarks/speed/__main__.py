"""Prints how fast transync and its peers are, as Markdown tables: ratios of one run."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.peers.corpora import Corpus, corpora
from benchmarks.peers.tools import tools
from benchmarks.speed.growth import STEPS, grown
from benchmarks.speed.rivals import raced
from benchmarks.speed.site import note
from benchmarks.speed.table import growth_table, race_table, start_table
from benchmarks.speed.timing import best, timed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.speed.timing import Cost

NOTES = 5000
CORPORA = ("Rust book", "FastAPI")
_TIMES = 5


def main() -> None:
    """Measure all that is asked for."""
    parser = ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--notes", type=int, default=NOTES, help="of the generated site (5000)")
    parser.add_argument("--without", choices=("peers", "growth"), action="append", default=[])
    parser.add_argument("--corpus", action="append", help="race on this one alone, e.g. `FastAPI`")
    parser.add_argument("--tool", action="append", help="race against this one alone")
    options = parser.parse_args()
    notes = f"{options.notes} short notes"
    if unknown := {*(options.corpus or ())} - {*CORPORA, notes}:
        parser.error(f"there is no corpus {unknown}; there are {(*CORPORA, notes)}")
    names = tuple(each.name for each in tools()) if options.tool else ()
    if unknown := {*(options.tool or ())} - {*names}:
        parser.error(f"there is no tool {unknown}; there are {names}")
    print(start_table(_starts()))
    if "peers" not in options.without:
        chosen = [each for each in corpora((), 1) if each.name in CORPORA]
        site = tuple(note(number).encode() for number in range(options.notes))
        for corpus in (*chosen, Corpus(notes, site)):
            if corpus.name in (options.corpus or (corpus.name,)):
                print(f"\n{_raced(corpus, options.tool)}", flush=True)
    if "growth" not in options.without:
        sizes = [options.notes // 4, options.notes // 2, options.notes, 2 * options.notes]
        columns = []
        for size in sizes:
            columns.append(grown(size))
            print(f"{size} notes: done", file=sys.stderr)
        print(f"\n{growth_table(sizes, STEPS, columns)}")


def _raced(corpus: Corpus, names: Sequence[str] | None) -> str:
    races = []
    for tool in tools():
        if tool.name not in ("transync", *(names or (tool.name,))):
            continue
        races.append((tool.name, raced(tool, corpus)))
        print(f"{corpus.name}: {tool.name}: done", file=sys.stderr)
    return race_table(corpus, races)


def _starts() -> dict[str, Cost]:
    """Time what is small: the help, and one note."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "transync.toml").write_text('languages = ["en"]\n', encoding="utf-8")
        (folder / "source").mkdir()
        (folder / "source/note.md").write_text(note(1), encoding="utf-8")
        python, transync = sys.executable, str(Path(sys.executable).with_name("transync"))
        commands = {
            'python -c "import click"': (python, "-c", "import click"),
            "transync --help": (transync, "--help"),
            "transync extract, one note": (transync, "extract"),
        }
        return {
            name: best([timed(command, folder) for _ in range(_TIMES)])
            for name, command in commands.items()
        }


if __name__ == "__main__":
    main()
