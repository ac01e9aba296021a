"""Checks: finds every drift and fault of a project, and writes nothing."""

from __future__ import annotations

import json
from functools import cache, partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from transync.checks import RuleSelection
from transync.commands.check.address_drift import address_drift, claimed_addresses
from transync.commands.check.anchor_drift import CHANGED, LINKED, anchor_drift
from transync.commands.check.catalog_drift import catalog_drift
from transync.commands.check.output_drift import Asker, orphan_drift
from transync.commands.check.verdict import asked_of, verdict_on
from transync.domain.findings import in_order, revived
from transync.domain.layouts import Role
from transync.domain.model import Severity
from transync.project.composing import Composer
from transync.project.cutting import Extent
from transync.project.documents import complaints, remember, sources, weight
from transync.project.included import INCLUDED
from transync.project.pages import Pages
from transync.project.results import OUTSIDE, Results, recalled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transync.domain.model import Finding
    from transync.project.config import Config
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
        composer = Composer(project)
        results = results.narrowed(terms, composer)
        drift = _check(composer, selection, results)
    findings = chain(drift, (each for _, kept in results.each() for each in _read(kept)))
    wanted = tuple(in_order(filter(selection.selects, findings)))
    codes = tuple(language.code for language in project.languages)
    return Checked(wanted, results.documents, codes)


def selection_of(
    config: Config, select: Iterable[str] = (), ignore: Iterable[str] = ()
) -> RuleSelection:
    """Return which findings are selected: `select` takes the place of what is configured.

    What is to be left out, by `ignore`, is added to it.
    """
    settings = config.check
    return RuleSelection(
        tuple(select) or settings.select,
        (*settings.ignore, *ignore),
        settings.of_paths,
        settings.of_languages,
    )


def _check(composer: Composer, selection: RuleSelection, results: Results) -> list[Finding]:
    """Bring the results up to the files, and return the drift of catalogs, which is not kept."""
    project = composer.project
    asked = asked_of(project, selection)
    whole = cache(lambda: remember(project, sources(project, Extent.TEXTS)))
    found = results.part or whole()
    drift = [*catalog_drift(project, whole)]
    found = found.names
    asker = Asker(composer.anew, Pages(project), selection.selects)
    paths, shards = found.chosen(project)
    checked = project.executor.map(partial(verdict_on, asker, asked), shards, weight)
    for path, verdict in zip(paths, checked, strict=True):
        results.new[path] = _written(verdict.findings)
        results.unpublished.update((path, code) for code in verdict.unpublished)
        results.claimed[path] = verdict.claims
        results.notes[LINKED][path] = verdict.linked
        results.notes[CHANGED][path] = verdict.changed_ids
        results.notes[INCLUDED][path] = verdict.included
        results.anchors.extend((path, code, note) for code, note in verdict.anchors)
    outside = [*complaints(project, found)]
    if not project.arguments:
        outside += orphan_drift(asker, found, results.outputs())
        outside += address_drift(claimed_addresses(project, results.claims(found.paths)))
        outside += anchor_drift(*(results.noted(what, found.paths) for what in (LINKED, CHANGED)))
    # Whose a page is, the catalogs of other documents may have to show; and no file of the
    # project tells that one which is none has changed.
    doubtful = {path for path, kept in results.each() if _has_page(project, _read(kept))}
    doubtful |= results.noted(INCLUDED, found.paths).keys()
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
