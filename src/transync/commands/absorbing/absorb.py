"""Takes the edits that somebody has made in localized pages into the catalogs, never a page."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from transync import storage
from transync.commands.absorbing import reports
from transync.commands.absorbing.base import PastFiles, base_of, is_current
from transync.commands.absorbing.blocks import EditedPage
from transync.commands.absorbing.marks import PageMark, mark_of, valid_marks
from transync.commands.absorbing.outcome import (
    AbsorbOutcome,
    AbsorbRecord,
    outcome_of,
    settled_outcome,
    summary_of,
)
from transync.commands.absorbing.page import absorbed
from transync.commands.build.build import made, somebodys
from transync.core.document.unmerged import first_mark
from transync.domain.changes import Change
from transync.domain.errors import TransyncError
from transync.domain.findings import finding
from transync.domain.model import Finding
from transync.formats import po
from transync.project import written_pages
from transync.project.catalogs import groups, read
from transync.project.composing import Composer
from transync.project.cutting import DocumentReader
from transync.project.documents import complaints, sources
from transync.project.pages import Pages
from transync.project.run import Run
from transync.project.targets import targets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.domain.changes import Step
    from transync.domain.model import Key
    from transync.project.documents import Sources
    from transync.project.project import Project
    from transync.project.targets import Target


class AbsorbContext(NamedTuple):
    """What edited pages are absorbed with."""

    composer: Composer
    pages: Pages
    past: PastFiles
    documents: DocumentReader

    @property
    def project(self) -> Project:
        """The project that the pages are of."""
        return self.composer.project


class AbsorbedCatalog(NamedTuple):
    """What has come of a catalog and the edited pages of its documents."""

    steps: Sequence[Step] = ()
    pages: Sequence[AbsorbOutcome] = ()
    marks: Sequence[PageMark] = ()
    """Those of the pages that a build may replace."""


class Absorption(NamedTuple):
    """A run that absorbs, and what it has found out when all of its steps are done."""

    run: Run
    record: AbsorbRecord


def absorb(project: Project) -> Absorption:
    """Take the edits in localized pages into their catalogs; raises `ConfigError` as `sources`.

    Pages that are kept (`build.keep`) are left out, unless the run is for them.
    """
    found = sources(project)
    record = AbsorbRecord()

    def finish(_: int) -> None:
        written_pages.keep(project.root, valid_marks(project, record.marks))

    total = len(found.documents) * len(project.languages)
    run = Run(project.root, _steps(project, found, record), total, finish=finish)
    return Absorption(run, record)


def _steps(project: Project, found: Sources, record: AbsorbRecord) -> Iterator[Step]:
    """Absorb language by language."""
    yield from complaints(project, found)
    for language in project.languages:
        alone = project._replace(languages=(language,))
        reader = DocumentReader(alone, found.documents)
        context = AbsorbContext(Composer(alone), Pages(alone), PastFiles(alone), reader)
        wanted = groups(alone, found.looked_into, language.code)
        for done in project.executor.map(partial(_of_catalog, context), [*wanted.items()]):
            yield from done.steps
            record.pages += done.pages
            record.marks += done.marks


def _of_catalog(context: AbsorbContext, asked: tuple[str, Sequence[str]]) -> AbsorbedCatalog:
    """Absorb the edited pages of the documents of one catalog."""
    path, documents = asked
    steps: list[Step] = []
    pages: list[EditedPage] = []
    for document in documents:
        try:
            edited = [*_edited(context, document)]
        except TransyncError as error:
            code = context.project.languages[0].code
            steps.append(finding(error, document, code, path=document))
            continue
        pages += (each for each in edited if isinstance(each, EditedPage))
        steps += (each for each in edited if isinstance(each, Finding))
    done = _absorbed(context, path, pages) if pages else AbsorbedCatalog()
    return done._replace(steps=[*steps, *done.steps])


def _edited(context: AbsorbContext, path: str) -> Iterator[EditedPage | Finding]:
    """Yield the pages of a document that somebody has edited, with what was edited.

    One that has a conflict of a merge is only reported.
    """
    for target in targets(context.project, context.documents(path)):
        is_kept = context.project.config.build.keep.match(target.path)
        if is_kept and not context.project.arguments:
            continue
        done = made(context.composer, target)
        if done.before is None or done.before == done.after:
            continue
        reported = somebodys(context.pages, target, done)
        if reported and first_mark(done.before):
            yield reported
            continue
        text = storage.decoded(done.before.encode("utf-8", "surrogateescape"), target.path)
        if not (reported or is_current(context.pages, target, done)):
            continue
        base = base_of(context.pages, target, done._replace(before=text), context.past)
        yield EditedPage(target, text, base, done.after or "", is_anybodys=reported is not None)


def _absorbed(context: AbsorbContext, path: str, pages: Sequence[EditedPage]) -> AbsorbedCatalog:
    known = read(context.project, path)
    if known is None:  # then nothing on the pages has been transync's
        return AbsorbedCatalog()
    catalog = known.catalog
    counts: Counter[str] = Counter()
    findings: list[Finding] = []
    conflicts: list[tuple[Target, Sequence[Key]]] = []
    done_pages: list[EditedPage] = []
    outcomes: list[AbsorbOutcome] = []
    for page in pages:
        try:
            done = absorbed(context.composer, page, catalog)
        except TransyncError as error:
            document, language, place = page.target
            findings.append(finding(error, document.path, language.code, path=place))
            continue
        catalog = done.catalog
        counts += done.counts
        findings += done.findings
        conflicts += [(page.target, done.conflicts)] * bool(done.conflicts)
        done_pages.append(page)
        outcomes.append(outcome_of(context.project, page.target, done))
    disputed = frozenset(key for _, keys in conflicts for key in keys)
    done_targets = [page.target for page in done_pages]
    outcomes = [*map(partial(settled_outcome, disputed), outcomes, done_targets)]
    summary = summary_of(counts, outcomes)
    first = pages[0].target
    text = po.render(catalog)
    for target, keys in conflicts:
        findings += reports.conflicts(target, po.parse(text, path), keys)
    change = Change(path, known.text, text, summary)
    change = change._replace(
        document=first.document.path, language=first.language.code, is_catalog=True
    )
    pairs = zip(done_pages, outcomes, strict=True)
    marks = [mark_of(page, path, text) for page, each in pairs if each.whole]
    return AbsorbedCatalog([change, *findings], outcomes, marks)
