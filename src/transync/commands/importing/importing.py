"""Imports the translations of pages that people have made: writes catalogs, never a page."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from transync import storage
from transync.commands.extract.catalog import merge_context
from transync.commands.importing.filling import Review
from transync.commands.importing.finder import PageOptions, finder
from transync.commands.importing.one_catalog import ImportContext, imported
from transync.commands.importing.origin import blocks
from transync.commands.importing.pairing import unpaired
from transync.commands.importing.past import past
from transync.core.align.align import words_of_pairs
from transync.core.align.lexicon import learned
from transync.domain.changes import Change
from transync.domain.counts import counted
from transync.domain.errors import ConfigError, TransyncError
from transync.domain.findings import finding
from transync.project.catalogs import groups
from transync.project.composing import targets
from transync.project.config.keeping import with_kept
from transync.project.documents import sources
from transync.project.run import Run

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.commands.importing.finder import PageFinder
    from transync.commands.importing.one_catalog import ImportedCatalog
    from transync.commands.importing.outcome import PageOutcome
    from transync.commands.importing.pairing import UnpairedPage
    from transync.commands.importing.past import Past
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
    page_options: PageOptions = PageOptions()
    """Where the pages are."""


@dataclass
class ImportRecord:
    """What an import has found out so far."""

    lack: str = ""
    """Why there is no history, or not all of it; empty where there is."""
    pages: list[PageOutcome] = field(default_factory=list)
    unpaired: list[UnpairedPage] = field(default_factory=list)
    has_imported: bool = False
    """Whether a catalog has changed, or would."""

    @property
    def kept(self) -> list[str]:
        """The paths of the pages that are to stay as they are."""
        return [page.path for page in self.pages if page.kept]


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
    record = ImportRecord(history.lack)
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
    project = begun.project
    for language in project.languages:
        for done in _of_language(begun, language):
            yield from done.steps
            record.pages += done.pages
            changes = (step for step in done.steps if isinstance(step, Change))
            record.has_imported |= any(change.is_needed for change in changes)
    if not project.arguments:
        documents = [document.path for document in begun.found.documents]
        record.unpaired += unpaired(project, begun.finder, documents)
    if record.kept and begun.options.keeps:
        yield from _configured(project, record.kept)


def _configured(project: Project, kept: Sequence[str]) -> Iterator[Step]:
    """Keep the pages that would not come back as they are, until somebody decides."""
    file = storage.config_in(project.root.folder)
    new = [path for path in sorted(kept) if not project.config.build.keep.match(path)]
    if not (file and new):
        return
    name = file.path.name
    try:
        after = with_kept(file.text, new, is_pyproject=name == "pyproject.toml")
    except ConfigError as error:
        yield finding(error, path=name)
        return
    told = f"{counted(len(new), 'page')} added to `build.keep`"
    yield Change(name, file.text, after, told)


def _of_language(begun: _Import, language: Language) -> Iterator[ImportedCatalog]:
    project, found = begun.project, begun.found
    alone = project._replace(languages=(language,))
    keys = {segment.key for document in found.documents for segment in document.segments}
    merging = merge_context(alone, language, found, keys)
    lexicon = _lexicon(alone, begun)
    context = ImportContext(merging, lexicon, begun.past, begun.finder, begun.options.review)
    wanted = groups(alone, found.documents, language.code)
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
        ours = blocks(project, document.text, document.path)
        paths = (
            pages.path(project, document.path, target.language.code)
            for target in targets(project, document)
        )
        return [
            pair
            for path in paths
            if (text := pages.text(path)) is not None
            for pair in words_of_pairs(ours, blocks(project, text, path, document.path))
        ]
    except TransyncError:  # whoever imports the page will say why
        return []
