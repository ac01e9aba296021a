"""What each figure may be: the targets, and what is known to be above them today."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.sites.trial import Result

KNOWN = Path(__file__).parent / "known.json"
FIGURES = {
    "words": "words still in the author's language, outside code",
    "missing": "words of canonical pages that their pages in the other language do not show",
    "wrong links": "links that lead into the author's language",
    "dead links": "links to nothing, beyond those of the canonical pages",
    "dead anchors": "links to an anchor that is not there, beyond those of the canonical pages",
    "addresses": "pages that another one replaced, or that are not there",
    "failed": "documents that stop the generator",
    "noise": "messages whose words no page shows",
    "kept": "phrases that the author keeps, and that are not there",
}
SHARE = 0.005
"""So large a share of the words may be untranslated, and of the messages noise."""


class Excess(NamedTuple):
    """A figure above what it may be."""

    name: str
    found: int
    allowed: int


def known() -> dict[str, dict[str, int]]:
    """Read the figures above their targets that are known, by site and name."""
    read: dict[str, dict[str, int]] = json.loads(KNOWN.read_text(encoding="utf-8"))
    return read


def target(result: Result, name: str) -> int:
    """Return what a figure should be at most."""
    shares = {"words": result.words, "noise": result.messages}
    return int(SHARE * shares.get(name, 0))


def excesses(site: str, result: Result) -> Iterator[Excess]:
    """Yield the figures of a site above both their target and what is known."""
    for name in FIGURES:
        allowed = max(target(result, name), known().get(site, {}).get(name, 0))
        if result.figure(name) > allowed:
            yield Excess(name, result.figure(name), allowed)


def record(site: str, result: Result) -> None:
    """Lower what is known of a site to what was found; a site that is new gets its figures."""
    read = known()
    now = {n: result.figure(n) for n in FIGURES if result.figure(n) > target(result, n)}
    before = read.get(site, now)
    read[site] = {name: min(now[name], before[name]) for name in now if name in before}
    KNOWN.write_text(json.dumps(read, indent=2, sort_keys=True) + "\n", encoding="utf-8")
