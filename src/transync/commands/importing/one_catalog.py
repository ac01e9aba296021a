"""Imports the pages of the documents of one catalog: aligns them, fills the catalog, proves it."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from transync.commands.extract.catalog import merged, settled, waits
from transync.commands.importing.betweens import between_messages
from transync.commands.importing.filling import filled, page_messages
from transync.commands.importing.origin import PageText, blocks, origin_of
from transync.commands.importing.outcome import outcome
from transync.commands.importing.pages import (
    ImportComposer,
    ImportedPage,
    compared,
    is_built,
)
from transync.commands.importing.refusing import refuse_language, refuse_stranger
from transync.commands.importing.summary import summary_of
from transync.commands.importing.traits import NO_TRAITS, Traits, traits
from transync.core.align.align import align
from transync.core.align.restored import AlignedPage
from transync.core.align.transfer import transfer
from transync.core.markup.differences import violations
from transync.core.merge.memory import NO_MEMORY
from transync.domain.errors import TransyncError
from transync.domain.findings import finding
from transync.formats import po
from transync.project.targets import targets
from transync.project.translations import allowance_of, translations_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.commands.extract.catalog import MergeContext
    from transync.commands.importing.filling import Review
    from transync.commands.importing.finder import PageFinder
    from transync.commands.importing.outcome import PageOutcome
    from transync.commands.importing.pages import Comparison
    from transync.commands.importing.past import Past
    from transync.core.align.lexicon import Lexicon
    from transync.core.align.unit import Unit
    from transync.domain.changes import Step
    from transync.domain.model import Document, Message, Segment
    from transync.locale.languages import Language
    from transync.project.project import Project


class ImportContext(NamedTuple):
    """What the pages of a language are imported with."""

    merging: MergeContext
    lexicon: Lexicon
    past: Past
    finder: PageFinder
    review: Review


class ImportedCatalog(NamedTuple):
    """What has come of a catalog and its pages."""

    steps: Sequence[Step]
    pages: Sequence[PageOutcome] = ()
    traits: Traits = NO_TRAITS


def imported(context: ImportContext, asked: tuple[str, Sequence[str]]) -> ImportedCatalog:
    """Fill the catalog at a path from the pages of its documents."""
    path, documents = asked[0], [*map(context.merging.documents, asked[1])]
    merging, code = context.merging, context.merging.language.code
    steps: list[Step] = []
    pages: list[ImportedPage] = []
    for document in documents:
        try:
            pages += _pages(context, document)
        except TransyncError as error:
            steps.append(finding(error, document.path, code, path=document.path))
    if not pages:
        return ImportedCatalog(steps)
    try:
        change, catalog = merged(merging, (path, documents), merging.read(path), NO_MEMORY)
    except TransyncError as error:
        return ImportedCatalog([*steps, finding(error, documents[0].path, code, path=path)])
    messages = chain.from_iterable(page.messages for page in pages)
    done = filled(catalog, messages, context.review)
    unread = waits(merging, catalog)
    done = done._replace(catalog=settled(merging.project, done.catalog, documents, unread))
    after = po.render(done.catalog) if done.catalog != catalog else change.before
    composer = ImportComposer(merging.project, context.finder)
    known = translations_in(done.catalog)
    results = [compared(composer, page.target, known, page.text) for page in pages]
    outcomes = [outcome(*pair, path, done) for pair in zip(pages, results, strict=True)]
    observed = [_traits(context, *pair) for pair in zip(pages, results, strict=True)]
    if after is not None:
        summary = summary_of(outcomes, catalog, done)
        steps.append(change._replace(after=after, summary=summary))
    return ImportedCatalog(steps, outcomes, sum(observed, NO_TRAITS))


def _traits(context: ImportContext, page: ImportedPage, result: Comparison) -> Traits:
    merging = context.merging
    return traits(merging.project, merging.language, page, result.refusals)


def _pages(context: ImportContext, document: Document) -> Iterator[ImportedPage]:
    project = context.merging.project
    for target in targets(project, document):
        path = context.finder.path(project, document.path, target.language.code)
        text = context.finder.text(path)
        if text is None:
            continue
        page = PageText(path, text, blocks(project, text, path, document.path))
        origin = origin_of(project, document, page, context.past)
        ours, theirs = origin.blocks, page.blocks
        beads = align(ours.units, theirs.units, context.lexicon, is_built=is_built(text))
        deviations = partial(_deviations, project, document, target.language)
        known = origin.has_history
        found = transfer(ours.units, theirs.units, beads, deviations, is_its_version=known)
        refuse_language(found, context.merging.language, project, path)
        refuse_stranger(found, document.path, path)
        between = between_messages(project, AlignedPage(ours, theirs, beads))
        found = found._replace(unplaced=tuple(_unplaced(found.unplaced, between)))
        messages = page_messages(document, found.found, path, between)
        is_there = context.finder.is_in_place(project, path, target.path)
        yield ImportedPage(target, path, text, found, origin, messages, is_in_place=is_there)


def _unplaced(units: Sequence[Unit], between: Sequence[Message]) -> Iterator[Unit]:
    """Yield the texts of a page that have no place in its document, nor in a message between."""
    held = "\n".join(message.translation for message in between)
    return (unit for unit in units if unit.text not in held)


def _deviations(
    project: Project, document: Document, language: Language, segment: Segment, translation: str
) -> Iterator[str]:
    """Yield the codes of what a translation may not change of the markup of a text."""
    allowance = allowance_of(project, document.path, language)
    dialect = project.dialect(document.path)
    found = violations(segment, translation, document.references, allowance, dialect)
    return (each.code for each in found)
