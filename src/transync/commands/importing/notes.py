"""Says in a few lines what an import has found out, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.commands.importing.past import NOT_ASKED
from transync.domain.counts import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.commands.importing.record import ImportRecord

_SHOWN = 20
"""How many pages without a document are listed; the others are counted."""


def notes(record: ImportRecord) -> Iterator[str]:
    """Yield the lines, after all steps are done."""
    if len(record.pages) > 1:
        yield _pages(record)
    if record.has_imported:
        yield from _history(record)
    yield from _unpaired(record)
    if record.suggestions and not record.is_configured:
        yield from _suggestions(record)


def _pages(record: ImportRecord) -> str:
    same = sum(not page.places for page in record.pages)
    kept = len(record.kept)
    parts = [f"{same} of {len(record.pages)} come back byte for byte"]
    parts += [f"{kept} stay as they are"] * bool(kept)
    return f"pages: {', '.join(parts)}"


def _history(record: ImportRecord) -> Iterator[str]:
    lacking = sum(not page.has_history for page in record.pages)
    if record.lack == NOT_ASKED:
        yield "no history: outdated texts may pass as current"
    elif record.lack:
        yield f"no history: {record.lack}; outdated texts may pass as current"
    elif lacking:
        pages = counted(lacking, "page")
        yield f"no history of {pages}: outdated texts may pass as current there"


def _unpaired(record: ImportRecord) -> Iterator[str]:
    proposed = sorted(page for page in record.unpaired if page.document)
    for page in proposed:
        pair = f"--pair {page.document}={page.path}"
        yield f"{page.path}: belongs to no document; if it is {page.document}, say `{pair}`"
    others = sorted(page.path for page in record.unpaired if not page.document)
    for path in others[:_SHOWN]:
        yield f"{path}: belongs to no document, and is like none that lacks a page"
    if (more := len(others) - _SHOWN) > 0:
        yield f"{counted(more, 'more page')} belong to no document"


def _suggestions(record: ImportRecord) -> Iterator[str]:
    """Yield the lines of configuration that the pages suggest, with what shows each."""
    yield "the pages suggest these settings; import again with --configure to use them:"
    table = ""
    for each in record.suggestions:
        if each.table != table:
            yield f"    [{each.table}]"
        table = each.table
        yield from (f"    {line}" for line in each.line.splitlines())
        yield f"    # {each.reason}"
