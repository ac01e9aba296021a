"""Prunes: removes obsolete messages from catalogs, and brings them back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync import files, pofile
from transync.errors import TransyncError
from transync.paths import Template
from transync.report import counted, finding
from transync.workflow.catalogs import read, shelf
from transync.workflow.steps import Change, Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.model import Catalog, Entry, Key
    from transync.workflow.catalogs import Read
    from transync.workflow.project import Project
    from transync.workflow.steps import Step

_FOLDER = ".transync"
_STORE = f"{_FOLDER}/pruned"
_SHOWN = 70


def prune(project: Project) -> Run:
    """Remove what is obsolete from the catalogs; it is kept in a numbered folder of `.transync`."""
    number = max(_numbers(project), default=0) + 1
    return Run(project.root, _pruned(project, f"{_STORE}/{number}"), 0)


def bring_back(project: Project) -> Run:
    """Put back what the last prune has removed, and is not in the catalogs again by now."""
    return Run(project.root, _brought_back(project), 0)


def _numbers(project: Project) -> set[int]:
    template = Template.parse(f"{_STORE}/{{path}}")
    found = files.list_files(project.root, template).files
    heads = (path.removeprefix(f"{_STORE}/").partition("/")[0] for path in found)
    return {int(head) for head in heads if head.isdecimal()}


def _pruned(project: Project, store: str) -> Iterator[Step]:
    for language in project.languages:
        known = shelf(project, language.code)
        for path, error in known.broken.items():
            yield finding(error, "", language.code, path=path)
        for path, each in known.read.items():
            if _is_chosen(project, path, language.code):
                yield from _pruned_catalog(project, path, each, store)


def _is_chosen(project: Project, path: str, code: str) -> bool:
    names = project.layout.catalog.match(path)
    stem = (names.path if names else None) or ""
    return not project.arguments or any(
        project.layout.is_meant(argument, stem, code) for argument in project.arguments
    )


def _pruned_catalog(project: Project, path: str, known: Read, store: str) -> Iterator[Step]:
    catalog = known.catalog
    gone = tuple(entry for entry in catalog.entries if entry.message.obsolete)
    if not gone:
        yield Change(path, known.text, known.text, "nothing is obsolete")
        return
    kept = f"{store}/{path}"
    yield from _ignored(project)
    head = catalog.entries[:1] if pofile.header(catalog) else ()
    stored = catalog._replace(path=kept, entries=(*head, *gone), tail="")
    yield Change(kept, None, pofile.render(stored), "kept here; `transync prune --undo` undoes it")
    rest = tuple(entry for entry in catalog.entries if not entry.message.obsolete)
    is_needed = len(rest) > len(head)
    after = pofile.render(catalog._replace(entries=rest)) if is_needed else None
    yield Change(path, known.text, after, _told(gone), relies_on=(kept,))


def _ignored(project: Project) -> Iterator[Step]:
    """Have git ignore the folder, unless somebody has decided on that."""
    path = f"{_FOLDER}/.gitignore"
    if not files.exists(project.root, path):
        yield Change(path, None, "*\n", "written")


def _told(gone: tuple[Entry, ...]) -> str:
    lines = [f"{counted(len(gone), 'obsolete message')} removed"]
    for entry in gone:
        text = entry.message.id.replace("\n", " ")
        lines.append(f"    {text if len(text) <= _SHOWN else text[:_SHOWN] + '…'}")
    return "\n".join(lines)


def _brought_back(project: Project) -> Iterator[Step]:
    number = max(_numbers(project), default=0)
    store = f"{_STORE}/{number}"
    for kept in files.list_files(project.root, Template.parse(f"{store}/{{path}}")).files:
        path = kept.removeprefix(f"{store}/")
        try:
            stored = read(project, kept)
            known = read(project, path)
        except TransyncError as error:
            yield finding(error, path=path)
            continue
        if stored:
            yield from _joined(path, known, kept, stored)


def _joined(path: str, known: Read | None, kept: str, stored: Read) -> Iterator[Step]:
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
    told = counted(sum(1 for e in back if e.message.id), "message") + " back"
    yield Change(path, before, pofile.render(new), told, relies_on=(), is_catalog=True)
    left = _render(stored.catalog, rest) if rest else None
    yield Change(kept, stored.text, left, "brought back", relies_on=(path,))


def _text(entry: Entry) -> tuple[str, tuple[str, ...]]:
    return entry.message.translation, entry.message.plurals


def _render(catalog: Catalog, entries: list[Entry]) -> str:
    return pofile.render(catalog._replace(entries=(*catalog.entries[:1], *entries)))
