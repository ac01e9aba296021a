"""What lies beside the documents and is none: pages in other languages, files of no source."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from transync.domain.counts import counted
from transync.domain.layouts import Role
from transync.domain.paths import AnyLanguage, PathTemplate
from transync.locale.languages import is_known
from transync.project import data_beside
from transync.project.former_languages import of_other_languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from transync.project.project import Project

_ENDINGS = ("md", "mdx", "markdown", "qmd", "rmd")
"""The endings of files that may be meant as documents."""


def without_pages(project: Project, paths: Iterable[str]) -> list[str]:
    """Leave out what is a page in a language that the project does not name."""
    listed = [*paths]
    pages = {page for own in pages_beside(project, listed).values() for page in own}
    return [path for path in listed if path not in pages] if pages else listed


def pages_beside(project: Project, paths: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Return the files, of some that are documents by their names, that are pages; by language.

    They are in a folder of the language, as the project's own pages are, and at least half of the
    files with that code have their document beside them: `es/tea.md` has `tea.md`. A name like
    `tea.bak.md` is no reason: many an ending is the code of a language.
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path, code in of_other_languages(project, paths):
        found[code].append(path)
    there = frozenset(paths) if found else frozenset()
    return {
        code: pages
        for code, pages in found.items()
        if 2 * sum(_has_document(project, page, there) for page in pages) >= len(pages)
        and is_known(code)
    }


def _has_document(project: Project, page: str, there: frozenset[str]) -> bool:
    """Whether the document is there whose page, in another language, a file would be."""
    layouts = (each for each in project.layouts.each if "{lang}" in each.output.text.split("/"))
    matches = ((each, AnyLanguage(each.output.text).match(page)) for each in layouts)
    return any(each.document(names.path) in there for each, names in matches if names)


def notes(project: Project) -> Iterator[str]:
    """Yield a sentence for each language, and for each kind of files, that was left out."""
    listings = (
        project.workspace.list_files(each.source, each.exclude.match)
        for each in project.layouts.each
    )
    files = sorted({path for each in listings for path in each.files})
    documents = [path for path in files if _role(project, path) is Role.SOURCE]
    pages = pages_beside(project, documents)
    for code, own in pages.items():
        yield (
            f"leaves out {counted(len(own), 'page')} such as {own[0]}: "
            f"`languages` does not name {code}"
        )
    for (folder, ending), strangers in sorted(_strangers(project).items()):
        where = f"in {folder}/" if folder else "at the top"
        belong = "belongs" if len(strangers) == 1 else "belong"
        yield (
            f"{counted(len(strangers), f'.{ending} file')} {where} {belong} to no source, "
            f"such as {min(strangers)}"
        )

    yield from data_beside.notes(project, documents)


def _strangers(project: Project) -> Mapping[tuple[str, str], set[str]]:
    """Return the files in the folders of sources that could be documents, and have no role."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    is_excluded = [each.exclude.match for each in project.layouts.each]
    for folder in {each.source.folder for each in project.layouts.each}:
        for ending in _ENDINGS:
            template = PathTemplate(
                f"{folder}/{{path}}.{ending}" if folder else f"{{path}}.{ending}"
            )
            for path in project.workspace.list_files(template).files:
                if _role(project, path) is None and not any(each(path) for each in is_excluded):
                    found[folder, ending].add(path)
    return found


def _role(project: Project, path: str) -> Role | None:
    placement = project.layouts.placement(path)
    return placement.role if placement else None
