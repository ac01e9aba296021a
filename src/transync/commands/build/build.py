"""Builds: documents and catalogs become localized documents."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from transync.commands.build.publishing import canonical, left_alone, marked, with_mark
from transync.commands.delegated import delegated
from transync.core.build.stamps import stamped
from transync.core.document.unmerged import first_mark
from transync.domain.changes import Change, SkippedCounts, Step
from transync.domain.errors import TransyncError
from transync.domain.findings import finding
from transync.domain.layouts import Role
from transync.formats import frontmatter
from transync.project import anchor_notes, claims, written_pages
from transync.project.composing import Composer, percentage, refusals
from transync.project.cutting import Extent
from transync.project.documents import (
    complaints,
    document_of,
    remember,
    sources,
    weight,
)
from transync.project.outputs import localized_text, outputs_without_document
from transync.project.page_keys import page_keys
from transync.project.pages import Page, Pages
from transync.project.published import noted, unpublished
from transync.project.results import narrowed_part
from transync.project.run import Record, Run
from transync.project.targets import targets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from transync.core.build.compose import Composition
    from transync.domain.model import Document, Finding, Key
    from transync.project.documents import Shard, Sources
    from transync.project.project import Project
    from transync.project.run_state import RunState
    from transync.project.targets import Target
    from transync.project.translations import Translations


def build(project: Project, state: RunState, *, force: bool = False) -> Run:
    """Build the localized documents, unless known to be built; raises `ConfigError` as `sources`.

    A localized document that somebody edited is only replaced with `force`.
    """
    composer = Composer(project)
    part, skipped = _part(state, composer)
    state = state if part else state.anew()
    found = part or remember(project, sources(project, Extent.NAMES))
    marks: list[bytes] = []
    bench = Bench(composer.anew, Pages(project), force=force)
    steps = marked(_steps(bench, found, left_over(state, found)), marks)
    record = Record(skipped)

    def finish(findings: int) -> None:
        written_pages.keep(project.root, marks)
        if findings != record.findings or not record.suspects <= found.paths:
            state.forget()
            return
        paths = [document.path for document in found.documents]
        counts = {path: json.dumps(record.counts(path)).encode() for path in paths}
        # What became of a page that somebody edited, no step says.
        composer, suspects = bench.composer.anew, record.suspects & {*paths}
        notes = noted(state, paths, record.unpublished | unpublished(composer, suspects))
        anchors = [*record.anchors, *anchor_notes.of_documents(composer, suspects)]
        notes |= anchor_notes.noted(state, found.paths, paths, anchors)
        notes |= claims.noted(composer.addresses.claims if project.has_localized_links else {})
        state.leave(found.paths, counts, record, notes=notes)

    total = sum(len(project.languages_of(each.path)) for each in found.documents)
    return Run(project.root, record.over(steps), total, skipped, finish, project.delegates)


def _part(state: RunState, composer: Composer) -> tuple[Sources | None, SkippedCounts]:
    """Return the documents to be built again, and the counts of all others; None for all."""
    part = narrowed_part(state, composer)
    if part is None or state.last is None:
        return None, SkippedCounts()
    again = state.documents - part.others
    kept = state.last.results_of(again)
    if kept.keys() != again:  # something is damaged
        return None, SkippedCounts()
    files, held_back = state.counted
    for counts in map(json.loads, kept.values()):
        files, held_back = files - counts[0], held_back - counts[1]
    return part, SkippedCounts(files, held_back)


def left_over(state: RunState, found: Sources) -> Sequence[str] | None:
    """List the localized documents that may be without a document now; None for all there are."""
    project = state.project
    touched = state.touched(Role.SOURCE, Role.CATALOG, Role.OUTPUT)
    if touched is None:
        return state.files_in({output.folder for output in project.layouts.outputs})
    gone = touched - found.paths
    outputs = {path for document in gone for path in project.outputs_of(document)}
    return [*filter(state.is_there, sorted(outputs))]


class Made(NamedTuple):
    """What a localized document is made of, as it is and as it should be."""

    known: Translations
    document: Document
    """With its "between" messages put in."""
    composition: Composition
    published: Mapping[Key, str]
    """The translations that can be read there: those that are current, and were written."""
    percent: int
    before: str | None
    """None where there is no such file."""
    after: str | None
    """None where too little is translated to publish it."""


def _steps(bench: Bench, found: Sources, left: Sequence[str] | None) -> Iterator[Step]:
    """Build what was found; of the outputs `left`, or of all, remove those without document."""
    project = bench.project
    yield from complaints(project, found)
    yield from built_pages(bench, found)
    if not project.arguments:
        is_all = not found.others
        yield from outputs_without_document(project, bench.pages, found, left, is_all=is_all)


class Bench(NamedTuple):
    """What pages are built with."""

    composer: Composer
    pages: Pages
    force: bool

    @property
    def project(self) -> Project:
        """The project that the pages are of."""
        return self.composer.project


def built_pages(bench: Bench, found: Sources) -> Iterator[Step]:
    """Build the documents that were found, in all languages."""
    for built in bench.project.executor.map(partial(_built, bench), found.shards, weight):
        yield from built


def _built(bench: Bench, shard: Shard) -> list[Step]:
    """Build a document in all languages; report one that cannot be built."""
    project, document = bench.project, document_of(bench.project, shard)
    steps: list[Step] = []
    for target in targets(project, document):
        try:
            steps += page_steps(bench, target)
        except TransyncError as error:
            steps.append(finding(error, document.path, target.language.code, path=document.path))
    if project.layout_of(document.path).canonical and project.is_chosen(document.path):
        steps.append(canonical(project, bench.pages, document, force=bench.force))
    return delegated(project, steps)


def made(composer: Composer, target: Target) -> Made:
    """Put a localized document together.

    Raises `TransyncError` for a catalog or a localized document that cannot be read.
    """
    project = composer.project
    document, _, path = target
    known, done = composer.composed(target)
    composition, published = done.composition, done.published
    percent = percentage(published, document)
    before = localized_text(project, path)
    is_published = percent >= project.config.build.minimum
    after = localized(project, target, composition.text, percent) if is_published else None
    return Made(known, done.document, composition, published, percent, before, after)


def page_steps(bench: Bench, target: Target) -> Iterator[Step]:
    """Yield the change to a page, and what of its translations is not written.

    Raises `TransyncError` for a catalog or a localized document that cannot be read.
    """
    project = bench.project
    done = made(bench.composer, target)
    if done.before is not None and project.config.build.keep.match(target.path):
        kept = Change(target.path, done.before, done.before, "kept as somebody has made it")
        yield kept._replace(document=target.document.path).without_text
        return
    yield from refusals(done.composition, done.known, target)
    if not bench.force and (found := somebodys(bench.pages, target, done)):
        yield found
        return
    summary = f"{done.percent}% translated"
    if done.after is None:
        summary += f", not published below {project.config.build.minimum:g}%"
    if done.before and first_mark(done.before):
        summary += ", a conflict of a merge settled"
    document, language, path = target
    change = Change(
        *(path, done.before, done.after, summary, document.path, language.code),
        is_derived=True,
        anchors=anchor_notes.note_of(bench.composer, target),
    )
    yield with_mark(project, change).without_text


def somebodys(pages: Pages, target: Target, made: Made) -> Finding | None:
    """Return a finding if a localized document stays, because something on it is somebody's."""
    if made.before is None:
        return None
    page = Page(target.path, made.before, target.language.code)
    return left_alone(pages, page, target.document, made.after, made.percent)


def localized(project: Project, target: Target, text: str, percent: int) -> str:
    """Return a composed text with the front matter that the project wants."""
    if project.dialect(target.document.path).data:
        return text
    wanted, dropped = page_keys(project, target.language, target.document)
    if dropped:
        text = frontmatter.drop(text, dropped)
    if project.config.front_matter.stamp:
        return stamped(text, wanted, target.document.text, percent)
    return frontmatter.put(text, wanted)
