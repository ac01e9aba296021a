"""Imports the translations of pages that people have made: writes catalogs, never a page."""

from __future__ import annotations

from collections import Counter
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from transync.commands.extract.catalog import merge_context, merged
from transync.commands.importing.filling import PageText, filled, translations
from transync.commands.importing.pages import (
    compared,
    page_text,
    refuse_language,
    taken,
    words_of_pairs,
)
from transync.core.align.lexicon import learned
from transync.core.align.transfer import Trust
from transync.core.merge.memory import memory
from transync.domain.errors import TransyncError
from transync.domain.findings import finding
from transync.formats import po
from transync.project.catalogs import groups
from transync.project.composing import targets
from transync.project.documents import sources
from transync.project.run import Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.commands.extract.catalog import MergeContext
    from transync.commands.importing.filling import Filled
    from transync.core.align.lexicon import Lexicon
    from transync.core.align.transfer import Transfer
    from transync.domain.changes import Step
    from transync.domain.model import Catalog, Document
    from transync.locale.languages import Language
    from transync.project.documents import Sources
    from transync.project.project import Project

_TEACHERS = 200
"""So many pages teach the lexicon of a language."""
_SHOWN = 5
"""Texts of a page without a place that are shown; the others are counted."""
_WIDTH = 60
_NOTHING = memory((), ())


class ImportedPage(NamedTuple):
    """A page, and what was found on it."""

    document: Document
    path: str
    text: str
    transfer: Transfer


def import_pages(project: Project, *, review: bool = False) -> Run:
    """Take the translations of the pages that are there into the catalogs of their documents.

    A message that has a translation stays as it is. With `review`, all that is new is fuzzy.
    Raises `ConfigError` as `sources`.
    """
    found = sources(project)
    steps = chain.from_iterable(
        _of_language(project, found, language, review=review) for language in project.languages
    )
    return Run(project.root, steps, len(found.documents) * len(project.languages))


def _of_language(
    project: Project, found: Sources, language: Language, *, review: bool
) -> Iterator[Step]:
    alone = project._replace(languages=(language,))
    lexicon = _lexicon(alone, found)
    keys = {segment.key for document in found.documents for segment in document.segments}
    context = merge_context(alone, language, found, keys)
    wanted = groups(alone, found.documents, language.code)
    task = partial(_of_catalog, context, lexicon, review)
    for steps in project.executor.map(task, [*wanted.items()]):
        yield from steps


def _lexicon(project: Project, found: Sources) -> Lexicon:
    """Learn which words go together from the first pages of a language."""
    pairs = project.executor.map(partial(_words, project), found.documents[:_TEACHERS])
    return learned(chain.from_iterable(pairs))


def _words(project: Project, document: Document) -> list[tuple[frozenset[str], frozenset[str]]]:
    try:
        return [
            pair
            for target in targets(project, document)
            if (text := page_text(project, target.path)) is not None
            for pair in words_of_pairs(project, document, text, target.path)
        ]
    except TransyncError:  # whoever imports the page will say why
        return []


def _of_catalog(
    context: MergeContext,
    lexicon: Lexicon,
    review: bool,
    asked: tuple[str, Sequence[Document]],
) -> list[Step]:
    """Fill one catalog from the pages of its documents."""
    path, documents = asked
    steps: list[Step] = []
    pages: list[ImportedPage] = []
    for document in documents:
        try:
            pages += _pages(context, lexicon, document)
        except TransyncError as error:
            steps.append(finding(error, document.path, context.language.code, path=document.path))
    if not pages:
        return steps
    try:
        known = context.read(path)
        change, catalog = merged(context, asked, known, _NOTHING, {})
    except TransyncError as error:
        return [*steps, finding(error, documents[0].path, context.language.code, path=path)]
    done = filled(catalog, _texts(pages), review=review)
    after = po.render(done.catalog) if any(done.counts.values()) else change.before
    if after is None:
        return steps
    summary = _summary(context.project, pages, catalog, done)
    return [*steps, change._replace(after=after, summary=summary)]


def _pages(context: MergeContext, lexicon: Lexicon, document: Document) -> Iterator[ImportedPage]:
    project = context.project
    for target in targets(project, document):
        text = page_text(project, target.path)
        if text is not None:
            found = taken(project, document, text, target.path, lexicon)
            refuse_language(found, context.language, project, target.path)
            yield ImportedPage(document, target.path, text, found)


def _texts(pages: Sequence[ImportedPage]) -> Iterator[PageText]:
    return (PageText(found, page.path) for page in pages for found in page.transfer.found)


def _summary(project: Project, pages: Sequence[ImportedPage], before: Catalog, done: Filled) -> str:
    """Say what was imported, and of each page what is in the way of its coming back."""
    counts = [f"{done.counts[trust]} {trust.value}" for trust in Trust if done.counts[trust]]
    kept = Counter(bool(entry.message.translation) for entry in before.entries[1:])[True]
    counts += [f"{kept} kept"] if kept else []
    left = sum(not entry.message.translation for entry in done.catalog.entries[1:])
    counts += [f"{left} missing"] if left else []
    lines = [", ".join(counts) or "nothing to translate"]
    for page in pages:
        lines += _about(project, page, done)
    return "\n    ".join(lines)


def _about(project: Project, page: ImportedPage, done: Filled) -> Iterator[str]:
    result = compared(project, page.document, translations(done.catalog), page.text)
    if not result.places:
        yield f"{page.path} comes back byte for byte"
    else:
        places = "1 place" if result.places == 1 else f"{result.places} places"
        yield f"{page.path} would differ in {places}, the first at line {result.line}"
    for unit in page.transfer.unplaced[:_SHOWN]:
        yield f"{page.path}:{unit.line}:{unit.column}: belongs to no text: {_short(unit.text)}"
    if (more := len(page.transfer.unplaced) - _SHOWN) > 0:
        yield f"{page.path}: {more} more texts belong to none"
    for text in done.others:
        if text.page == page.path:
            yield (
                f"{page.path}:{text.found.line}: the catalog has another translation than "
                f"{_short(text.found.translation)}"
            )


def _short(text: str) -> str:
    line = text.replace("\n", " ")
    return f'"{line if len(line) <= _WIDTH else line[:_WIDTH] + "…"}"'
