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


def former_outputs(project: Project, paths: Iterable[str]) -> tuple[PathTemplate, ...]:
    """Return the templates of the pages of former languages; none where there is no such language.

    A language has catalogs of transync's, or, where somebody has removed these, pages among
    `paths` that show by themselves that a build has made them.
    """
    codes = tuple(sorted({*former_languages(project), *_languages_of_pages(project, paths)}))
    outputs = project.layouts.outputs if codes else ()
    return tuple(PathTemplate(each.text, codes) for each in outputs)


def of_any_language(templates: Iterable[PathTemplate]) -> tuple[AnyLanguage, ...]:
    """Return templates in which `{lang}` stands for whatever looks like a language."""
    return tuple(AnyLanguage(each.text) for each in templates)


def first_language(templates: Iterable[PathTemplate], path: str) -> str:
    """Return the code that the first template which matches a path has there; empty if none."""
    matches = (template.match(path) for template in templates)
    return next((names.lang for names in matches if names and names.lang), "")


def former_languages(project: Project) -> list[str]:
    """List the languages, by their codes, that transync has written catalogs of."""
    catalogs = of_any_language(project.layouts.catalogs)
    found: set[str] = set()
    settled = _settled(project)
    for path in project.files_of(catalogs).files:
        code = first_language(catalogs, path)
        if code and code not in settled | found and _is_transyncs(project, path):
            found.add(code)
    return sorted(found)


def without_pages(project: Project, paths: Iterable[str]) -> list[str]:
    """Leave out what a former language's `output` matches, where that is as the documents are."""
    listed = [*paths]
    doubtful = [path for path, _ in of_other_languages(project, listed)]
    if not doubtful:
        return listed  # so it is in nearly all projects, and no catalog has to be looked for
    former = former_outputs(project, doubtful)
    return [path for path in listed if not first_language(former, path)]


def _settled(project: Project) -> set[str]:
    return {*project.config.languages, *project.layouts.languages}


def of_other_languages(project: Project, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield what may be pages of languages that the project does not name, with their codes."""
    outputs, settled = of_any_language(project.layouts.outputs), _settled(project)
    for path in paths:
        code = first_language(outputs, path)
        if code and code not in settled:
            yield path, code


def _languages_of_pages(project: Project, paths: Iterable[str]) -> set[str]:
    found: set[str] = set()
    marks: frozenset[bytes] | None = None
    for path, code in of_other_languages(project, paths):
        if code in found or first_language(project.layouts.outputs, path):
            continue
        if marks is None:
            marks = frozenset(written_pages.marks(project.root))
        if _is_page(project, path, code, marks):
            found.add(code)
    return found


def _is_page(project: Project, path: str, code: str, marks: frozenset[bytes]) -> bool:
    """Whether a build has made a page, in this language; somebody may have edited it since."""
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
    """Whether transync has written a catalog, or it names a document."""
    try:
        data = project.workspace.read(path)
    except TransyncError:
        return False
    return owner_of_text(project.layouts, path, data) is CatalogOwner.OURS
