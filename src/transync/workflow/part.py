"""What an extraction has to look into, where it knows that all else has nothing to be done."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from transync.errors import TransyncError
from transync.paths import Role
from transync.workflow import index
from transync.workflow.catalogs import read
from transync.workflow.index import Index, Present, offered
from transync.workflow.sources import Sources, some_sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.workflow.known import Watch
    from transync.workflow.project import Project


_FEW = 100
_SHARE = 8
"""Of more documents than these, or than this part of all, a run reads everything: once."""


class Part(NamedTuple):
    """The documents that a run has to look into, where it knows what all others have."""

    found: Sources
    texts: Index
    keys: Present


def part_of(project: Project, watch: Watch) -> Part | None:
    """Tell what is to be done beside what is known unchanged; None for all."""
    layout = project.layout
    if not all("path" in each.placeholders for each in (layout.catalog, layout.template) if each):
        return None
    stems = watch.touched(Role.SOURCE, Role.CATALOG, Role.TEMPLATE)
    if stems is None or len(stems) > max(_FEW, len(watch.documents) // _SHARE):
        return None
    known = index.read(watch.notes)
    try:
        stems |= set(_waiting(project, watch, known))
    except TransyncError:
        return None
    touched = {project.document(stem) for stem in stems}
    found = some_sources(project, watch.documents, touched)
    if found is None or found.findings:
        return None
    others = [marks for path, marks in known.documents.items() if path not in touched]
    return Part(found, known, Present(found.documents, others))


def _waiting(project: Project, watch: Watch, known: Index) -> Iterator[str]:
    """Give the documents whose catalogs may take something over from one that was changed."""
    layout = project.layout
    waiting = cache(known.waiting)
    for path in watch.changed:
        names = layout.catalog.match(path)
        others = waiting(names.lang) if names and names.lang else {}
        if others and (changed := read(project, path)):
            marks = offered(changed.catalog)
            for other in {each for mark in marks for each in others.get(mark, ())}:
                if (found := layout.catalog.match(other)) and found.path:
                    yield found.path
