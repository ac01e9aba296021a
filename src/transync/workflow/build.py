"""Builds: documents and catalogs become localized documents."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from transync import frontmatter
from transync.amounts import amount, coverage
from transync.compose import compose
from transync.errors import TransyncError
from transync.model import Finding, Severity
from transync.paths import Role, filled
from transync.report import finding
from transync.stamps import stamped
from transync.workers import spread
from transync.workflow.catalogs import read
from transync.workflow.cutting import Extent
from transync.workflow.outputs import is_somebodys, localized_text, outputs_without_document
from transync.workflow.sources import Sources, complaints, remember, some_sources, sources
from transync.workflow.steps import Change, Known, Run, Step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from transync.compose import Composition
    from transync.frontmatter import Setting
    from transync.languages import Language
    from transync.model import Catalog, Document, Entry, Key
    from transync.workflow.known import Watch
    from transync.workflow.project import Project


class Translations(NamedTuple):
    """The messages of a language that a document can use."""

    path: str
    entries: Mapping[Key, Entry]
    error: TransyncError | None = None
    """Why they could not be read."""

    @property
    def current(self) -> dict[Key, str]:
        """The translations that are there and were made for the present text."""
        return {
            key: entry.message.translation
            for key, entry in self.entries.items()
            if entry.message.translated
        }


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
    known = Known()
    if part:
        fine = watch.documents & paths - (watch.past.suspects if watch.past else set())
        known = watch.left_over(paths, len(fine) * _outputs_of_each(project))
    watch.note(found.paths)
    left = (
        [*filter(watch.is_there, _outputs(project, paths - found.paths))]
        if part
        else watch.there(project.layout.output.folder)
    )
    steps = _steps(project, found, left, force=force)
    return watch.run(steps, len(found.documents) * len(project.languages), known)


def _outputs_of_each(project: Project) -> int:
    return len(project.languages) + project.config.build.canonical


def _outputs(project: Project, documents: Iterable[str]) -> Iterator[str]:
    """Give the paths of the localized documents of some documents."""
    expand = project.layout.output.expand
    for path in documents:
        stem = project.stem(path)
        yield from (expand(path=stem, lang=language.code) for language in project.languages)


def translations(
    project: Project, stem: str, code: str, cache: dict[str, Translations]
) -> Translations:
    """Read the catalog of a document; `cache` keeps the last one of each language.

    Raises `CatalogError` for what GNU gettext would not read.
    """
    path = project.layout.catalog.expand(path=stem, lang=code)
    if code not in cache or cache[code].path != path:
        cache[code] = _translations(project, path)
    if error := cache[code].error:
        raise error.with_traceback(None)
    return cache[code]


def _translations(project: Project, path: str) -> Translations:
    try:
        known = read(project, path)
    except TransyncError as error:
        return Translations(path, {}, error)
    return Translations(path, _live(known.catalog) if known else {})


def _live(catalog: Catalog) -> dict[Key, Entry]:
    entries = (entry for entry in catalog.entries if entry.message.id)
    return {entry.message.key: entry for entry in entries if not entry.message.obsolete}


class Target(NamedTuple):
    """A localized document that is to be: of what, in which language, where."""

    document: Document
    language: Language
    path: str


class Made(NamedTuple):
    """What a localized document is made of, as it is and as it should be."""

    known: Translations
    composition: Composition
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
    numbers = range(len(found.documents))
    build_one = partial(_built, project, {}, force, found)
    for built in spread(build_one, numbers, project.jobs, found.weight):
        yield from built
    if not project.arguments:
        yield from outputs_without_document(project, found, left)


def _built(
    project: Project, cache: dict[str, Translations], force: bool, found: Sources, number: int
) -> list[Step]:
    """Build a document in all languages; what cannot be is told, and hinders no other."""
    document = found.whole(number)
    steps: list[Step] = []
    for target in targets(project, document):
        try:
            steps += _localized(project, target, cache, force=force)
        except TransyncError as error:
            steps.append(finding(error, document.path, target.language.code, path=document.path))
    if project.config.build.canonical and project.is_chosen(document.path):
        steps.append(canonical(project, document))
    return steps


def targets(project: Project, document: Document) -> Iterator[Target]:
    """Give the localized documents of a document that the run is for."""
    stem = project.stem(document.path)
    for language in project.languages:
        if project.is_chosen(document.path, language.code):
            path = project.layout.output.expand(path=stem, lang=language.code)
            yield Target(document, language, path)


def made(project: Project, target: Target, cache: dict[str, Translations]) -> Made:
    """Put a localized document together; `cache` as for `translations`.

    Raises `TransyncError` for a catalog or a localized document that cannot be read.
    """
    document, language, path = target
    known = translations(project, project.stem(document.path), language.code, cache)
    current = known.current
    composition = compose(document, current, project.translate)
    percent = _percent(composition, current, document)
    before = localized_text(project, path)
    is_published = percent >= project.config.build.minimum
    after = localized(project, target, composition.text, percent) if is_published else None
    return Made(known, composition, percent, before, after)


def _localized(
    project: Project, target: Target, cache: dict[str, Translations], *, force: bool
) -> Iterator[Step]:
    known, composition, percent, before, after = made(project, target, cache)
    yield from refusals(composition, known, target)
    told = f"{percent} % translated"
    if after is None:
        told += f", not published below {project.config.build.minimum:g} %"
    if before is not None and before != after and not force and is_somebodys(before, after):
        yield _edited(target, "remove it" if after is None else "build it again")
        return
    document, language, path = target
    told_of = (told, document.path, language.code)
    yield Change(path, before, after, *told_of, is_derived=True).light


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
        key: filled(value, name) if isinstance(value, str) else value
        for key, value in project.config.front_matter.set.items()
    }


def _percent(composition: Composition, current: Mapping[Key, str], document: Document) -> int:
    done = current.keys() - {refusal.segment.key for refusal in composition.refusals}
    wanted = {segment.key for segment in document.segments}
    if wanted <= done:
        return 100
    return coverage(amount(document.segments, done), amount(document.segments, wanted))


def refusals(composition: Composition, known: Translations, target: Target) -> Iterator[Finding]:
    """Report, at its place in the catalog, each translation that was not written."""
    for refusal in composition.refusals:
        yield Finding(
            refusal.code,
            Severity.ERROR,
            known.path,
            known.entries[refusal.segment.key].line,
            1,
            f"{refusal.reason}; the source text stands in its place until this is mended",
            target.document.path,
            target.language.code,
        )


def _edited(target: Target, wanted: str) -> Finding:
    from transync.checks.drift import output_edited  # which few runs have to say
    from transync.checks.rule import Place

    place = Place(target.path, 0, 0, target.document.path, target.language.code)
    what = f"bring the change into the catalog, then say --force to {wanted}"
    return output_edited.at(place, output_edited.tell(what))


def canonical(project: Project, document: Document) -> Step:
    """Publish the canonical document, as it is."""
    code = project.config.source_language
    path = project.layout.published.expand(path=project.stem(document.path), lang=code)
    try:
        before = localized_text(project, path)
    except TransyncError as error:
        return finding(error, document.path, code, path=path)
    told_of = ("canonical", document.path, code)
    return Change(path, before, document.text, *told_of, is_derived=True).light
