"""Tells how far each document is translated into each language."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync.amounts import Row, amount
from transync.errors import TransyncError
from transync.report import finding
from transync.workflow.build import translations
from transync.workflow.sources import complaints, sources

if TYPE_CHECKING:
    from transync.model import Document, Finding
    from transync.workflow.build import Translations
    from transync.workflow.project import Project


class Status(NamedTuple):
    """The rows of a project by document and language, and what could not be read."""

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]


def status(project: Project) -> Status:
    """Count what is translated; raises `ConfigError` as `sources`."""
    found = sources(project)
    rows: list[Row] = []
    findings = list(complaints(project, found))
    cache: dict[str, Translations] = {}
    for document in found.documents:
        for language in project.languages:
            if project.is_chosen(document.path, language.code):
                try:
                    stem = project.stem(document.path)
                    known = translations(project, stem, language.code, cache)
                except TransyncError as error:
                    findings.append(finding(error, document.path, language.code))
                else:
                    rows.append(_row(document, language.code, known))
    return Status(tuple(rows), tuple(findings))


def _row(document: Document, code: str, known: Translations) -> Row:
    keys = {segment.key for segment in document.segments}
    messages = {key: known.entries[key].message for key in keys & known.entries.keys()}
    fuzzy = {key for key, message in messages.items() if message.fuzzy and message.translation}
    translated = keys & known.current.keys()
    parts = (
        amount(document.segments, part) for part in (translated, fuzzy, keys - fuzzy - translated)
    )
    return Row(document.path, code, *parts)
