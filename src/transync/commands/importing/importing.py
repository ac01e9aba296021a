"""Imports the translations of pages that people have made: writes catalogs, never a page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from transync.commands.extract.catalog import merge_context
from transync.commands.importing.block_reader import BlockReader
from transync.commands.importing.configuring import configuration_step, reconfigured
from transync.commands.importing.finder import finder
from transync.commands.importing.one_catalog import ImportContext, ImportedCatalog, imported
from transync.commands.importing.pages import ImportComposer
from transync.commands.importing.pairing import unpaired
from transync.commands.importing.past import past
from transync.commands.importing.record import ImportRecord
from transync.commands.importing.refusing import IN_ANOTHER_LANGUAGE
from transync.commands.importing.suggestions import suggestions
from transync.commands.importing.teaching import lesson
from transync.commands.importing.traits import NO_TRAITS
from transync.domain.errors import ConfigError, DocumentError
from transync.domain.findings import finding
from transync.project.catalogs import groups
from transync.project.documents import chosen_sources
from transync.project.run import Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.commands.importing.finder import PageFinder
    from transync.commands.importing.options import ImportOptions
    from transync.commands.importing.past import Past
    from transync.commands.importing.suggestions import Suggestion
    from transync.commands.importing.teaching import Lesson
    from transync.domain.changes import Step
    from transync.domain.model import Finding
    from transync.locale.languages import Language
    from transync.project.documents import Sources
    from transync.project.project import Project


class Import(NamedTuple):
    """A run that imports, and what it has found out when all of its steps are done."""

    run: Run
    record: ImportRecord


def import_pages(project: Project, options: ImportOptions) -> Import:
    """Take the translations of the pages that are there into the catalogs of their documents.

    A message that has a translation stays as it is. Raises `ConfigError` as `chosen_sources`, for
    options that cannot be, and where there is no page at all.
    """
    found = chosen_sources(project)
    pages = finder(project, options.pages)
    history = past(project, pages, revision=options.revision, has_history=options.has_history)
    _refuse_no_page(project, pages, options.pages.template)
    record = ImportRecord(history.lack)
    steps = _steps(_ImportInputs(project, found, pages, history, options, {}), record)
    return Import(Run(project.root, steps, len(found.documents) * len(project.languages)), record)


def _refuse_no_page(project: Project, found: PageFinder, template: str) -> None:
    """Raise `ConfigError` where no file can be a page: a path is surely mistyped.

    Where a folder cannot be read, what is wrong with that is raised.
    """
    listed = [found.pages(project, language.code) for language in project.languages]
    if found.pairs or any(each.files for each in listed):
        return
    for error in (error for each in listed for error in each.errors):
        raise error
    patterns = template or " or ".join(each.text for each in project.layouts.outputs)
    raise ConfigError(f"there is no page to import: no file matches {patterns}")


class _ImportInputs(NamedTuple):
    """What an import needs before its first step."""

    project: Project
    found: Sources
    finder: PageFinder
    past: Past
    options: ImportOptions
    lessons: dict[str, Lesson]
    """What the pages of each language have taught, by its code, as soon as that is known."""


def _steps(inputs: _ImportInputs, record: ImportRecord) -> Iterator[Step]:
    settings: list[Suggestion] = []
    if inputs.options.configures:
        settings = _inferred(inputs)
        project = reconfigured(inputs.project, settings)
        inputs = inputs._replace(project=project, found=chosen_sources(project))
    project = inputs.project
    for done in _catalogs(inputs):
        yield from done.steps
        record.add(done)
    if not project.arguments:
        documents = [document.path for document in inputs.found.documents]
        record.unpaired += unpaired(project, inputs.finder, documents)
    record.suggestions = settings or suggestions(project, record.traits)
    record.is_configured = bool(settings)
    yield from configuration_step(project, settings, record.kept)


def _inferred(inputs: _ImportInputs) -> list[Suggestion]:
    """Return the settings that the pages suggest, as an import would find them."""
    found = (done.traits for done in _catalogs(inputs))
    return suggestions(inputs.project, sum(found, NO_TRAITS))


def _catalogs(inputs: _ImportInputs) -> Iterator[ImportedCatalog]:
    for language in inputs.project.languages:
        yield from _of_language(inputs, language)


def _of_language(inputs: _ImportInputs, language: Language) -> Iterator[ImportedCatalog]:
    project, found = inputs.project, inputs.found
    alone = project._replace(languages=(language,))
    merging = merge_context(alone, language, found)
    read = BlockReader(alone)
    learnt = inputs.lessons.get(language.code) or lesson(read, inputs.finder, found.documents)
    inputs.lessons[language.code] = learnt
    if other := learnt.other_language(project.layouts.languages):
        yield ImportedCatalog([_mistaken(project, language, other, learnt)])
        return
    composer = ImportComposer(alone, inputs.finder).anew
    review, keeps = inputs.options.review, inputs.options.keeps
    context = ImportContext(merging, read, learnt.lexicon, inputs.past, composer, review, keeps)
    wanted = groups(alone, found.looked_into, language.code)
    yield from project.executor.map(partial(imported, context), [*wanted.items()])


def _mistaken(project: Project, language: Language, other: str, learnt: Lesson) -> Finding:
    """Report that the pages of a language are in another; two may be swapped."""
    spoken = project.config.language(other)
    path, *others = learnt.mistaken[other]
    message = (
        f"is in {spoken.name} ({other}), not in {language.name} ({language.code}), and so are "
        f"{len(others)} more pages: nothing was imported into {language.code}; are they swapped?"
    )
    error = DocumentError(message, path=path, line=1, column=1, code=IN_ANOTHER_LANGUAGE)
    return finding(error, language=language.code)
