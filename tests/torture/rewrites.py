"""Rewrites real documents in ways that no reader sees: every translation stays, and fits.

python -m tests.torture.rewrites [COUNT [FIRST]]
"""

from __future__ import annotations

import sys
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING
from unicodedata import normalize

from tests.support.oracle import reading
from tests.support.paths import CORPORA
from tests.support.pseudo import pseudo
from tests.support.rewrites import FRONT, REWRITERS, rewritten
from tests.torture import trials
from tests.torture.trials import Outcome
from transync.core.build.compose import compose
from transync.core.document.split import split
from transync.core.merge.memory import NO_MEMORY
from transync.core.merge.merge import merge
from transync.domain.model import Catalog, Entry

if TYPE_CHECKING:
    from pathlib import Path

    from transync.domain.model import Document, Key

LARGE = 200_000


def trial(seed: int) -> Outcome:
    """Rewrite one document in all ways."""
    paths = documents(CORPORA)
    path = paths[seed % len(paths)]
    document = split(path.read_bytes().decode("utf-8"), path.name, FRONT)
    tally: Counter[str] = Counter()
    told = (tried(document, name, tally) for name in REWRITERS)
    return Outcome(next((f"{path.name}: {wrong}" for wrong in told if wrong), ""), tally)


@cache
def documents(corpora: Path) -> list[Path]:
    """List the real documents, but none that takes the parser of the test a minute."""
    return [path for path in sorted(corpora.rglob("*.md")) if path.stat().st_size < LARGE]


def tried(document: Document, name: str, tally: Counter[str]) -> str:
    """Translate a document, rewrite it, and tell what is wrong with its translations then."""
    text = rewritten(document.text, REWRITERS[name])
    if text is None:
        return ""
    after = split(text, document.path, FRONT)
    if len([*after.segments]) != len([*document.segments]):
        return ""  # some engine sees what no reader of Markdown does
    old = translated(document)
    new = merge([("x.md", segment) for segment in after.segments], old, NO_MEMORY)
    tally["rewritings"] += 1
    tally["texts"] += new.tally["carried over"] + new.tally["unchanged"]
    if new.tally["fuzzy"] or new.tally["new"]:
        doubted = (e.message for e in new.catalog.entries if not e.message.translated)
        live = next(message for message in doubted if not message.obsolete)
        return f"{name}: {live.previous!r} is {live.id!r}, and has lost its translation"
    return _built(name, document, after, old, new.catalog)


def translated(document: Document) -> Catalog:
    """Give a catalog of a document, with a pseudo-translation of each text."""
    segments = [("x.md", segment) for segment in document.segments]
    empty = merge(segments, Catalog("x.po", ()), NO_MEMORY).catalog
    return empty._replace(entries=tuple(_translated(entry, document) for entry in empty.entries))


def _translated(entry: Entry, document: Document) -> Entry:
    translation = pseudo(entry.message.id, document.references)
    return Entry(entry.message._replace(translation=translation))


def _built(name: str, before: Document, after: Document, old: Catalog, new: Catalog) -> str:
    """Build both documents: the new one is the pseudo-translation of the rewritten one."""
    refused = len(compose(before, _current(old), FRONT).refusals)
    built = compose(after, _current(new), FRONT)
    if len(built.refusals) > refused:
        segment, code, reason = built.refusals[0]
        return f"{name}: {segment.text!r} is refused: {code}, {reason}"
    meant = compose(after, _current(translated(after)), FRONT)
    if not refused and _read(built.text) != _read(meant.text):
        return f"{name}: it does not have the marks of its source"
    return ""


def _read(text: str) -> object:
    """Read a document; a pseudo-translation changes letters that another normalisation divides."""
    return reading(normalize("NFC", text))


def _current(catalog: Catalog) -> dict[Key, str]:
    messages = (entry.message for entry in catalog.entries)
    return {message.key: message.translation for message in messages if message.translated}


if __name__ == "__main__":
    sys.exit(trials.run("rewrites", trial, 1300))
