"""Former languages: those that the project has catalogs of, but does not name any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync import files
from transync.errors import TransyncError
from transync.paths import AnyLanguage, Template
from transync.workflow.owners import Owner, owner_of_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transync.workflow.project import Project


def former_output(project: Project) -> Template:
    """Give the template of the pages of former languages; it matches nothing where none is."""
    return Template(project.layout.output.text, tuple(former_languages(project)))


def former_languages(project: Project) -> list[str]:
    """List the languages, by their codes, that transync has written catalogs of."""
    config, catalog = project.config, AnyLanguage(project.layout.catalog.text)
    found: set[str] = set()
    settled = {*config.languages, config.source_language}
    for path in files.list_files(project.root, catalog).files:
        names = catalog.match(path)
        code = names.lang if names else None
        if code and code not in settled | found and _is_transyncs(project, path):
            found.add(code)
    return sorted(found)


def without_pages(project: Project, paths: Iterable[str]) -> list[str]:
    """Leave out what a former language's `output` matches, where that is as the documents are."""
    listed = [*paths]
    output, codes = AnyLanguage(project.layout.output.text), project.config.languages
    own = {*codes, project.config.source_language}
    if all((names := output.match(path)) is None or names.lang in own for path in listed):
        return listed  # so it is in nearly all projects, and no catalog has to be looked for
    former = former_output(project)
    return [path for path in listed if not former.match(path)]


def _is_transyncs(project: Project, path: str) -> bool:
    """Tell whether transync has written a catalog, or it names a document."""
    try:
        data = files.read_bytes(project.root, path)
    except TransyncError:
        return False
    return owner_of_text(project.layout, path, data) is Owner.OURS
