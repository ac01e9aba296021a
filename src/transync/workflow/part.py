"""What an extraction has to look into, where it knows that all else has nothing to be done."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from transync.errors import TransyncError
from transync.paths import Role
from transync.workflow import index
from transync.workflow.catalogs import read
from transync.workflow.index import Index, Present, offered, wanting
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
    known = index.read(watch.texts)
    try:
        stems |= set(_waiting(project, watch, known))
    except TransyncError:
        return None
    touched = {project.document(stem) for stem in stems}
    found = some_sources(project, watch.documents, touched, watch.changed)
    if found is None or found.findings:
        return None
    known.note(found.documents)
    return Part(found, known, Present(found.documents, known.documents))


def _waiting(project: Project, watch: Watch, known: Index) -> Iterator[str]:
    """Give the documents whose catalogs may take something over from one that was changed."""
    match = project.layout.catalog.match
    marks: defaultdict[str, set[str]] = defaultdict(set)
    for path in watch.changed:
        names = match(path)
        if not (names and names.lang and known.catalogs(names.lang).wants):
            continue
        if changed := read(project, path):
            marks[names.lang].update(offered(changed.catalog))
    for code, those in marks.items():
        for other in wanting(known.catalogs(code), those):
            if (found := match(other)) and found.path:
                yield found.path
