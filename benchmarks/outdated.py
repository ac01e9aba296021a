"""Counts which outdated translations of real sites an import finds without the history.

    python -m benchmarks.outdated [--at COMMIT] [--pages N] [--language CODE…] SITE CLONE

SITE and CLONE are those of `benchmarks.imports`; `--at` takes the site as of a commit. By the
history, "current" is how many translations are of the text as it is, "outdated" how many are of a
former one, and "reworded" for how many of these the text has other words now
(`benchmarks.rewording`). "Found" is the share of each that is not taken for current without the
history, "marked" the share of the current ones that is fuzzy then.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.imports import SITES, Result, checked_out, imported, percent, texts, translated
from benchmarks.rewording import is_reworded

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.imports import Site

    from transync.domain.model import Message

Pair = tuple[str, str, str]
"""The path of a catalog, a text and a translation of it."""


def main() -> int:
    """Measure a site."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.outdated")
    parser.add_argument("site", choices=SITES)
    parser.add_argument("clone", type=Path)
    parser.add_argument("--at", default="HEAD")
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--language", action="append", default=[])
    asked = parser.parse_args()
    site = SITES[asked.site]
    print("language  pages  current  marked  outdated  found  reworded  found")
    with tempfile.TemporaryDirectory() as folder:
        checked_out(asked.clone, Path(folder), site, asked.at)
        for code in asked.language or site.languages:
            print(measured(Path(folder), site, code, asked.pages), flush=True)
    return 0


def measured(folder: Path, site: Site, code: str, pages: int) -> str:
    """Import the pages of one language with and without the history, and compare."""
    documents = [*translated(folder, site, code)][:pages]
    known = imported(folder, code, documents, has_history=True)
    guessed = imported(folder, code, documents, has_history=False)
    current = pairs(known, lambda message: message.translated)
    marked = current & pairs(guessed, lambda message: message.fuzzy)
    passed = pairs(guessed, lambda message: message.translated)
    row = f"{code:8}  {len(documents):5}  {len(current):7}  {share(marked, current)}"
    for kind in (is_outdated, was_reworded):
        former = pairs(known, kind)
        row += f"  {len(former):8}  {share(former - passed, former)}"
    return row


def pairs(result: Result, kind: Callable[[Message], bool]) -> set[Pair]:
    """Return the translations whose messages are of a kind."""
    return {
        (path, message.id, message.translation) for path, message in texts(result) if kind(message)
    }


def is_outdated(message: Message) -> bool:
    """Whether a translation is of a former text."""
    return message.previous is not None


def was_reworded(message: Message) -> bool:
    """Whether a translation is of a former text that had other words."""
    return message.previous is not None and is_reworded(message.previous, message.id)


def share(some: set[Pair], all_: set[Pair]) -> str:
    """Return how many of all translations some are."""
    return f"{percent(len(some), len(all_)):5.1f}%"


if __name__ == "__main__":
    sys.exit(main())
