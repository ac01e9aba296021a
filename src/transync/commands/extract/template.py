"""Lists the documents' segments in templates, and removes those of documents that are gone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from transync.commands.delegated import delegated
from transync.core.merge.merge import template
from transync.domain.changes import Change
from transync.domain.conflicts import conflicts
from transync.domain.counts import counted
from transync.domain.errors import CatalogError, TransyncError
from transync.domain.findings import finding
from transync.domain.layouts import Role
from transync.domain.model import Catalog, located_segments
from transync.formats import po
from transync.project.catalogs import groups, headed, is_protected, read, title
from transync.project.owners import CatalogOwner, intruder, owner, owner_of_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from transync.domain.changes import Step
    from transync.project.cutting import DocumentReader
    from transync.project.documents import Sources
    from transync.project.project import Project


def templates(
    project: Project, found: Sources, others: Iterable[str] | None = None
) -> Iterator[Step]:
    """Bring the templates up to the documents; remove those of the `others` that are transync's.

    These are all, where they are not given.
    """
    wanted = groups(project, found.looked_into, None)
    wants_templates = bool(project.layouts.templates(Role.TEMPLATE))
    documents = found.reader(project)
    template_one = partial(_template, project, documents)
    yield from project.executor.map(template_one, [*wanted.items()], documents.weight)
    if wants_templates and not (project.arguments or found.findings):
        if others is None:
            listing = project.files_of(project.layouts.templates(Role.TEMPLATE))
            yield from (finding(error) for error in listing.errors)
            others = [path for path in listing.files if path not in wanted]
        for path in sorted(others):
            yield from _orphaned(project, path)


def _template(
    project: Project, read_document: DocumentReader, asked: tuple[str, Sequence[str]]
) -> Step:
    path, paths = asked
    try:
        documents = [*map(read_document, paths)]
        before, old = _known(project, path)
        keys = (segment.key for _, segment in located_segments(documents))
        if error := intruder(project.layouts, old, keys):
            raise error
        header = partial(po.new_header, project=title(project, paths))
        new = template(located_segments(documents), headed(old, header))
        summary = counted(len(new.entries) - 1, "message")
        change = Change(path, before, po.render(new), summary, is_derived=True).without_text
        return delegated(project, [change])[0]
    except TransyncError as error:
        return finding(error, paths[0], path=path)


def _known(project: Project, path: str) -> tuple[str | None, Catalog]:
    """Read a template, and its text; None where there is none.

    One with the hashes of a merge holds nobody's work: it is made anew from what both sides say.
    """
    data = project.workspace.read_if_there(path)
    if data is None:
        return None, Catalog(path, ())
    text = po.decode(data, path)
    if conflicts(text) and owner_of_text(project.layouts, path, data) is CatalogOwner.OURS:
        from transync.core.merge.salvage import repaired  # only a conflict needs it

        return text, po.parse(repaired(data, path).text, path)
    return text, po.parse(text, path)


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
    if known is None or owner(project.layouts, known.catalog) is not CatalogOwner.OURS:
        return
    if not any(entry.message.translation for entry in known.catalog.entries[1:]):
        yield Change(path, known.text, None, "its document is gone")
