"""Tries the sites of the generators that are installed, and prints what was counted.

    python -m tests.sites [-v] [--record] [NAME…]
    python -m tests.sites [-v] --folder FOLDER --to LANG [--at /en/ /de/] [--run COMMAND] NAME

`-v` lists every place, `--record` lowers the known figures to those found. Exit 1 where a figure
is above its target and above what is known. `--folder` tries another site of the generator, which
has its transync.toml; nothing is known of it.
"""

from __future__ import annotations

import argparse
import shlex
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tests.sites import targets
from tests.sites.figures import Languages
from tests.sites.generators import GENERATORS
from tests.sites.programs import SiteError
from tests.sites.trial import trial

if TYPE_CHECKING:
    from tests.sites.generators import Generator
    from tests.sites.trial import Result

COLUMNS = ("site", "words", "in source", "%", "theme", *list(targets.FIGURES)[1:7], "messages")
COLUMNS += ("noise", "kept")


def row(site: str, result: Result) -> str:
    """Return a line of the table."""
    share = 100 * result.figure("words") / result.words if result.words else 0.0
    cells = [str(result.words), str(result.figure("words")), f"{share:.1f}", str(result.theme)]
    cells += [str(result.figure(name)) for name in list(targets.FIGURES)[1:7]]
    cells += [str(result.messages), str(result.figure("noise")), str(result.figure("kept"))]
    return _line((site, *cells))


def _line(cells: tuple[str, ...]) -> str:
    widths = (max(12, len(name)) if n == 0 else len(name) for n, name in enumerate(COLUMNS))
    aligned = (cell.rjust(width) for cell, width in zip(cells[1:], list(widths)[1:], strict=True))
    return "  ".join([cells[0].ljust(12), *aligned])


def _list(site: str, result: Result) -> None:
    for name, meaning in targets.FIGURES.items():
        places = result.places[name]
        if places:
            print(f"\n{site}: {sum(places.values())} {meaning}")
        for place, count in sorted(places.items(), key=lambda item: (-item[1], item[0])):
            print(f"  {count:4}  {place}")


def _elsewhere(generator: Generator, given: argparse.Namespace) -> Generator:
    """Return the generator for the site that the command line describes."""
    return replace(
        generator,
        folder=given.folder.resolve(),
        other=given.to,
        languages=Languages(*given.at) if given.at else Languages("/", f"/{given.to}/"),
        commands=(tuple(shlex.split(given.run)),) if given.run else generator.commands,
        alone=() if given.run else generator.alone,
        kept=(),
    )


def _tried(generator: Generator) -> Result | None:
    """Try one generator; say in a sentence why it cannot be tried."""
    if generator.program is None:
        name = generator.commands[0][0]
        print(f"{generator.title} is skipped: `{name}` is not installed ({generator.hint}).")
        return None
    return trial(generator)


def _show(site: str, result: Result, *, verbose: bool) -> bool:
    """Print what a trial has found; whether all figures are within their bounds."""
    print(row(site, result), flush=True)
    if verbose:
        _list(site, result)
    above = list(targets.excesses(site, result))
    for each in above:
        print(f"{site}: {each.name}: {each.found}, allowed are {each.allowed}.")
    return not above


def main(arguments: list[str]) -> int:
    """Try the sites of these names, or all; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.sites")
    parser.add_argument("names", nargs="*", metavar="NAME", help="sites; all if none is named")
    parser.add_argument("-v", action="store_true", dest="verbose", help="list every place")
    parser.add_argument("--record", action="store_true", help="lower the known figures")
    parser.add_argument("--folder", type=Path, help="the folder of a site that lies elsewhere")
    parser.add_argument("--to", metavar="LANG", help="its other language")
    parser.add_argument("--at", nargs=2, default=(), help="where its languages are rendered")
    parser.add_argument("--run", default="", help="the generator's command; it fills `rendered`")
    given = parser.parse_args(arguments)
    named = [each for each in GENERATORS if not given.names or each.name in given.names]
    if given.folder:
        named = [_elsewhere(each, given) for each in named]
    print(_line(COLUMNS))
    is_good = True
    for generator in named:
        try:
            result = _tried(generator)
        except SiteError as error:
            print(f"{generator.title}: the site is wrong.\n{error}")
            is_good = False
            continue
        if result is not None:
            site = given.folder.name if given.folder else generator.name
            if given.record and not given.folder:
                targets.record(site, result)
            is_good = _show(site, result, verbose=given.verbose) and is_good
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
