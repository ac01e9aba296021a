"""Prunes: removes obsolete messages from catalogs, and brings them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.commands import backups
from transync.domain.changes import Change
from transync.domain.counts import counted
from transync.domain.errors import TransyncError
from transync.domain.findings import finding
from transync.formats import po
from transync.project.catalogs import each, is_chosen, read
from transync.project.owners import CatalogOwner, owner
from transync.project.run import Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.domain.changes import Step
    from transync.domain.model import Catalog, Entry, Key
    from transync.project.catalogs import Read
    from transync.project.project import Project

_KIND = "pruned"
_SHOWN = 70


def prune(project: Project) -> Run:
    """Remove what is obsolete from the catalogs; it is kept in a numbered folder of `.transync`."""
    store = backups.folder(_KIND, backups.newest(project.root, _KIND) + 1)
    return Run(project.root, _pruned(project, store), 0)


def bring_back(project: Project) -> Run:
    """Put back what the last prune has removed, and is not in the catalogs again by now."""
    return Run(project.root, _brought_back(project), 0)


def _pruned(project: Project, store: str) -> Iterator[Step]:
    for language in project.languages:
        for path, known in each(project, language.code):
            if isinstance(known, TransyncError):
                yield finding(known, "", language.code, path=path)
            elif is_chosen(project, path, language.code) and _is_ours(project, known):
                yield from _pruned_catalog(project, path, known, store)


def _is_ours(project: Project, known: Read) -> bool:
    """Whether a catalog is transync's: one that names nothing is not, until extracted."""
    return owner(project.layouts, known.catalog) is CatalogOwner.OURS


def _pruned_catalog(project: Project, path: str, known: Read, store: str) -> Iterator[Step]:
    catalog = known.catalog
    gone = tuple(entry for entry in catalog.entries if entry.message.obsolete)
    if not gone:
        yield Change(path, known.text, known.text, "nothing is obsolete")
        return
    place = f"{store}/{path}"
    head = catalog.entries[:1] if po.header(catalog) else ()
    stored = catalog._replace(path=place, entries=(*head, *gone), tail="")
    summary = "kept here; `transync prune --undo` undoes it"
    yield from backups.keeping(project.root, place, po.render(stored), summary)
    rest = tuple(entry for entry in catalog.entries if not entry.message.obsolete)
    is_needed = len(rest) > len(head)
    after = po.render(catalog._replace(entries=rest)) if is_needed else None
    yield Change(path, known.text, after, _summary(gone), relies_on={place})


def _summary(gone: tuple[Entry, ...]) -> str:
    lines = [f"{counted(len(gone), 'obsolete message')} removed"]
    for entry in gone:
        text = entry.message.id.replace("\n", " ")
        lines.append(f"    {text if len(text) <= _SHOWN else text[:_SHOWN] + '…'}")
    return "\n".join(lines)


def _brought_back(project: Project) -> Iterator[Step]:
    store = backups.folder(_KIND, backups.newest(project.root, _KIND))
    for place in backups.listed(project.root, store):
        path = place.removeprefix(f"{store}/")
        try:
            stored = read(project, place)
            known = read(project, path)
        except TransyncError as error:
            yield finding(error, path=path)
            continue
        if stored:
            yield from _joined(path, known, place, stored)


def _joined(path: str, known: Read | None, place: str, stored: Read) -> Iterator[Step]:
    """Put the messages back that are not there; what is there in another form stays kept."""
    old = known.catalog if known else stored.catalog._replace(path=path, entries=())
    there: dict[Key, Entry] = {entry.message.key: entry for entry in old.entries}
    back = [e for e in stored.catalog.entries if e.message.key not in there]
    rest = [
        e
        for e in stored.catalog.entries[1:]
        if (now := there.get(e.message.key)) and _text(now) != _text(e)
    ]
    new = old._replace(entries=(*old.entries, *back))
    before = known.text if known else None
    summary = counted(sum(1 for e in back if e.message.id), "message") + " back"
    yield Change(path, before, po.render(new), summary, is_catalog=True)
    left = _render(stored.catalog, rest) if rest else None
    yield Change(place, stored.text, left, "brought back", relies_on={path})


def _text(entry: Entry) -> tuple[str, tuple[str, ...]]:
    return entry.message.translation, entry.message.plurals


def _render(catalog: Catalog, entries: list[Entry]) -> str:
    return po.render(catalog._replace(entries=(*catalog.entries[:1], *entries)))
