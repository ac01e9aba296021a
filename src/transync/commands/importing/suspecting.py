"""Suspects translations of a page of being outdated, where there is no history of the page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from transync.checks.numbers import numbers
from transync.checks.pair import Pair
from transync.core.align.suspicion import suspected

if TYPE_CHECKING:
    from transync.core.align.transfer import Found, Transfer
    from transync.domain.model import Document
    from transync.locale.languages import Language
    from transync.project.project import Project


def suspected_of(
    project: Project, document: Document, language: Language, transfer: Transfer
) -> Transfer:
    """Return what a page has, with those translations unsure that are probably outdated."""
    return suspected(transfer, partial(_has_other_numbers, project, document, language))


def _has_other_numbers(
    project: Project, document: Document, language: Language, found: Found
) -> bool:
    """Whether a translation has other numbers than its text, as T403 compares them."""
    segment, origin = found.segment, project.language_of(document.path)
    pair = Pair(
        segment.text, found.translation, origin, language, segment.form, document.references
    )
    return any(numbers(pair))
