"""Extracts: the documents' segments are merged into the catalogs, and listed in templates."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from transync.workflow.catalogs import groups, placed, segments
from transync.workflow.cutting import Extent
from transync.workflow.index import Index, homeless
from transync.workflow.language import Merging, Task
from transync.workflow.merged import ground
from transync.workflow.part import Part, part_of
from transync.workflow.sources import NO_LINES, Sources, complaints, remember, sources
from transync.workflow.steps import Known, Run, Step
from transync.workflow.strays import Strays
from transync.workflow.templates import templates

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from transync.languages import Language
    from transync.model import Key
    from transync.workflow.catalogs import Placed
    from transync.workflow.known import Watch
    from transync.workflow.project import Project


def extract(project: Project, watch: Watch) -> Run:
    """Bring templates and catalogs up to the documents, unless they are known to be.

    Raises `ConfigError` as `sources`.
    """
    part = part_of(project, watch)
    if part is None:
        watch.begin_anew()
    found = part.found if part else _texts(project)
    codes = [None, *(language.code for language in project.languages)]
    total = sum(len(groups(project, found.documents, code)) for code in codes)
    known = watch.known(part.counted, ()) if part else Known()
    return watch.run(steps(project, found, watch, part), total, known)


def _texts(project: Project) -> Sources:
    """Give the texts of all documents, and nothing else of them."""
    return replace(remember(project, sources(project, Extent.TEXTS)), lines=NO_LINES)


def steps(
    project: Project, found: Sources, watch: Watch | None = None, part: Part | None = None
) -> Iterator[Step]:
    """Give what is to be done, and what cannot be; of a `part` where all else is known."""
    yield from complaints(project, found)
    yield from templates(project, found, part.gone.get(None, ()) if part else None)
    index = part.texts if part else Index()
    if part is None:
        index.note(found.documents)
    keys: Container[Key] = (
        part.keys if part else frozenset(segment.key for _, segment in segments(found.documents))
    )
    strays = Strays(project, watch)
    scene = _Scene(project, found, index, strays, part or placed(project))
    for language in project.languages:
        merging = Merging(ground(project, language, found, keys), scene.task(language))
        yield from merging.steps()
        if watch:
            watch.is_partial = watch.is_partial or bool(merging.strays)
    if watch:
        watch.note(found.paths)
        watch.notes["loose"] = strays.loose
        watch.texts = index.written()


class _Scene(NamedTuple):
    """What there is of all languages."""

    project: Project
    found: Sources
    texts: Index
    strays: Strays
    there: Placed | Part
    """The catalogs that are there; or those of which the index does not know all that matters."""

    def task(self, language: Language) -> Task:
        """Give the catalogs of one language."""
        code = language.code
        rows = self.texts.catalogs(code)
        wanted = groups(self.project, self.found.documents, code)
        if isinstance(self.there, Part):
            # One whose document has come back is wanted again.
            gone = sorted({*homeless(rows), *self.there.gone.get(code, ())} - wanted.keys())
            return Task(wanted, sorted({*wanted, *gone}), gone, {}, rows, self.strays)
        paths = self.there.paths.get(code, ())
        gone = [] if self.project.arguments else [*filter(self._is_homeless, paths)]
        return Task(wanted, paths, gone, self.there.errors, rows, self.strays)

    def _is_homeless(self, path: str) -> bool:
        names = self.project.layout.catalog.match(path)
        if names is None or not names.path:
            return False
        return not self.found.has(self.project.document(names.path))
