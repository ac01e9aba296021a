"""Outputs: the localized documents that are there, and those that belong to nothing any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.core.document.unmerged import first_mark
from transync.domain.changes import Change
from transync.domain.conflicts import UNRESOLVED
from transync.domain.errors import ConflictError, DocumentError, TransyncError
from transync.domain.findings import finding
from transync.domain.layouts import Role
from transync.project.former_languages import (
    first_language,
    former_outputs,
    of_any_language,
)
from transync.project.pages import Page, PageOwner

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transync.domain.changes import Step
    from transync.domain.model import Finding
    from transync.project.documents import Sources
    from transync.project.pages import Pages
    from transync.project.project import Project


def localized_text(project: Project, path: str) -> str | None:
    """Read a localized document, None where there is none.

    Bytes that are not UTF-8 become surrogates. Raises `TransyncError` for what is no file.
    """
    data = project.workspace.read_if_there(path)
    return None if data is None else data.decode("utf-8", "surrogateescape")


def edited(page: Page, document: str, what: str) -> Finding:
    """Return the finding that a page stays as it is, because something on it is somebody's."""
    if line := first_mark(page.text):
        error = ConflictError(f"{UNRESOLVED}, or {what}", path=page.path, line=line, column=1)
        return finding(error, document, page.code)
    from transync.checks.drift import output_edited  # which few runs have to say
    from transync.checks.location import Location

    return output_edited(Location(page.path, 0, 0, document, page.code), what)


def outputs_without_document(
    project: Project,
    pages: Pages,
    found: Sources,
    paths: Iterable[str] | None = None,
    *,
    is_all: bool = True,
) -> Iterator[Step]:
    """Remove what was built from documents that are gone, and in languages that are.

    What somebody has edited is reported; what is not transync's stays. Looks at `paths`, which
    may be all that are there, or lists these; for languages that are gone only among all.
    """
    if is_all and len(project.languages) == len(project.config.languages):
        yield from _without_language(project, pages, paths)
    if paths is None:
        listing = project.files_of(project.layouts.outputs)
        yield from (finding(error) for error in listing.errors)
        paths = listing.files
    codes = {language.code for language in project.languages}
    codes |= {each.source_language for each in project.layouts.each if each.canonical}
    for path in sorted(paths):
        placement = project.layouts.placement(path)
        if placement is None or placement.role is not Role.OUTPUT or placement.lang not in codes:
            continue
        if project.config.build.keep.match(path):
            continue
        if not any(map(found.has, placement.documents or ())):
            page = path, placement.lang or ""
            yield from _removed(project, pages, page, "its document is gone", "the document")


def _without_language(
    project: Project, pages: Pages, paths: Iterable[str] | None
) -> Iterator[Step]:
    """Remove the pages of languages that the project does not name any more."""
    if paths is None:
        paths = project.files_of(of_any_language(project.layouts.outputs)).files
    former = former_outputs(project, paths)
    for path in sorted(paths) if former else ():
        code = first_language(former, path)
        placement = project.layouts.placement(path) if code else None
        if code and (placement is None or placement.role is Role.SOURCE):
            gone = f"the project has no language `{code}`"
            yield from _removed(project, pages, (path, code), gone, "the language")


def _removed(
    project: Project, pages: Pages, place: tuple[str, str], gone: str, what: str
) -> Iterator[Step]:
    """Remove a page whose document or language is gone; report one that is not all transync's."""
    path, code = place
    try:
        page = Page(path, project.workspace.read_document(path), code)
    except DocumentError:  # it is not transync's
        return
    except TransyncError as error:
        yield finding(error, path=path)
        return
    owner = pages.owner(page)
    if owner is PageOwner.TRANSYNC:
        yield Change(path, page.text, None, gone, language=code)
    elif owner is PageOwner.BOTH:
        from transync.checks.drift import output_edited  # which few runs have to say
        from transync.checks.location import Location

        remedy = f"remove it, or bring {what} back"
        yield output_edited(Location(path, language=code), remedy, gone)
