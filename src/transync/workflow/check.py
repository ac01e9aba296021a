"""Checks: finds every drift and fault of a project, and writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync import frontmatter
from transync.checks import front
from transync.errors import TransyncError
from transync.model import Severity
from transync.report import finding, in_order
from transync.workflow.behind import catalog_drift
from transync.workflow.build import made, targets
from transync.workflow.messages import message_findings
from transync.workflow.project import Project, complaints, sources
from transync.workflow.stale import orphan_drift, output_drift, published_drift, wish

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transync.checks import Choice
    from transync.model import Document, Finding
    from transync.workflow.build import Translations
    from transync.workflow.project import Sources


class Checked(NamedTuple):
    """What a check has found, and of how much."""

    findings: tuple[Finding, ...]
    """In the order of their places."""
    documents: int
    languages: tuple[str, ...]


def check(project: Project, choice: Choice) -> Checked:
    """Recompute what extract and build would do, and look at every message; write nothing.

    Raises `ConfigError` as `sources`: where there is nothing to check.
    """
    found = sources(project)
    chosen = [each for each in found.documents if project.is_chosen(each.path)]
    findings = [each for each in _findings(project, found, chosen, choice) if choice.wants(each)]
    codes = tuple(language.code for language in project.languages)
    return Checked(tuple(in_order(findings)), len(chosen), codes)


def graver(findings: Iterable[Finding]) -> list[Finding]:
    """Make every warning an error."""
    return [each._replace(severity=Severity.ERROR) for each in findings]


def _findings(
    project: Project, found: Sources, chosen: list[Document], choice: Choice
) -> Iterator[Finding]:
    yield from complaints(project, found)
    yield from catalog_drift(project, found)
    cache: dict[str, Translations] = {}
    for document in chosen:
        yield from _of_document(project, document)
        yield from _of_translations(project, document, choice, cache)
    if not project.arguments:
        yield from orphan_drift(project, found)


def _of_document(project: Project, document: Document) -> Iterator[Finding]:
    """Check what a canonical document says of itself, and how it is published."""
    origin = project.config.language(project.config.source_language)
    fields = frontmatter.values(document.text, document.path)
    yield from front.of_canonical(document.path, fields, wish(project, origin), origin)
    if project.config.build.canonical:
        yield from published_drift(project, document)


def _of_translations(
    project: Project, document: Document, choice: Choice, cache: dict[str, Translations]
) -> Iterator[Finding]:
    for target in targets(project, document):
        try:
            done = made(project, target, cache)
            yield from output_drift(project, target, done, choice.wants)
        except TransyncError as error:
            yield finding(error, document.path, target.language.code, path=target.path)
            continue
        yield from message_findings(project, target, done, choice)
