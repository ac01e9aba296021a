"""Extracts: the documents' segments are merged into the catalogs, and listed in templates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync import files, pofile
from transync.errors import TransyncError
from transync.memory import memory
from transync.merge import OUTCOMES, merge, template
from transync.model import Catalog
from transync.report import finding
from transync.workflow.catalogs import Shelf, groups, headed, read, segments, shelf, title
from transync.workflow.project import Project, Sources, sources
from transync.workflow.renames import adopted
from transync.workflow.steps import Change, Run, Step

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Sequence

    from transync.languages import Language
    from transync.memory import Memory
    from transync.model import Document


def extract(project: Project) -> Run:
    """Bring templates and catalogs up to the documents; raises `ConfigError` as `sources`."""
    found = sources(project)
    codes = [None, *(language.code for language in project.languages)]
    total = sum(len(groups(project, found.documents, code)) for code in codes)
    return Run(total, _steps(project, found))


def _steps(project: Project, found: Sources) -> Iterator[Step]:
    yield from found.findings
    yield from _templates(project, found)
    for language in project.languages:
        yield from _catalogs(project, found, language)


def _templates(project: Project, found: Sources) -> Iterator[Step]:
    wanted = groups(project, found.documents, None)
    for path, documents in wanted.items():
        try:
            known = read(project, path)
        except TransyncError as error:
            yield finding(error, documents[0].path, path=path)
            continue
        old = known.catalog if known else Catalog(path, ())
        header = pofile.new_header(project=title(documents, project))
        new = template(segments(documents), headed(old, header))
        told = f"{len(new.entries) - 1} messages"
        yield Change(path, known.text if known else None, pofile.render(new), told)
    if project.layout.template and not (project.arguments or found.findings):
        for path in files.list_files(project.root, project.layout.template).files:
            if path not in wanted:
                yield from _orphaned_template(project, path)


def _orphaned_template(project: Project, path: str) -> Iterator[Step]:
    """Remove the template of a document that is gone; it holds nobody's work."""
    try:
        known = read(project, path)
    except TransyncError:
        return
    if known and not any(entry.message.translation for entry in known.catalog.entries[1:]):
        yield Change(path, known.text, None, "its document is gone")


def _catalogs(project: Project, found: Sources, language: Language) -> Iterator[Step]:
    known = shelf(project, language.code)
    keys = {segment.key for _, segment in segments(found.documents)}
    recalled = memory((known.read[path].catalog for path in known.read), keys)
    wanted = groups(project, found.documents, language.code)
    orphans = _orphans(project, found, known, language)
    origins = adopted(wanted, known, orphans)
    for path, documents in wanted.items():
        if path in known.broken:
            yield finding(known.broken[path], documents[0].path, language.code, path=path)
            continue
        origin = known.read.get(origins.get(path, path))
        old = origin.catalog if origin else Catalog(path, ())
        merged = merge(
            segments(documents), _headed(old, documents, project, language), recalled, found.unread
        )
        told = tally(merged.tally)
        if path in origins:
            told += f"; moved from {origins[path]}"
        before = known.read[path].text if path in known.read else None
        after = pofile.render(merged.catalog._replace(path=path))
        yield Change(path, before, after, told, documents[0].path, language.code)
    for path in orphans:
        moved = path in origins.values()
        yield _orphaned(path, known, recalled, language.code, moved=moved)


def _headed(
    old: Catalog, documents: Sequence[Document], project: Project, language: Language
) -> Catalog:
    header = pofile.new_header(
        project=title(documents, project),
        language=language.gettext,
        plural_forms=language.plural_forms,
    )
    return headed(old, header)


def _orphans(project: Project, found: Sources, known: Shelf, language: Language) -> list[str]:
    """List the catalogs whose documents are gone; a run for some documents does not ask."""
    if project.arguments:
        return []
    stems = {project.stem(path) for path in (*found.unread, *(d.path for d in found.documents))}
    layout = project.layout.catalog
    present = {layout.expand(path=stem, lang=language.code) for stem in stems}
    return [path for path in known.read if path not in present]


def _orphaned(path: str, known: Shelf, recalled: Memory, code: str, *, moved: bool) -> Change:
    """Put a catalog without document to rest: its messages are obsolete, or have moved."""
    text, old = known.read[path]
    if moved:
        return Change(path, text, None, "moved", language=code)
    merged = merge((), old, recalled)
    after = pofile.render(merged.catalog) if len(merged.catalog.entries) > 1 else None
    return Change(path, text, after, tally(merged.tally) or "its document is gone", language=code)


def tally(counts: Counter[str]) -> str:
    """Tell what became of the messages: `1 new, 2 fuzzy, 40 unchanged`."""
    return ", ".join(f"{counts[outcome]} {outcome}" for outcome in OUTCOMES if counts[outcome])
