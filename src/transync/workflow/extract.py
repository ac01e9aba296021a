"""Extracts: the documents' segments are merged into the catalogs, and listed in templates."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from transync import files, pofile
from transync.errors import CatalogError, TransyncError
from transync.memory import memory
from transync.merge import OUTCOMES, merge, template
from transync.model import Catalog
from transync.paths import parents
from transync.report import counted, finding
from transync.workers import spread
from transync.workflow.catalogs import Read, groups, headed, read, segments, shelf, title
from transync.workflow.index import Index, Row, marks, row
from transync.workflow.known import Watch
from transync.workflow.moves import heirs, held, inherited, left
from transync.workflow.part import Part, asked, part_of
from transync.workflow.project import Project, Sources, complaints, sources, weight
from transync.workflow.steps import Change, Known, Run, Step
from transync.workflow.strays import Strays, is_transyncs, references

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Container, Iterator, Mapping, Sequence

    from transync.languages import Language
    from transync.model import Document, Finding, Key, Message
    from transync.workflow.catalogs import Shelf


def extract(project: Project, *, whole: bool = False) -> Run:
    """Bring templates and catalogs up to the documents; raises `ConfigError` as `sources`.

    What is known unchanged is left out, unless the `whole` is asked for.
    """
    layout = project.layout
    watch = Watch(project, "extract", (layout.source, layout.catalog, layout.template), whole=whole)
    if watch.is_unchanged:
        return watch.run((), 0, watch.known())
    part = part_of(project, watch)
    found = part.found if part else sources(project)
    codes = [None, *(language.code for language in project.languages)]
    total = sum(len(groups(project, found.documents, code)) for code in codes)
    known = watch.known(without=total + part.texts.homeless) if part else Known()
    return watch.run(steps(project, found, watch, part), total, known)


def steps(
    project: Project, found: Sources, watch: Watch | None = None, part: Part | None = None
) -> Iterator[Step]:
    """Give what is to be done, and what cannot be; of a `part` where all else is known."""
    yield from complaints(project, found)
    yield from _templates(project, found, whole=part is None)
    index = part.texts if part else Index({}, {})
    index.documents.update((document.path, marks(document)) for document in found.documents)
    keys: Container[Key] = (
        part.keys if part else frozenset(segment.key for _, segment in segments(found.documents))
    )
    # A catalog of a document that is gone is no stray either: it gives up what others take over.
    placed = frozenset().union(*index.catalogs.values())
    scene = _Scene(project, found, keys, Strays(project, watch, placed))
    for language in project.languages:
        yield from _of_language(scene, language, index, watch, part)
    if watch:
        watch.note(found)
        watch.notes.update(marks=index.documents, catalogs=index.catalogs)


def _of_language(
    scene: _Scene, language: Language, index: Index, watch: Watch | None, part: Part | None
) -> Iterator[Step]:
    """Merge the catalogs of one language; when it is done, nothing keeps them."""
    code = language.code
    known = asked(scene.project, part, code) if part else shelf(scene.project, code)
    merging = _Language(scene, language, known)
    yield from merging.steps(index.catalogs.setdefault(code, {}))
    if watch:
        watch.is_partial = watch.is_partial or bool(merging.strays)


def _templates(project: Project, found: Sources, *, whole: bool) -> Iterator[Step]:
    wanted = groups(project, found.documents, None)
    yield from spread(partial(_template, project), [*wanted.items()], project.jobs, _weight)
    if whole and project.layout.template and not (project.arguments or found.findings):
        listing = files.list_files(project.root, project.layout.template)
        yield from (finding(error) for error in listing.errors)
        for path in listing.files:
            if path not in wanted:
                yield from _orphaned_template(project, path)


def _weight(group: tuple[str, Sequence[Document]]) -> int:
    return sum(map(weight, group[1]))


def _template(project: Project, asked: tuple[str, Sequence[Document]]) -> Step:
    path, documents = asked
    try:
        known = read(project, path)
        old = known.catalog if known else Catalog(path, ())
        header = partial(pofile.new_header, project=title(documents, project))
        new = template(segments(documents), headed(old, header))
        told = counted(len(new.entries) - 1, "message")
        before = known.text if known else None
        return Change(path, before, pofile.render(new), told, is_derived=True)
    except TransyncError as error:
        return finding(error, documents[0].path, path=path)


def _orphaned_template(project: Project, path: str) -> Iterator[Step]:
    """Remove the template of a document that is gone; it holds nobody's work."""
    try:
        known = read(project, path)
    except CatalogError:  # it is not transync's
        return
    except TransyncError as error:
        yield finding(error, path=path)
        return
    if known and not any(entry.message.translation for entry in known.catalog.entries[1:]):
        yield Change(path, known.text, None, "its document is gone")


class _Scene(NamedTuple):
    """What the catalogs of all languages have to agree with."""

    project: Project
    found: Sources
    keys: Container[Key]
    """Of the texts of all documents."""
    strays: Strays


class _Outcome(NamedTuple):
    """What has become of a catalog."""

    step: Step
    row: Row | None = None
    catalog: Catalog | None = None
    """Only where others are to give up what it has."""


