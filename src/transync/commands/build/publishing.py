"""Publishes pages: puts them in the place of those that are there, or leaves these to somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.domain.changes import Change
from transync.domain.errors import TransyncError
from transync.domain.findings import finding
from transync.formats import frontmatter
from transync.project import written_pages
from transync.project.outputs import edited, localized_text
from transync.project.pages import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transync.domain.changes import Step
    from transync.domain.model import Document, Finding
    from transync.project.pages import Pages
    from transync.project.project import Project


def left_alone(
    pages: Pages, page: Page, document: Document, after: str | None, percent: int
) -> Finding | None:
    """Return a finding if a localized document stays, because something on it is somebody's."""
    if page.text == after or not pages.is_somebodys(page, document, after):
        return None
    verb = "remove" if after is None else "replace"
    what = (
        f"take the change over with `transync absorb`, or {verb} it with `transync build --force`"
    )
    if after is None:
        what = f"only {percent}% of it is translated; {what}"
    return edited(page, document.path, what)


def with_mark(project: Project, change: Change) -> Change:
    """Remember the pages that no stamp proves to be transync's."""
    text = change.after
    if text is None:
        return change
    is_data = project.dialect(change.document).data is not None
    if not is_data and project.config.front_matter.stamp and frontmatter.find(text):
        return change
    return change._replace(text_mark=written_pages.mark(change.path, text))


def canonical(project: Project, pages: Pages, document: Document, *, force: bool) -> Step:
    """Publish the canonical document, as it is."""
    code = project.layout_of(document.path).source_language
    path = project.output_of(document.path, code)
    try:
        before = localized_text(project, path)
    except TransyncError as error:
        return finding(error, document.path, code, path=path)
    after = document.text
    if before is not None and before != after and not force:
        page = Page(path, before, code)
        if pages.is_somebodys(page, document, after):
            what = f"bring the change into {document.path}, then say `transync build --force`"
            return edited(page, document.path, what)
    told_of = ("canonical", document.path, code)
    change = Change(path, before, after, *told_of, is_derived=True)
    return change._replace(text_mark=written_pages.mark(path, after)).without_text


def marked(steps: Iterable[Step], marks: list[bytes]) -> Iterator[Step]:
    """Yield the steps, and gather the marks of the pages that bear no stamp."""
    for step in steps:
        if isinstance(step, Change) and step.text_mark:
            marks.append(step.text_mark)
        yield step
