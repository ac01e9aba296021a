"""Imports the translations of pages that people have made: writes catalogs, never a page."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from transync import storage
from transync.commands.extract.catalog import merge_context, merged
from transync.commands.importing.filling import filled, page_messages, translations
from transync.commands.importing.origin import blocks, origin_of
from transync.commands.importing.pages import (
    ImportedPage,
    compared,
    is_kept,
    page_text,
    refuse_language,
)
from transync.commands.importing.summary import summary_of
from transync.core.align.align import align, words_of_pairs
from transync.core.align.lexicon import learned
from transync.core.align.transfer import transfer
from transync.core.merge.memory import NO_MEMORY
from transync.domain.changes import Change
from transync.domain.counts import counted
from transync.domain.errors import TransyncError
from transync.domain.findings import finding
from transync.formats import po
from transync.project.catalogs import groups
from transync.project.composing import Composer, targets
from transync.project.config.keeping import with_kept
from transync.project.documents import sources
from transync.project.run import Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.commands.extract.catalog import MergeContext
    from transync.core.align.lexicon import Lexicon
    from transync.domain.changes import Step
    from transync.domain.model import Document
    from transync.locale.languages import Language
    from transync.project.documents import Sources
    from transync.project.project import Project
    from transync.storage import History

_TEACHERS = 200
"""So many pages teach the lexicon of a language."""


class ImportOptions(NamedTuple):
    """How translations are imported."""

    review: bool = False
    """Whether all of them are fuzzy."""
    keeps: bool = True
    """Whether pages that would not come back as they are get into `build.keep`."""
    has_history: bool = True
    """Whether older versions of the documents are looked at, too."""


class ImportContext(NamedTuple):
    """What the pages of a language are imported with."""

    merging: MergeContext
    lexicon: Lexicon
    history: History
    review: bool


def import_pages(project: Project, options: ImportOptions) -> Run:
    """Take the translations of the pages that are there into the catalogs of their documents.

    A message that has a translation stays as it is. Raises `ConfigError` as `sources`.
    """
    found = sources(project)
    past = storage.history(project.root) if options.has_history else storage.NO_HISTORY
    return Run(
        project.root,
        _steps(project, found, past, options),
        len(found.documents) * len(project.languages),
    )


def _steps(
    project: Project, found: Sources, past: History, options: ImportOptions
) -> Iterator[Step]:
    kept: list[str] = []
    for language in project.languages:
        for steps, pages in _of_language(project, found, language, past, review=options.review):
            yield from steps
            kept += pages
    if kept and options.keeps:
        yield from _configured(project, kept)


def _configured(project: Project, kept: Sequence[str]) -> Iterator[Step]:
    """Keep the pages that would not come back as they are, until somebody decides."""
    file = storage.config_in(project.root.folder)
    new = [path for path in sorted(kept) if not project.config.build.keep.match(path)]
    if not (file and new):
        return
    name = file.path.name
    try:
        after = with_kept(file.text, new, is_pyproject=name == "pyproject.toml")
    except TransyncError as error:
        yield finding(error, path=name)
        return
    told = f"{counted(len(new), 'page')} added to `build.keep`"
    yield Change(name, file.text, after, told)


def _of_language(
    project: Project, found: Sources, language: Language, past: History, *, review: bool
) -> Iterator[tuple[list[Step], list[str]]]:
    alone = project._replace(languages=(language,))
    keys = {segment.key for document in found.documents for segment in document.segments}
    merging = merge_context(alone, language, found, keys)
    context = ImportContext(merging, _lexicon(alone, found), past, review)
    wanted = groups(alone, found.documents, language.code)
    yield from project.executor.map(partial(_of_catalog, context), [*wanted.items()])


def _lexicon(project: Project, found: Sources) -> Lexicon:
    """Learn which words go together from the first pages of a language."""
    pairs = project.executor.map(partial(_words, project), found.documents[:_TEACHERS])
    return learned(chain.from_iterable(pairs))


def _words(project: Project, document: Document) -> list[tuple[frozenset[str], frozenset[str]]]:
    try:
        ours = blocks(project, document.text, document.path)
        return [
            pair
            for target in targets(project, document)
            if (text := page_text(project, target.path)) is not None
            for pair in words_of_pairs(ours, blocks(project, text, target.path))
        ]
    except TransyncError:  # whoever imports the page will say why
        return []


def _of_catalog(
    context: ImportContext, asked: tuple[str, Sequence[Document]]
) -> tuple[list[Step], list[str]]:
    """Fill one catalog from the pages of its documents; return the pages to be kept, too."""
    path, documents = asked
    merging, code = context.merging, context.merging.language.code
    steps: list[Step] = []
    pages: list[ImportedPage] = []
    for document in documents:
        try:
            pages += _pages(context, document)
        except TransyncError as error:
            steps.append(finding(error, document.path, code, path=document.path))
    if not pages:
        return steps, []
    try:
        known = merging.read(path)
        change, catalog = merged(merging, asked, known, NO_MEMORY, {})
    except TransyncError as error:
        return [*steps, finding(error, documents[0].path, code, path=path)], []
    messages = chain.from_iterable(page.messages for page in pages)
    done = filled(catalog, messages, review=context.review)
    after = po.render(done.catalog) if done.catalog != catalog else change.before
    composer, current = Composer(merging.project), translations(done.catalog)
    results = [compared(composer, page.target, current, page.text) for page in pages]
    kept = [page.path for page, result in zip(pages, results, strict=True) if is_kept(page, result)]
    if after is not None:
        summary = summary_of(pages, results, catalog, done)
        steps.append(change._replace(after=after, summary=summary))
    return steps, kept


def _pages(context: ImportContext, document: Document) -> Iterator[ImportedPage]:
    project = context.merging.project
    for target in targets(project, document):
        text = page_text(project, target.path)
        if text is None:
            continue
        theirs = blocks(project, text, target.path)
        origin = origin_of(project, document, theirs, target.path, context.history)
        beads = align(origin.units, theirs, context.lexicon)
        found = transfer(origin.units, theirs, beads)
        refuse_language(found, context.merging.language, project, target.path)
        messages = page_messages(document, found.found, target.path)
        yield ImportedPage(target, text, found, origin.revision, messages)
