"""Imports the translations of pages that people have made: writes catalogs, never a page."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from transync.commands.extract.catalog import merge_context
from transync.commands.importing.configuring import configuration_step, reconfigured
from transync.commands.importing.filling import Review
from transync.commands.importing.finder import PageOptions, finder
from transync.commands.importing.one_catalog import ImportContext, imported
from transync.commands.importing.origin import blocks
from transync.commands.importing.pairing import unpaired
from transync.commands.importing.past import past
from transync.commands.importing.record import ImportRecord
from transync.commands.importing.suggestions import suggestions
from transync.commands.importing.traits import NO_TRAITS
from transync.core.align.align import words_of_pairs
from transync.core.align.lexicon import learned
from transync.domain.errors import TransyncError
from transync.project.catalogs import groups
from transync.project.composing import targets
from transync.project.documents import sources
from transync.project.run import Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.commands.importing.finder import PageFinder
    from transync.commands.importing.one_catalog import ImportedCatalog
    from transync.commands.importing.past import Past
    from transync.commands.importing.suggestions import Suggestion
    from transync.core.align.lexicon import Lexicon
    from transync.domain.changes import Step
    from transync.domain.model import Document
    from transync.locale.languages import Language
    from transync.project.documents import Sources
    from transync.project.project import Project

_TEACHERS = 200
"""So many pages teach the lexicon of a language."""


class ImportOptions(NamedTuple):
    """How translations are imported."""

    review: Review = Review.UNSURE
    """Which of them are fuzzy."""
    keeps: bool = True
    """Whether pages that would not come back as they are get into `build.keep`."""
    has_history: bool = True
    """Whether older versions of the documents are looked at, too."""
    revision: str = ""
    """The version of the documents that all pages were translated from."""
    configures: bool = False
    """Whether the settings that the pages suggest are written, and used."""
    page_options: PageOptions = PageOptions()
    """Where the pages are."""


class Import(NamedTuple):
    """A run that imports, and what it has found out when all of its steps are done."""

    run: Run
    record: ImportRecord


def import_pages(project: Project, options: ImportOptions) -> Import:
    """Take the translations of the pages that are there into the catalogs of their documents.

    A message that has a translation stays as it is. Raises `ConfigError` as `sources`, and for
    options that cannot be.
    """
    found = sources(project)
    pages = finder(project, options.page_options)
    history = past(project, pages, revision=options.revision, has_history=options.has_history)
    record = ImportRecord(options.keeps, history.lack)
    steps = _steps(_Import(project, found, pages, history, options), record)
    return Import(Run(project.root, steps, len(found.documents) * len(project.languages)), record)


class _Import(NamedTuple):
    """An import before its first step."""

    project: Project
    found: Sources
    finder: PageFinder
    past: Past
    options: ImportOptions


def _steps(begun: _Import, record: ImportRecord) -> Iterator[Step]:
    settings: list[Suggestion] = []
    if begun.options.configures:
        settings = _inferred(begun)
        project = reconfigured(begun.project, settings)
        begun = begun._replace(project=project, found=sources(project))
    project = begun.project
    for done in _catalogs(begun):
        yield from done.steps
        record.add(done)
    if not project.arguments:
        documents = [document.path for document in begun.found.documents]
        record.unpaired += unpaired(project, begun.finder, documents)
    record.suggestions = settings or suggestions(project, record.traits)
    record.is_configured = bool(settings)
    yield from configuration_step(project, settings, record.kept)


def _inferred(begun: _Import) -> list[Suggestion]:
    """Return the settings that the pages suggest, as an import would find them."""
    found = (done.traits for done in _catalogs(begun))
    return suggestions(begun.project, sum(found, NO_TRAITS))


def _catalogs(begun: _Import) -> Iterator[ImportedCatalog]:
    for language in begun.project.languages:
        yield from _of_language(begun, language)


def _of_language(begun: _Import, language: Language) -> Iterator[ImportedCatalog]:
    project, found = begun.project, begun.found
    alone = project._replace(languages=(language,))
    merging = merge_context(alone, language, found)
    lexicon = _lexicon(alone, begun)
    context = ImportContext(merging, lexicon, begun.past, begun.finder, begun.options.review)
    wanted = groups(alone, found.looked_into, language.code)
    yield from project.executor.map(partial(imported, context), [*wanted.items()])


def _lexicon(project: Project, begun: _Import) -> Lexicon:
    """Learn which words go together from the first pages of a language."""
    documents = begun.found.documents[:_TEACHERS]
    pairs = project.executor.map(partial(_words, project, begun.finder), documents)
    return learned(chain.from_iterable(pairs))


def _words(
    project: Project, pages: PageFinder, document: Document
) -> list[tuple[frozenset[str], frozenset[str]]]:
    try:
        paths = (
            pages.path(project, document.path, target.language.code)
            for target in targets(project, document)
        )
        texts = {path: text for path in paths if (text := pages.text(path)) is not None}
        ours = blocks(project, document.text, document.path).units if texts else ()
        return [
            pair
            for path, text in texts.items()
            for pair in words_of_pairs(ours, blocks(project, text, path, document.path).units)
        ]
    except TransyncError:  # whoever imports the page will say why
        return []
