"""Builds: documents and catalogs become localized documents."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from transync.commands.build.publishing import canonical, left_alone, marked, with_mark
from transync.core.build.stamps import stamped
from transync.core.document.unmerged import first_mark
from transync.domain.changes import Change, SkippedCounts, Step
from transync.domain.errors import TransyncError
from transync.domain.findings import finding
from transync.domain.paths import Role, fill_placeholders
from transync.formats import frontmatter
from transync.project import written_pages
from transync.project.composing import Composer, percentage, refusals, targets
from transync.project.cutting import Extent
from transync.project.documents import (
    complaints,
    document_of,
    remember,
    some_sources,
    sources,
    weight,
)
from transync.project.outputs import localized_text, outputs_without_document
from transync.project.pages import Page, Pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from transync.core.build.compose import Composition
    from transync.domain.model import Finding, Key
    from transync.formats.frontmatter import Setting
    from transync.locale.languages import Language
    from transync.project.composing import Target, Translations
    from transync.project.documents import Shard, Sources
    from transync.project.project import Project
    from transync.project.run import Run
    from transync.project.run_state import Watch


def build(project: Project, watch: Watch, *, force: bool = False) -> Run:
    """Build the localized documents, unless known to be built; raises `ConfigError` as `sources`.

    A localized document that somebody edited is only replaced with `force`.
    """
    touched = watch.touched(Role.SOURCE, Role.CATALOG, Role.OUTPUT)
    paths = frozenset(map(project.document, touched or ()))
    part = None if touched is None else some_sources(project, watch, paths)
    if part is None:
        watch.begin_anew()
    found = part or remember(project, sources(project, Extent.NAMES))
    known = SkippedCounts()
    if part:
        fine = watch.documents & paths - (watch.past.head.suspects if watch.past else set())
        known = watch.left_over(paths, len(fine) * _outputs_of_each(project))
    watch.note(found.paths)
    left = (
        [*filter(watch.is_there, _outputs(project, paths - found.paths))]
        if part
        else watch.there(project.layout.output.folder)
    )
    marks: list[bytes] = []
    steps = marked(_steps(project, found, left, force=force), marks)
    run = watch.run(steps, len(found.documents) * len(project.languages), known)

    def finish(findings: int) -> None:
        written_pages.keep(project.root, marks)
        run.finish(findings)

    return run._replace(finish=finish)


def _outputs_of_each(project: Project) -> int:
    return len(project.languages) + project.config.build.canonical


def _outputs(project: Project, documents: Iterable[str]) -> Iterator[str]:
    """Give the paths of the localized documents of some documents."""
    expand, config = project.layout.published.expand, project.config
    codes = [language.code for language in project.languages]
    codes += [config.source_language] if config.build.canonical else []
    for path in documents:
        stem = project.stem(path)
        yield from (expand(path=stem, lang=code) for code in codes)


class Made(NamedTuple):
    """What a localized document is made of, as it is and as it should be."""

    known: Translations
    composition: Composition
    published: Mapping[Key, str]
    """The translations that can be read there: those that are current, and were written."""
    percent: int
    before: str | None
    """None where there is no such file."""
    after: str | None
    """None where too little is translated to publish it."""


def _steps(
    project: Project, found: Sources, left: Sequence[str] | None, *, force: bool
) -> Iterator[Step]:
    """Build what was found; of the outputs `left`, or of all, remove those without document."""
    yield from complaints(project, found)
    pages = Pages(project)
    build_one = partial(_built, Bench(Composer(project), pages, force=force))
    for built in project.executor.map(build_one, found.shards, weight):
        yield from built
    if not project.arguments:
        is_all = not found.others
        yield from outputs_without_document(project, pages, found, left, is_all=is_all)


class Bench(NamedTuple):
    """What pages are built with."""

    composer: Composer
    pages: Pages
    force: bool

    @property
    def project(self) -> Project:
        """The project that the pages are of."""
        return self.composer.project


def _built(bench: Bench, shard: Shard) -> list[Step]:
    """Build a document in all languages; what cannot be is told, and hinders no other."""
    project, document = bench.project, document_of(shard)
    steps: list[Step] = []
    for target in targets(project, document):
        try:
            steps += _localized(bench, target)
        except TransyncError as error:
            steps.append(finding(error, document.path, target.language.code, path=document.path))
    if project.config.build.canonical and project.is_chosen(document.path):
        steps.append(canonical(project, bench.pages, document, force=bench.force))
    return steps


def made(composer: Composer, target: Target) -> Made:
    """Put a localized document together.

    Raises `TransyncError` for a catalog or a localized document that cannot be read.
    """
    project = composer.project
    document, _, path = target
    known, composition, published = composer.composed(target)
    percent = percentage(published, document)
    before = localized_text(project, path)
    is_published = percent >= project.config.build.minimum
    after = localized(project, target, composition.text, percent) if is_published else None
    return Made(known, composition, published, percent, before, after)


def _localized(bench: Bench, target: Target) -> Iterator[Step]:
    project = bench.project
    done = made(bench.composer, target)
    yield from refusals(done.composition, done.known, target)
    if not bench.force and (found := somebodys(bench.pages, target, done)):
        yield found
        return
    told = f"{done.percent}% translated"
    if done.after is None:
        told += f", not published below {project.config.build.minimum:g}%"
    if done.before and first_mark(done.before):
        told += ", a conflict of a merge settled"
    document, language, path = target
    change = Change(
        path, done.before, done.after, told, document.path, language.code, is_derived=True
    )
    yield with_mark(project, change).without_text


def somebodys(pages: Pages, target: Target, made: Made) -> Finding | None:
    """Tell that a localized document is left alone, if something on it is somebody's."""
    if made.before is None:
        return None
    page = Page(target.path, made.before, target.language.code)
    return left_alone(pages, page, target.document, made.after, made.percent)


def localized(project: Project, target: Target, text: str, percent: int) -> str:
    """Give a composed text the front matter that the project wants its documents to have."""
    wanted = settings(project, target.language)
    if project.config.front_matter.stamp:
        return stamped(text, wanted, target.document.text, percent)
    return frontmatter.put(text, wanted)


def settings(project: Project, language: Language) -> dict[str, Setting]:
    """Give the keys that every localized document of a language gets."""

    def name(placeholder: str) -> str:
        told: str = getattr(language, placeholder)
        return told

    return {
        key: fill_placeholders(value, name) if isinstance(value, str) else value
        for key, value in project.config.front_matter.set.items()
    }
