"""Lists the documents' segments in templates, and removes those of documents that are gone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from transync import files, pofile
from transync.changes import Change
from transync.conflicts import conflicts
from transync.counts import counted
from transync.errors import CatalogError, TransyncError
from transync.findings import finding
from transync.merge import template
from transync.model import Catalog, located_segments
from transync.repair import repaired
from transync.workers import spread
from transync.workflow.catalogs import effort, groups, headed, is_protected, read, title
from transync.workflow.owners import Owner, intruder, owner, owner_of_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from transync.changes import Step
    from transync.model import Document
    from transync.workflow.project import Project
    from transync.workflow.sources import Sources


def templates(
    project: Project, found: Sources, others: Iterable[str] | None = None
) -> Iterator[Step]:
    """Bring the templates up to the documents; remove those of the `others` that are transync's.

    These are all, where they are not given.
    """
    wanted = groups(project, found.documents, None)
    yield from spread(partial(_template, project), [*wanted.items()], project.jobs, effort)
    if project.layout.template and not (project.arguments or found.findings):
        if others is None:
            listing = files.list_files(project.root, project.layout.template)
            yield from (finding(error) for error in listing.errors)
            others = [path for path in listing.files if path not in wanted]
        for path in sorted(others):
            yield from _orphaned(project, path)


def _template(project: Project, asked: tuple[str, Sequence[Document]]) -> Step:
    path, documents = asked
    try:
        before, old = _known(project, path)
        keys = (segment.key for _, segment in located_segments(documents))
        if error := intruder(project.layout, old, keys):
            raise error
        header = partial(pofile.new_header, project=title(documents, project))
        new = template(located_segments(documents), headed(old, header))
        told = counted(len(new.entries) - 1, "message")
        return Change(path, before, pofile.render(new), told, is_derived=True).light
    except TransyncError as error:
        return finding(error, documents[0].path, path=path)


def _known(project: Project, path: str) -> tuple[str | None, Catalog]:
    """Read a template, and its text; None where there is none.

    One with the marks of a merge holds nobody's work: it is made anew from what both sides say.
    """
    data = files.read_if_there(project.root, path)
    if data is None:
        return None, Catalog(path, ())
    text = pofile.decode(data, path)
    if conflicts(text) and owner_of_text(project.layout, path, data) is Owner.OURS:
        return text, pofile.parse(repaired(data, path).text, path)
    return text, pofile.parse(text, path)


def _orphaned(project: Project, path: str) -> Iterator[Step]:
    """Remove the template of a document that is gone; it holds nobody's work, if it is ours."""
    if is_protected(project, path):
        return
    try:
        known = read(project, path)
    except CatalogError:  # it is not transync's
        return
    except TransyncError as error:
        yield finding(error, path=path)
        return
    if known is None or owner(project.layout, known.catalog) is not Owner.OURS:
        return
    if not any(entry.message.translation for entry in known.catalog.entries[1:]):
        yield Change(path, known.text, None, "its document is gone")
