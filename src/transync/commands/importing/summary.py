"""Says what was imported, and what is in the way of a page's coming back as it is."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from transync.commands.importing.filling import OUTDATED, TRANSLATED, UNSURE
from transync.domain.counts import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.commands.importing.filling import Filled
    from transync.commands.importing.pages import Comparison, ImportedPage
    from transync.domain.model import Catalog

_SHOWN = 5
"""Texts of a page without a place that are shown; the others are counted."""
_WIDTH = 60


def summary_of(
    pages: Sequence[ImportedPage], results: Sequence[Comparison], before: Catalog, done: Filled
) -> str:
    """Return the counts of a catalog, and a few lines for each of its pages."""
    states = (TRANSLATED, UNSURE, OUTDATED)
    counts = [f"{done.counts[state]} {state}" for state in states if done.counts[state]]
    kept = sum(bool(entry.message.translation) for entry in before.entries[1:])
    left = sum(not entry.message.translation for entry in done.catalog.entries[1:])
    counts += [f"{kept} kept"] * bool(kept) + [f"{left} missing"] * bool(left)
    lines = [", ".join(counts) or "nothing to translate"]
    for page, result in zip(pages, results, strict=True):
        lines += _about(page, result, done)
    return "\n    ".join(lines)


def _about(page: ImportedPage, result: Comparison, done: Filled) -> Iterator[str]:
    if page.revision:
        day = datetime.fromtimestamp(page.revision.time, UTC).date()
        document = page.target.document.path
        yield f"{page.path} is of {document} at {page.revision.commit[:7]} ({day})"
    if not result.places:
        yield f"{page.path} comes back byte for byte"
    else:
        places = counted(result.places, "place")
        yield f"{page.path} would differ in {places}, the first at line {result.line}"
    unplaced = page.transfer.unplaced
    for unit in unplaced[:_SHOWN]:
        yield f"{page.path}:{unit.line}:{unit.column}: matches no source text: {_short(unit.text)}"
    if (more := len(unplaced) - _SHOWN) > 0:
        yield f"{page.path}: {more} more texts match none"
    own = {message.key: message.translation for message in page.messages}
    for other in done.others:
        if own.get(other.key) == other.translation:
            text = _short(other.translation)
            yield f"{page.path}: the catalog has another translation than {text}"


def _short(text: str) -> str:
    line = text.replace("\n", " ")
    return f'"{line if len(line) <= _WIDTH else line[:_WIDTH] + "…"}"'
