"""Publishes pages: puts them in the place of those that are there, or leaves these to somebody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync import frontmatter
from transync.changes import Change
from transync.errors import TransyncError
from transync.findings import finding
from transync.workflow import written
from transync.workflow.outputs import edited, localized_text
from transync.workflow.pages import Page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transync.changes import Step
    from transync.model import Document, Finding
    from transync.workflow.pages import Pages
    from transync.workflow.project import Project


def left_alone(
    pages: Pages, page: Page, document: Document, after: str | None, percent: int
) -> Finding | None:
    """Tell that a localized document is left alone, if something on it is somebody's."""
    if page.text == after or not pages.is_somebodys(page, document, after):
        return None
    what = "bring the change into the catalog, then say `transync build --force`"
    if after is None:
        what = f"only {percent} % of it is translated; {what}, which removes it"
    return edited(page, document.path, what)


def with_mark(project: Project, change: Change) -> Change:
    """Mark what no stamp will tell to be transync's."""
    text = change.after
    if text is None or (project.config.front_matter.stamp and frontmatter.find(text)):
        return change
    return change._replace(mark=written.mark(change.path, text))


def canonical(project: Project, pages: Pages, document: Document, *, force: bool) -> Step:
    """Publish the canonical document, as it is."""
    code = project.config.source_language
    path = project.layout.published.expand(path=project.stem(document.path), lang=code)
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
    return change._replace(mark=written.mark(path, after)).light


def marked(steps: Iterable[Step], marks: list[bytes]) -> Iterator[Step]:
    """Give the steps, and gather the marks of the pages that bear no stamp."""
    for step in steps:
        if isinstance(step, Change) and step.mark:
            marks.append(step.mark)
        yield step
