"""Judges one document: what is found of it, and of all its translations."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync.checks import drift, front
from transync.checks.anchors import changed_ids, linked_ids
from transync.checks.location import Location
from transync.checks.majority import foreign_language
from transync.commands.build.build import made
from transync.commands.check.messages import Asked, message_findings
from transync.commands.check.output_drift import output_drift, published_drift, wish
from transync.core.build.translated_ids import translated_ids
from transync.core.document.unoffered import UnofferedKind, unoffered
from transync.domain.errors import TransyncError
from transync.domain.findings import finding
from transync.formats import frontmatter
from transync.project.addresses import claims
from transync.project.anchor_notes import note_of
from transync.project.cross_links import cross_links
from transync.project.documents import document_of
from transync.project.glossaries import glossaries
from transync.project.included import included_texts
from transync.project.page_anchors import follow_translations
from transync.project.targets import targets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from transync.checks import RuleSelection
    from transync.checks.anchors import ChangedId
    from transync.commands.check.output_drift import Asker
    from transync.domain.addresses import Claim
    from transync.domain.changes import AnchorNote
    from transync.domain.model import Document, Finding
    from transync.formats.frontmatter import Field
    from transync.locale.languages import Language
    from transync.project.documents import Shard
    from transync.project.included import IncludedText
    from transync.project.project import Project
    from transync.project.targets import Target


def asked_of(project: Project, selection: RuleSelection) -> Asked:
    """Return what is asked of the messages of a project.

    Raises `ConfigError` for a glossary that cannot be read.
    """
    config = project.config
    codes = dict.fromkeys((*project.layouts.languages, *config.languages))
    every = tuple(map(config.language, codes))
    return Asked(every, glossaries(project), config.check.minimum, selection)


class Verdict(NamedTuple):
    """What was found out of a document and its translations."""

    findings: list[Finding]
    unpublished: list[str]
    """The codes of the languages that it has no page in."""
    claims: list[Claim]
    linked: list[tuple[str, str]]
    """The anchors of documents that it links to."""
    changed_ids: list[tuple[str, ChangedId]]
    """The ids that headings of its pages do not have, each with the language of the page."""
    anchors: list[tuple[str, AnchorNote]]
    """What is noted of the anchors of its pages, by language."""
    included: list[str]
    """The files that it includes and that are no documents."""


def verdict_on(asker: Asker, asked: Asked, shard: Shard) -> Verdict:
    """Check a document and all its translations."""
    document = document_of(asker.project, shard)
    asked = asked.of(asker.project.language_of(document.path))
    is_data = asker.project.dialect(document.path).data is not None
    fields = {} if is_data else frontmatter.values(document.text, document.path)
    findings = [*_of_document(asker, document, fields, asked)]
    linked = cross_links(asker.composer.addresses, document)
    included = [*included_texts(asker.project, document)]
    findings += _not_included(document, included)
    paths = [each.path for each in included]
    claimed = claims(asker.project, document.path, fields)
    verdict = Verdict(findings, [], claimed, linked, [], [], paths)
    for target in targets(asker.project, document):
        _look_at(verdict, asker, target, fields, asked)
    return verdict


def _of_document(
    asker: Asker, document: Document, fields: Mapping[str, Field], asked: Asked
) -> Iterator[Finding]:
    """Check what a canonical document says of itself, and how it is published."""
    project, origin = asker.project, asked.languages[0]
    if asked.selection.is_enabled(front.source_text.code):
        yield from _tongue(document, asked.languages)
    yield from _not_offered(project, document)
    yield from front.of_canonical(document.path, fields, wish(project, origin), origin)
    if project.layout_of(document.path).canonical:
        yield from published_drift(project, asker.pages, document)


def _not_offered(project: Project, document: Document) -> Iterator[Finding]:
    """Yield a finding for each text that readers see and that is no message."""
    for each in unoffered(document.text, project.dialect(document.path)):
        place = Location(document.path, each.line, each.column, document.path)
        yield drift.not_offered(place, each.text, each.words, each.kind, each.name)


def _not_included(document: Document, found: Iterable[IncludedText]) -> Iterator[Finding]:
    """Yield a finding for each file that a document includes, and that is none but has texts."""
    for each in found:
        if each.words:
            place = Location(document.path, each.line, each.column, document.path)
            yield drift.not_offered(place, each.text, each.words, UnofferedKind.FILE, each.path)


def _tongue(document: Document, languages: Sequence[Language]) -> Iterator[Finding]:
    """Yield a finding if the text of a canonical document is not in the source language."""
    origin = languages[0]
    found = foreign_language(document, languages)
    if found:
        first = next(iter(document.segments))
        place = Location(document.path, first.line, first.column, document.path)
        yield front.source_text(place, found.code, origin.code)


def _look_at(
    verdict: Verdict, asker: Asker, target: Target, fields: Mapping[str, Field], asked: Asked
) -> None:
    """Add to a verdict what is to be said of a localized document."""
    document, language, path = target
    verdict.anchors.append((language.code, note_of(asker.composer, target)))
    try:
        done = made(asker.composer, target)
    except TransyncError as error:
        verdict.findings.append(finding(error, document.path, language.code, path=document.path))
        verdict.unpublished.append(language.code)
        return
    if done.after is None:
        verdict.unpublished.append(language.code)
    try:
        verdict.findings.extend(output_drift(asker, target, done, fields))
    except TransyncError as error:
        verdict.findings.append(finding(error, document.path, language.code, path=path))
        return
    dialect = asker.project.dialect(document.path)
    verdict.findings.extend(message_findings(target, done, asked, dialect))
    if dialect.heading_ids and dialect.links and done.after is not None:
        page = done.composition.text
        ids = changed_ids(document, page, dialect)
        own = linked_ids(document, dialect)
        if follow_translations(asker.project, document.path):
            own = own.union(translated_ids(document, page, dialect))
        verdict.changed_ids.extend((language.code, each) for each in ids if each.anchor not in own)
