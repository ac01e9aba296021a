"""Checks: finds every drift and fault of a project, and writes nothing."""

from __future__ import annotations

import json
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from transync.checks import drift, front
from transync.checks.anchors import changed_ids, linked_ids
from transync.checks.location import Location
from transync.checks.majority import foreign_language
from transync.commands.build.build import made
from transync.commands.check.address_drift import address_drift
from transync.commands.check.anchor_drift import CHANGED, LINKED, anchor_drift
from transync.commands.check.catalog_drift import catalog_drift
from transync.commands.check.messages import Asked, message_findings
from transync.commands.check.output_drift import (
    Asker,
    orphan_drift,
    output_drift,
    published_drift,
    wish,
)
from transync.core.document.unoffered import unoffered
from transync.domain.errors import TransyncError
from transync.domain.findings import finding, in_order, revived
from transync.domain.layouts import Role
from transync.domain.model import Severity
from transync.formats import frontmatter
from transync.project.claims import claims
from transync.project.composing import Composer, targets
from transync.project.cross_links import cross_links
from transync.project.cutting import Extent
from transync.project.documents import complaints, document_of, remember, sources, weight
from transync.project.glossaries import glossaries
from transync.project.pages import Pages
from transync.project.results import OUTSIDE, Results, recalled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from transync.checks import RuleSelection
    from transync.checks.anchors import ChangedId
    from transync.domain.model import Document, Finding
    from transync.formats.frontmatter import Field
    from transync.locale.languages import Language
    from transync.project.claims import Claim
    from transync.project.composing import Target
    from transync.project.documents import Shard
    from transync.project.project import Project


class Checked(NamedTuple):
    """What a check has found, and of how much."""

    findings: tuple[Finding, ...]
    """In the order of their places."""
    documents: int
    languages: tuple[str, ...]


def check(project: Project, selection: RuleSelection) -> Checked:
    """Recompute what extract and build would do, and look at every message; write nothing.

    What was found out of documents is remembered, as long as their files are as they were. Raises
    `ConfigError` as `sources`: where there is nothing to check.
    """
    terms = project.config.terms
    templates = (*(each for role in Role for each in project.layouts.templates(role)), terms)
    results, drift = recalled(project, "check", repr(selection), templates), []
    if not results.are_complete:
        results = results.narrowed(terms, Composer(project))
        drift = _check(project, selection, results)
    findings = [*drift, *(each for _, kept in results.each() for each in _read(kept))]
    wanted = tuple(in_order(filter(selection.selects, findings)))
    codes = tuple(language.code for language in project.languages)
    return Checked(wanted, results.documents, codes)


def _check(project: Project, selection: RuleSelection, results: Results) -> list[Finding]:
    """Bring the results up to the files, and return the drift of catalogs, which is not kept."""
    config = project.config
    codes = dict.fromkeys((*project.layouts.languages, *config.languages))
    every = tuple(map(config.language, codes))
    asked = Asked(every, glossaries(project), config.check.minimum, selection)
    whole = cache(lambda: remember(project, sources(project, Extent.MARKED)))
    found = results.part or whole()
    drift = [*catalog_drift(project, whole)]
    found = found.names
    asker = Asker(Composer(project), Pages(project), selection.selects)
    paths, shards = found.chosen(project)
    checked = project.executor.map(partial(_of_all, asker, asked), shards, weight)
    for path, verdict in zip(paths, checked, strict=True):
        results.new[path] = _written(verdict.findings)
        results.unpublished.update((path, code) for code in verdict.unpublished)
        results.claimed[path] = verdict.claims
        results.notes[LINKED][path] = verdict.linked
        results.notes[CHANGED][path] = verdict.changed_ids
    outside = [*complaints(project, found)]
    if not project.arguments:
        outside += orphan_drift(asker, found, results.outputs())
        outside += address_drift(project, results.claims(found.paths))
        outside += anchor_drift(*(results.noted(what, found.paths) for what in (LINKED, CHANGED)))
    # Whose a page is, the catalogs of other documents may have to show.
    doubtful = {path for path, kept in results.each() if _has_page(project, _read(kept))}
    results.new[OUTSIDE] = _written(outside)
    results.leave(found, (doubtful - {OUTSIDE}) | ({OUTSIDE} if drift else set()))
    return drift


def _has_page(project: Project, findings: Iterable[Finding]) -> bool:
    placements = (project.layouts.placement(found.path) for found in findings)
    return any(placement is not None and placement.role is Role.OUTPUT for placement in placements)


def _written(findings: Iterable[Finding]) -> bytes:
    listed = [*findings]
    return json.dumps(listed).encode() if listed else b""


def _read(kept: bytes) -> Iterator[Finding]:
    return revived(json.loads(kept))


def warnings_as_errors(findings: Iterable[Finding]) -> list[Finding]:
    """Make every warning an error."""
    return [each._replace(severity=Severity.ERROR) for each in findings]


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


def _of_all(asker: Asker, asked: Asked, shard: Shard) -> Verdict:
    """Check a document and all its translations."""
    document = document_of(shard)
    asked = asked.of(asker.project.language_of(document.path))
    is_data = asker.project.dialect(document.path).data is not None
    fields = {} if is_data else frontmatter.values(document.text, document.path)
    keys = asker.project.dialect(document.path).address_keys
    findings = [*_of_document(asker, document, fields, asked)]
    linked = cross_links(asker.project, document)
    verdict = Verdict(findings, [], claims(fields, keys), linked, [])
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
        yield drift.not_offered(place, each.text, each.words, each.selector)


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
        ids = changed_ids(document, done.composition.text, dialect)
        own = linked_ids(document)
        verdict.changed_ids.extend((language.code, each) for each in ids if each.anchor not in own)
