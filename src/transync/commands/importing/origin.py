"""Finds the document that a page was translated from: as it is, or as it was in the history."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync import storage
from transync.core.align.shape import likeness, shape
from transync.core.align.units import units
from transync.domain.errors import TransyncError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.core.align.unit import Unit
    from transync.domain.model import Document
    from transync.project.project import Project
    from transync.storage import History, Revision

_MOST = 25
"""So many revisions of a document are looked at, the newest first."""


class Origin(NamedTuple):
    """The blocks of a document in the version that a page was translated from."""

    units: Sequence[Unit]
    revision: Revision | None = None
    """None for the document as it is."""


def origin_of(
    project: Project, document: Document, page: Sequence[Unit], path: str, history: History
) -> Origin:
    """Return the version of a document whose shape is most like that of a page.

    It is not younger than the page; of versions that are equally alike, it is the newest.
    """
    ours = blocks(project, document.text, document.path)
    wanted = shape(page)
    best, most = Origin(ours), likeness(shape(ours), wanted)
    if most == 1:
        return best
    for revision, text in _versions(project, document.path, path, history):
        try:
            theirs = blocks(project, text, document.path)
        except TransyncError:
            continue
        alike = likeness(shape(theirs), wanted)
        if alike > most:
            best, most = Origin(theirs, revision), alike
        if most == 1:
            break
    return best


def blocks(project: Project, text: str, path: str) -> list[Unit]:
    """Cut a text as the document at a path is cut; raises `DocumentError`."""
    return units(text, path, project.translated_keys(path), project.dialect(path))[1]


def _versions(
    project: Project, document: str, page: str, history: History
) -> Iterator[tuple[Revision, str]]:
    made = history.get(page)
    if not made:
        return
    older = [each for each in history.get(document, ()) if each.time <= made[0].time]
    newest = [*{each.blob: each for each in reversed(older)}.values()][::-1][:_MOST]
    data = storage.contents(project.root, [each.blob for each in newest])
    for each in newest:
        if each.blob in data:
            yield each, data[each.blob].decode("utf-8", "replace")
