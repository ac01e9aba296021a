"""Count how far each document is translated into each language."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from transync.core.document.unoffered import unoffered
from transync.core.statistics import Amount, Row, amount
from transync.domain.errors import TransyncError
from transync.domain.findings import finding, revived
from transync.project.composing import Composer
from transync.project.cutting import Extent
from transync.project.documents import complaints, document_of, remember, sources, weight
from transync.project.included import INCLUDED, included_texts
from transync.project.results import Results, recalled
from transync.project.targets import targets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.domain.model import Finding
    from transync.project.documents import Shard
    from transync.project.project import Project
    from transync.project.targets import Target


class Status(NamedTuple):
    """The rows of a project by document and language, and what could not be read."""

    rows: tuple[Row, ...]
    findings: tuple[Finding, ...]


def status(project: Project) -> Status:
    """Count what is translated; raises `ConfigError` as `sources`."""
    templates = (*project.layouts.sources, *project.layouts.catalogs)
    results, findings = recalled(project, "status", "", templates), []
    if not results.are_complete:
        results = results.narrowed()
        findings = _count(project, results)
    counted = [_read(kept) for _, kept in results.each()]
    rows = [*(row for each in counted for row in each.rows), *_unread(project, findings)]
    findings += (found for each in counted for found in each.findings)
    return Status(tuple(sorted(rows, key=lambda row: row.document)), tuple(findings))


def _count(project: Project, results: Results) -> list[Finding]:
    """Bring the results up to the files, and return why documents could not be read."""
    found = results.part or remember(project, sources(project, Extent.NAMES))
    count_one = partial(_of_document, Composer(project))
    counts = project.executor.map(count_one, found.shards, weight)
    paths = [document.path for document in found.documents]
    for path, (counted, is_including) in zip(paths, counts, strict=True):
        results.new[path] = _written(counted)
        results.notes[INCLUDED][path] = is_including
    results.leave(found, results.noted(INCLUDED, found.paths).keys())
    return list(complaints(project, found))


def _written(counted: Status) -> bytes:
    return json.dumps(counted).encode() if any(counted) else b""


def _read(kept: bytes) -> Status:
    rows, findings = json.loads(kept)
    return Status(tuple(map(_row_of, rows)), tuple(revived(findings)))


def _row_of(kept: list[Any]) -> Row:
    return Row._make(Amount(*each) if isinstance(each, list) else each for each in kept)


def _unread(project: Project, findings: list[Finding]) -> Iterator[Row]:
    """Yield a row in each language for each document that is unreadable."""
    codes = {each.document: each.code for each in reversed(findings)}
    for path, code in codes.items():
        if any(source.match(path) for source in project.layouts.sources):
            for language in project.languages_of(path):
                if project.is_chosen(path, language.code):
                    yield Row(path, language.code, error=code)


def _of_document(composer: Composer, shard: Shard) -> tuple[Status, bool]:
    """Count a document in all languages; where its catalog cannot be read, report that, too.

    Also return whether it includes files that are no documents.
    """
    rows: list[Row] = []
    findings: list[Finding] = []
    document = document_of(composer.project, shard)
    beside = unoffered(document.text, composer.project.dialect(document.path))
    included = [*included_texts(composer.project, document)]
    missed = Amount(len(beside), sum(each.words for each in beside))
    for each in included:
        missed = missed.plus(Amount(each.segments, each.words))
    for target in targets(composer.project, document):
        try:
            rows.append(_row(composer, target)._replace(not_offered=missed))
        except TransyncError as error:
            path, code = target.document.path, target.language.code
            rows.append(Row(path, code, error=error.code))
            findings.append(finding(error, path, code))
    return Status(tuple(rows), tuple(findings)), bool(included)


def _row(composer: Composer, target: Target) -> Row:
    document, language, _ = target
    known, put = composer.composed(target)
    keys = {segment.key for segment in document.segments}
    messages = {key: known.entries[key].message for key in keys & known.entries.keys()}
    fuzzy = {key for key, message in messages.items() if message.fuzzy and message.translation}
    translated = keys & put.published.keys()
    refused = {refusal.segment.key for refusal in put.composition.refusals}
    parts = (translated, fuzzy, keys - fuzzy - translated, refused)
    done, unsure, missing, held = (amount(document.segments, part) for part in parts)
    return Row(document.path, language.code, done, unsure, missing, held)
