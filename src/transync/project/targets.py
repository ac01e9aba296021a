"""The localized documents that a run is for: of which document, in which language, where."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.domain.model import Document
    from transync.locale.languages import Language
    from transync.project.project import Project


class Target(NamedTuple):
    """A localized document, whether it is there already or a build will make it."""

    document: Document
    """The document that it is a translation of."""
    language: Language
    path: str


def targets(project: Project, document: Document) -> Iterator[Target]:
    """Yield the localized documents of a document that the run is for."""
    layout = project.layout_of(document.path)
    name = layout.name(document.path)
    for language in project.languages_of(document.path):
        if project.is_chosen(document.path, language.code):
            yield Target(document, language, layout.output.expand(path=name, lang=language.code))
