"""Imports the pages of the documents of one catalog: aligns them, fills the catalog, proves it."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from transync.commands.extract.catalog import merged, settled, waits
from transync.commands.importing.betweens import page_betweens
from transync.commands.importing.comparing import compared
from transync.commands.importing.comparing_numbers import has_other_numbers
from transync.commands.importing.doubting import doubted, doubted_pages, refused_keys
from transync.commands.importing.filling import brought_to_date, filled, page_messages
from transync.commands.importing.options import Review
from transync.commands.importing.origin import PageText, origin_of
from transync.commands.importing.outcome import outcome
from transync.commands.importing.page_state import is_built, is_stub, without_names
from transync.commands.importing.pages import ImportedPage
from transync.commands.importing.refusing import refuse_language, refuse_stranger
from transync.commands.importing.summary import summary_of
from transync.commands.importing.traits import NO_TRAITS, Traits, traits
from transync.core.align.align import align
from transync.core.align.restored import AlignedPage
from transync.core.align.suspicion import suspected
from transync.core.align.transfer import PairChecks, transfer
from transync.core.markup.differences import violations
from transync.core.merge.memory import NO_MEMORY
from transync.domain.errors import TransyncError
from transync.domain.findings import finding
from transync.formats import po
from transync.project.targets import targets
from transync.project.translations import translations_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from transync.commands.extract.catalog import MergeContext
    from transync.commands.importing.block_reader import BlockReader
    from transync.commands.importing.comparing import Comparison
    from transync.commands.importing.outcome import ImportOutcome
    from transync.commands.importing.pages import ImportComposer
    from transync.commands.importing.past import Past
    from transync.core.align.lexicon import Lexicon
    from transync.core.align.unit import Unit
    from transync.domain.allowance import Allowance
    from transync.domain.changes import Step
    from transync.domain.model import Document, Key, Message, Segment
    from transync.locale.languages import Language
    from transync.project.project import Project


class ImportContext(NamedTuple):
    """What the pages of a language are imported with."""

    merging: MergeContext
    read_blocks: BlockReader
    lexicon: Lexicon
    past: Past
    composer: ImportComposer
    review: Review
    keeps: bool
    """Whether pages that would not come back as they are stay so."""


class ImportedCatalog(NamedTuple):
    """What has come of a catalog and its pages."""

    steps: Sequence[Step]
    pages: Sequence[ImportOutcome] = ()
    traits: Traits = NO_TRAITS


def imported(context: ImportContext, asked: tuple[str, Sequence[str]]) -> ImportedCatalog:
    """Fill the catalog at a path from the pages of its documents."""
    path, documents = asked[0], [*map(context.merging.documents, asked[1])]
    merging, code = context.merging, context.merging.language.code
    steps: list[Step] = []
    pages: list[ImportedPage] = []
    composer, allowed = context.composer.anew, _allowed(merging, path)
    for document in documents:
        try:
            pages += _pages(context, document, partial(composer.allowance, comments=allowed))
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
    known = translations_in(done.catalog)
    results = [compared(composer, page, known) for page in pages]
    if refused := refused_keys(catalog, results):
        done, pages = doubted(done, refused), doubted_pages(pages, refused)
    after = po.render(done.catalog) if done.catalog != catalog else change.before
    outcomes = [
        outcome(*pair, path, done, keeps=context.keeps) for pair in zip(pages, results, strict=True)
    ]
    observed = [_traits(context, *pair) for pair in zip(pages, results, strict=True)]
    if after is not None:
        summary = summary_of(outcomes, catalog, done)
        steps.append(change._replace(after=after, summary=summary))
    return ImportedCatalog(steps, outcomes, sum(observed, NO_TRAITS))


def _traits(context: ImportContext, page: ImportedPage, result: Comparison) -> Traits:
    merging = context.merging
    return traits(merging.project, merging.language, page, result.refusals)


def _allowed(merging: MergeContext, path: str) -> Mapping[Key, frozenset[str]]:
    """Return what comments in a catalog allow; nothing for one that cannot be read."""
    try:
        known = merging.read(path)
    except TransyncError:
        return {}
    return translations_in(known.catalog).allowed if known else {}


def _pages(
    context: ImportContext, document: Document, allowance: Callable[[str, Language], Allowance]
) -> Iterator[ImportedPage]:
    project, finder = context.merging.project, context.composer.finder
    for target in targets(project, document):
        path = finder.path(project, document.path, target.language.code)
        text = finder.text(path)
        if text is None:
            continue
        page = PageText(path, text, context.read_blocks(text, path, document.path))
        origin = origin_of(context.read_blocks, document, page, context.past)
        ours, theirs = origin.blocks, page.blocks
        beads = align(ours.units, theirs.units, context.lexicon, is_built=is_built(text))
        allowed = allowance(document.path, target.language)
        numbers = partial(has_other_numbers, project, document, target.language)
        checks = PairChecks(partial(_deviations, project, document, allowed), numbers)
        known = origin.has_history
        found = transfer(ours.units, theirs.units, beads, checks, is_its_version=known)
        refuse_language(found, context.merging.language, project, path)
        refuse_stranger(found, document.path, path)
        between, refusals = page_betweens(project, AlignedPage(ours, theirs, beads), document)
        found = found._replace(unplaced=tuple(_unplaced(found.unplaced, between)))
        found = without_names(found) if is_stub(found) else found
        if not known and context.review is not Review.NOT_OUTDATED:
            found = suspected(found, numbers)
        original = page_messages(found.found, path, between)
        messages = brought_to_date(original, document)
        is_there = finder.is_in_place(project, path, target.path)
        yield ImportedPage(
            *(target, path, text, found, origin, original, messages, is_there, refusals)
        )


def _unplaced(units: Sequence[Unit], between: Sequence[Message]) -> Iterator[Unit]:
    """Yield the texts of a page that have no place in its document, nor in a message between."""
    held = "\n".join(message.translation for message in between)
    return (unit for unit in units if unit.text not in held)


def _deviations(
    project: Project, document: Document, allowance: Allowance, segment: Segment, translation: str
) -> Iterator[str]:
    """Yield the codes of what a translation may not change of the markup of a text."""
    dialect = project.dialect(document.path)
    found = violations(segment, translation, document.references, allowance, dialect)
    return (each.code for each in found)
