"""Finds the document that a page was translated from: as it is, or as it was in the history."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync import storage
from transync.commands.importing.block_reader import blocks
from transync.commands.importing.origin_stamps import origin_stamp
from transync.core.align.shape import likeness, shape
from transync.domain.errors import TransyncError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.commands.importing.block_reader import BlockReader
    from transync.commands.importing.past import Past
    from transync.core.align.units import BlockList
    from transync.domain.model import Document
    from transync.project.project import Project
    from transync.storage import Revision

_MOST = 25
"""How many revisions of a document are looked at, the newest first."""
_DIGITS = 7
"""How many digits of a commit's name are shown."""


class Origin(NamedTuple):
    """A document in the version that a page was translated from."""

    blocks: BlockList
    revision: Revision | None = None
    """None for the document as it is."""
    has_history: bool = True
    """Whether there was a version, other than the present one, to compare the page with."""
    unknown: str = ""
    """What the page says that it was translated from, where that is not to be found."""


class PageText(NamedTuple):
    """A page: its path, its characters, and its blocks, cut as those of its document."""

    path: str
    text: str
    blocks: BlockList


def origin_of(read: BlockReader, document: Document, page: PageText, past: Past) -> Origin:
    """Return the version of a document that a page was translated from.

    That is the one that somebody names, or that the page says; else the one whose shape is most
    like that of the page, of those that are not younger; of equals, the newest.
    """
    project, ours = read.project, read(document.text, document.path)
    if past.commit:
        at = _at_commit(project, document, past.commit)
        return at or Origin(ours, has_history=False, unknown=past.commit[:_DIGITS])
    stamped = _stamped(project, document, ours, page, past)
    if stamped and not stamped.unknown:
        return stamped
    best = _most_alike(project, document, ours, page, past)
    return best._replace(unknown=stamped.unknown) if stamped else best


def _stamped(
    project: Project, document: Document, ours: BlockList, page: PageText, past: Past
) -> Origin | None:
    """Return the version that a page says; None where it says nothing."""
    stamp = origin_stamp(page.text)
    if not (stamp.commit or stamp.digest):
        return None
    if stamp.fits(document.text.encode("utf-8", "surrogateescape")):
        return Origin(ours)
    if stamp.commit and (found := _at_commit(project, document, stamp.commit)):
        return found
    for revision, data in _versions(project, past.documents.get(document.path, ())):
        if stamp.fits(data) and (found := _as_of(project, document, revision, data)):
            return found
    return Origin(ours, unknown=(stamp.commit or stamp.digest)[:_DIGITS])


def _most_alike(
    project: Project, document: Document, ours: BlockList, page: PageText, past: Past
) -> Origin:
    wanted = shape(page.blocks.units)
    made = past.pages.get(page.path)
    known = past.documents.get(document.path, ())
    older = [each for each in known if made and each.time <= made[0].time]
    best, most = Origin(ours, has_history=bool(older)), likeness(shape(ours.units), wanted)
    for revision, data in _versions(project, older) if most < 1 else ():
        found = _as_of(project, document, revision, data)
        if found and (alike := likeness(shape(found.blocks.units), wanted)) > most:
            best, most = found, alike
        if most == 1:
            break
    return best


def _at_commit(project: Project, document: Document, commit: str) -> Origin | None:
    """Return a document as a commit has it; None where there is no such commit, or file."""
    found = storage.at_commit(project.root, commit, document.path)
    return _as_of(project, document, *found) if found else None


def _as_of(project: Project, document: Document, revision: Revision, data: bytes) -> Origin | None:
    """Return a version of a document; None for one that cannot be cut."""
    text = data.decode("utf-8", "replace")
    is_present = text == document.text
    try:
        return Origin(blocks(project, text, document.path), None if is_present else revision)
    except TransyncError:
        return None


def _versions(project: Project, known: Sequence[Revision]) -> Iterator[tuple[Revision, bytes]]:
    """Yield the newest of some revisions, each content once, with the content."""
    newest = [*{each.blob: each for each in reversed(known)}.values()][::-1][:_MOST]
    data = storage.contents(project.root, [each.blob for each in newest])
    yield from ((each, data[each.blob]) for each in newest if each.blob in data)
