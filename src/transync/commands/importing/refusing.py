"""Refuses pages that are of another document than their path says, or in another language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.checks.detection import other_language
from transync.domain.errors import DocumentError, TransyncError

if TYPE_CHECKING:
    from transync.core.align.transfer import Transfer
    from transync.locale.languages import Language
    from transync.project.project import Project

IN_ANOTHER_LANGUAGE = "T401"
"""The code of the finding that a page is in another language than its place says."""
_ENOUGH = 5
"""How many texts of a page show whether it is a translation of its document."""
_LEAST = 0.2
"""The share of them that must have a place in it."""


def mistaken_language(project: Project, own: Language, prose: str) -> Language | None:
    """Return the language of the project that a text is in instead of its own.

    None for its own, and where that is not clear.
    """
    codes = dict.fromkeys((*project.config.languages, *project.layouts.languages))
    return other_language(prose, own, [project.config.language(code) for code in codes])


def refuse_language(found: Transfer, language: Language, project: Project, path: str) -> None:
    """Raise `DocumentError` if a page is clearly in another language of the project."""
    prose = " ".join(each.translation for each in found.found)
    if spoken := mistaken_language(project, language, prose):
        message = (
            f"is in {spoken.name} ({spoken.code}), not in {language.name} ({language.code}): "
            "nothing was imported from it"
        )
        raise DocumentError(message, path=path, line=1, column=1, code=IN_ANOTHER_LANGUAGE)


def refuse_stranger(found: Transfer, document: str, path: str) -> None:
    """Raise `DocumentError` if hardly a text of a page has a place in its document."""
    placed = len(found.found) + len(found.untranslated)
    total = placed + len(found.unplaced)
    if total >= _ENOUGH and placed < _LEAST * total:
        message = (
            f"is hardly a translation of {document}, in which {placed} of {total} texts have a "
            "place: nothing was imported from it; if it belongs to another document, say --pair"
        )
        raise DocumentError(message, path=path, line=1, column=1, code=TransyncError.code)
