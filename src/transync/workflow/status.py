"""Tells how far each document is translated into each language."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from transync.amounts import Row, amount
from transync.errors import TransyncError
from transync.findings import finding
from transync.workers import spread
from transync.workflow.composing import composed, targets
from transync.workflow.sources import complaints, sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.model import Finding
    from transync.workflow.composing import Target, Translations
    from transync.workflow.project import Project
    from transync.workflow.sources import Sources


class Status(NamedTuple):
    """The rows of a project by document and language, and what could not be read."""

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]


def status(project: Project) -> Status:
    """Count what is translated; raises `ConfigError` as `sources`."""
    found = sources(project)
    findings = list(complaints(project, found))
    rows = list(_unread(project, findings))
    numbers = range(len(found.documents))
    for told in spread(partial(_rows, project, {}, found), numbers, project.jobs, found.weight):
        rows += [each for each in told if isinstance(each, Row)]
        findings += [each for each in told if not isinstance(each, Row)]
    return Status(tuple(sorted(rows, key=lambda row: row.document)), tuple(findings))


def _unread(project: Project, findings: list[Finding]) -> Iterator[Row]:
    """Give a row in each language to the documents that could not be read."""
    codes = {each.document: each.code for each in reversed(findings)}
    for path, code in codes.items():
        if project.layout.source.match(path):
            for language in project.languages:
                if project.is_chosen(path, language.code):
                    yield Row(path, language.code, error=code)


def _rows(
    project: Project, cache: dict[str, Translations], found: Sources, number: int
) -> list[Row | Finding]:
    """Count a document in all languages; where its catalog cannot be read, tell that, too."""
    rows: list[Row | Finding] = []
    for target in targets(project, found.whole(number)):
        try:
            rows.append(_row(project, cache, target))
        except TransyncError as error:
            path, code = target.document.path, target.language.code
            rows += [Row(path, code, error=error.code), finding(error, path, code)]
    return rows


def _row(project: Project, cache: dict[str, Translations], target: Target) -> Row:
    document, language, _ = target
    known, composition, published = composed(project, target, cache)
    keys = {segment.key for segment in document.segments}
    messages = {key: known.entries[key].message for key in keys & known.entries.keys()}
    fuzzy = {key for key, message in messages.items() if message.fuzzy and message.translation}
    translated = keys & published.keys()
    refused = {refusal.segment.key for refusal in composition.refusals}
    parts = (translated, fuzzy, keys - fuzzy - translated, refused)
    done, unsure, missing, held = (amount(document.segments, part) for part in parts)
    return Row(document.path, language.code, done, unsure, missing, held)