class _Language:
    """The catalogs of one language, on their way to agree with the documents."""

    def __init__(self, scene: _Scene, language: Language, known: Shelf) -> None:
        self.project, self.found, self.keys = scene.project, scene.found, scene.keys
        self.language = language
        self.known = known
        self.wanted = groups(self.project, self.found.documents, language.code)
        self.strays = scene.strays.of(language) if self._lacks_texts() else {}
        self.homeless = {} if self.project.arguments else self._homeless()
        catalogs = {**known.read, **self.strays}
        self.memory = memory((each.catalog for each in catalogs.values()), self.keys)

    def steps(self, rows: dict[str, Row]) -> Iterator[Step]:
        """Merge the catalogs, and take from those without documents what others have now.

        What becomes of each is noted in `rows`. Where a folder of catalogs cannot be looked into,
        nothing is done: a text whose translation may be there would be taken for a new one.
        """
        if blind := self._unseen():
            yield from blind
            return
        homeless = {path: each.catalog for path, each in self.homeless.items()}
        new = {path: documents for path, documents in self.wanted.items() if self._is_new(path)}
        moved = heirs(new, homeless)
        kept = self.known.read.keys() - homeless.keys() - self.wanted.keys()
        catalogs = {path: self.known.read[path].catalog for path in kept}
        rows.update((path, row(catalog)) for path, catalog in catalogs.items())
        outcomes = spread(
            partial(self._outcome, moved), [*self.wanted.items()], self.project.jobs, _weight
        )
        for path, outcome in zip(self.wanted, outcomes, strict=True):
            yield outcome.step
            if outcome.row is not None:
                rows[path] = outcome.row
            if outcome.catalog is not None:
                catalogs[path] = outcome.catalog
        yield from self._unreadable()
        elsewhere = held(catalogs.values()) if self.homeless else ()
        for path, known in self.homeless.items():
            rest = left(known.catalog, elsewhere)
            after = pofile.render(rest) if rest else None
            rows[path] = row(rest, is_homeless=True) if rest else Row()
            told = f"moved to {moved[path]}" if path in moved else "its document is gone"
            yield Change(
                path,
                known.text,
                after,
                told,
                language=self.language.code,
                relies_on=(*catalogs,),
                is_catalog=True,
            )

    def _outcome(self, moved: Mapping[str, str], asked: tuple[str, Sequence[Document]]) -> _Outcome:
        """Merge one catalog, or tell why that cannot be."""
        path, documents = asked
        origins = [origin for origin, heir in moved.items() if heir == path]
        try:
            change, catalog = self._merged(path, documents, origins)
        except TransyncError as error:
            return _Outcome(finding(error, documents[0].path, self.language.code, path=path))
        return _Outcome(change, row(catalog), catalog if self.homeless else None)

    def _unseen(self) -> list[Finding]:
        """Tell which folders that catalogs are in, or ought to be, cannot be looked into."""
        folders = {above for path in self.wanted for above in (*parents(path), "")}
        return [
            finding(error, "", self.language.code, path=path)
            for path, error in self.known.broken.items()
            if path in folders
        ]

    def _unreadable(self) -> Iterator[Finding]:
        """Tell which catalogs of no document, whose messages may have moved, cannot be read."""
        for path, error in self.known.broken.items():
            if path not in self.wanted and not self.project.arguments:
                yield finding(error, "", self.language.code, path=path)

    def _is_new(self, path: str) -> bool:
        return path not in self.known.read and path not in self.known.broken

    def _lacks_texts(self) -> bool:
        """Tell whether a document has a text that its catalog has not."""
        for path, documents in self.wanted.items():
            entries = self.known.read[path].catalog.entries if path in self.known.read else ()
            there = {entry.message.key for entry in entries}
            if any(segment.key not in there for _, segment in segments(documents)):
                return True
        return False

    def _homeless(self) -> Mapping[str, Read]:
        """Give the catalogs whose documents are gone, and those that have lost their place."""
        layout = self.project.layout.catalog
        gone = {
            path: each
            for path, each in self.known.read.items()
            if (names := layout.match(path))
            and names.path
            and not self.found.has(self.project.document(names.path))
        }
        astray = {
            path: each
            for path, each in self.strays.items()
            if is_transyncs(each.catalog) and not self._waits(each.catalog)
        }
        return {**gone, **astray}

    def _waits(self, catalog: Catalog) -> frozenset[str]:
        """Give the documents of a catalog that could not be read: their messages stay."""
        if not self.found.unread:
            return frozenset()
        return frozenset(filter(self.found.is_unread, references(catalog)))

    def _merged(
        self, path: str, documents: Sequence[Document], origins: Sequence[str]
    ) -> tuple[Change, Catalog]:
        """Merge one catalog; raises `TransyncError` for one that cannot be read or written."""
        if path in self.known.broken:
            raise self.known.broken[path]
        known = self.known.read.get(path)
        old = known.catalog if known else Catalog(path, ())
        if origins:
            taken = [self.homeless[origin].catalog for origin in origins]
            old = inherited(path, taken, documents, self.keys)
        old = headed(old, partial(self._header, documents))
        merged = merge(segments(documents), old, self.memory, self._waits(old))
        told = tally(merged.tally)
        if origins:
            told += f"; moved from {', '.join(origins)}"
        text = pofile.render(merged.catalog)
        before = known.text if known else None
        change = Change(
            path, before, text, told, documents[0].path, self.language.code, is_catalog=True
        )
        return change, merged.catalog

    def _header(self, documents: Sequence[Document]) -> Message:
        return pofile.new_header(
            project=title(documents, self.project),
            language=self.language.gettext,
            plural_forms=self.language.plural_forms,
        )


def tally(counts: Counter[str]) -> str:
    """Tell what became of the messages: `1 new, 2 fuzzy, 40 unchanged`."""
    told = [f"{counts[outcome]} {outcome}" for outcome in OUTCOMES if counts[outcome]]
    return ", ".join(told) or "no messages"
