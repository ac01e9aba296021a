"""Former languages: those that transync has worked for, but that the project does not name now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.core.build.stamps import is_stamped
from transync.domain.errors import TransyncError
from transync.domain.paths import AnyLanguage, PathTemplate
from transync.formats import frontmatter
from transync.project import written_pages
from transync.project.owners import CatalogOwner, owner_of_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transync.project.project import Project


def former_output(project: Project, paths: Iterable[str]) -> PathTemplate:
    """Give the template of the pages of former languages; it matches nothing where none is.

    A language has catalogs of transync's, or, where somebody has removed these, pages among
    `paths` that show by themselves that a build has made them.
    """
    codes = {*former_languages(project), *_languages_of_pages(project, paths)}
    return PathTemplate(project.layout.output.text, tuple(sorted(codes)))


def former_languages(project: Project) -> list[str]:
    """List the languages, by their codes, that transync has written catalogs of."""
    catalog = AnyLanguage(project.layout.catalog.text)
    found: set[str] = set()
    settled = _settled(project)
    for path in project.workspace.list_files(catalog).files:
        names = catalog.match(path)
        code = names.lang if names else None
        if code and code not in settled | found and _is_transyncs(project, path):
            found.add(code)
    return sorted(found)


def without_pages(project: Project, paths: Iterable[str]) -> list[str]:
    """Leave out what a former language's `output` matches, where that is as the documents are."""
    listed = [*paths]
    doubtful = [path for path, _ in _of_other_languages(project, listed)]
    if not doubtful:
        return listed  # so it is in nearly all projects, and no catalog has to be looked for
    former = former_output(project, doubtful)
    return [path for path in listed if not former.match(path)]


def _settled(project: Project) -> set[str]:
    return {*project.config.languages, project.config.source_language}


def _of_other_languages(project: Project, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give what may be pages of languages that the project does not name, with their codes."""
    output, settled = AnyLanguage(project.layout.output.text), _settled(project)
    for path in paths:
        names = output.match(path)
        if names and names.lang and names.lang not in settled:
            yield path, names.lang


def _languages_of_pages(project: Project, paths: Iterable[str]) -> set[str]:
    found: set[str] = set()
    marks: frozenset[bytes] | None = None
    for path, code in _of_other_languages(project, paths):
        if code in found or project.layout.published.match(path):
            continue
        if marks is None:
            marks = frozenset(written_pages.marks(project.root))
        if _is_page(project, path, code, marks):
            found.add(code)
    return found


def _is_page(project: Project, path: str, code: str, marks: frozenset[bytes]) -> bool:
    """Tell whether a build has made a page, in this language; somebody may have edited it since."""
    try:
        text = project.workspace.read_document(path)
        if written_pages.mark(path, text) in marks:
            return True
        if not is_stamped(text):
            return False
        said = frontmatter.values(text).get("lang")
        if said and said.value == code:
            return True
        language = project.config.language(code)
    except TransyncError:
        return False
    if said is None:  # a three-letter word may be another code of a language: `bak`
        return "@" in code or code.replace("_", "-").lower() == language.locale.lower()
    return said.value in (language.lang, language.locale)


def _is_transyncs(project: Project, path: str) -> bool:
    """Tell whether transync has written a catalog, or it names a document."""
    try:
        data = project.workspace.read(path)
    except TransyncError:
        return False
    return owner_of_text(project.layout, path, data) is CatalogOwner.OURS
