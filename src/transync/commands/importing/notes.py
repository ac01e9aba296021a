"""Says in a few lines what an import has found out, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync.commands.importing.past import NOT_ASKED
from transync.domain.counts import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from transync.commands.importing.outcome import ImportOutcome
    from transync.commands.importing.record import ImportRecord

_SHOWN = 20
"""How many pages of a kind are listed; the others are counted."""


class _Condition(NamedTuple):
    """A condition in which a page is, why that matters, and what to do."""

    applies: Callable[[ImportOutcome], bool]
    sentence: str
    rest: str
    """What is said of the pages that are not listed, behind their number."""


_CONDITIONS = (
    _Condition(
        lambda page: page.empty,
        "{path}: is empty, so nothing was imported for {document}; `transync build` {verb} it",
        "are empty",
    ),
    _Condition(
        lambda page: page.stub and not (page.removed or page.kept),
        "{path}: is a copy of {document}, so nothing was imported; translate it in {catalog}",
        "are copies of their documents",
    ),
    _Condition(
        lambda page: page.stub and page.kept,
        "{path}: is a copy of {document}, so nothing was imported; it stays as it is until it is "
        "translated in {catalog}, and `transync build --adopt {path}` takes it over",
        "are copies of their documents, and stay as they are",
    ),
    _Condition(
        lambda page: page.stub and page.removed,
        "{path}: is a copy of {document}, so nothing was imported; until it is translated in "
        "{catalog}, `transync build` removes it, unless `build.minimum` is 0",
        "are copies of their documents, which `transync build` removes",
    ),
    _Condition(
        lambda page: page.edited and bool(page.places or page.others),
        "{path}: was edited since it was built from {document}; "
        "`transync absorb {path}` takes the edits into {catalog}",
        "were edited since they were built",
    ),
)


def notes(record: ImportRecord) -> Iterator[str]:
    """Yield the lines, after all steps are done."""
    if len(record.pages) > 1:
        yield _pages(record)
    for condition in _CONDITIONS:
        yield from _in_condition(record, condition)
    if record.has_imported:
        yield from _history(record)
    yield from _unpaired(record)
    if record.suggestions and not record.is_configured:
        yield from _suggestions(record)


def _pages(record: ImportRecord) -> str:
    same = sum(page.comes_back for page in record.pages)
    whole = sum(page.whole and not page.comes_back for page in record.pages)
    kept = len(record.kept)
    parts = [f"{same} of {len(record.pages)} come back byte for byte"]
    parts += [f"{whole} more {'is' if whole == 1 else 'are'} whole in the catalogs"] * bool(whole)
    parts += [f"{kept} {'stays as it is' if kept == 1 else 'stay as they are'}"] * bool(kept)
    return f"pages: {', '.join(parts)}"


def _in_condition(record: ImportRecord, condition: _Condition) -> Iterator[str]:
    """Yield the pages that are in a condition, each with its document and what to do."""
    found = [page for page in record.pages if condition.applies(page)]
    for page in found[:_SHOWN]:
        verb = "removes" if page.removed else "replaces"
        yield condition.sentence.format(**page._asdict(), verb=verb)
    if (more := len(found) - _SHOWN) > 0:
        yield f"{counted(more, 'more page')} {condition.rest}"


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
