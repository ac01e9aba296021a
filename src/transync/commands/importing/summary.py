"""Says what was imported, and what is in the way of a page's coming back as it is."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from transync.commands.importing.filling import OUTDATED, TRANSLATED, UNSURE
from transync.domain.counts import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.commands.importing.filling import Filled
    from transync.commands.importing.outcome import ImportOutcome
    from transync.domain.model import Catalog

_SHOWN = 5
"""How many texts without a place, and refused lines, are shown of a page; others are counted."""


def summary_of(pages: Sequence[ImportOutcome], before: Catalog, done: Filled) -> str:
    """Return the counts of a catalog, and a few lines for each of its pages."""
    states = (TRANSLATED, UNSURE, OUTDATED)
    counts = [f"{done.counts[state]} {state}" for state in states if done.counts[state]]
    kept = sum(bool(entry.message.translation) for entry in before.entries[1:])
    left = sum(not entry.message.translation for entry in done.catalog.entries[1:])
    counts += [f"{kept} kept"] * bool(kept) + [f"{left} missing"] * bool(left)
    lines = [", ".join(counts) or "nothing to translate"]
    for page in pages:
        lines += _about(page)
    return "\n    ".join(lines)


def _about(page: ImportOutcome) -> Iterator[str]:
    if page.commit:
        day = datetime.fromtimestamp(page.time, UTC).date()
        yield f"{page.path} is of {page.document} at {page.commit[:7]} ({day})"
    if page.unknown:
        yield f"{page.path} is of {page.document} at {page.unknown}, which is not to be found here"
    if page.comes_back:
        yield f"{page.path} comes back byte for byte"
    elif page.removed:
        yield f"{page.path} has too few translations to be published"
    else:
        places = counted(page.places, "place")
        found = "; its catalog has all of it" if page.whole else ""
        yield f"{page.path} would differ in {places}, the first at line {page.line}{found}"
    if page.suspected:
        texts = counted(page.suspected, "translation")
        yield f"{page.path}: {texts} may be outdated; a comment on each says why"
    yield from _without_message(page)
    for text in page.others:
        yield f'{page.path}: the catalog has another translation than "{text}"'


def _without_message(page: ImportOutcome) -> Iterator[str]:
    for unit in page.unplaced[:_SHOWN]:
        yield f'{page.path}:{unit.line}:{unit.column}: matches no source text: "{unit.text}"'
    if (more := len(page.unplaced) - _SHOWN) > 0:
        yield f"{page.path}: {more} more texts match none"
    for lines in page.refused[:_SHOWN]:
        place = f"{page.path}:{lines.line}"
        yield f"{place}: stands between texts, and would be refused ({lines.code}: {lines.message})"
    if (more := len(page.refused) - _SHOWN) > 0:
        yield f"{page.path}: {more} more places would be refused"
