"""Compares the numbers of a translation with those of its text, as T403 does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.checks.numbers import numbers
from transync.checks.pair import Pair

if TYPE_CHECKING:
    from transync.domain.model import Document, Segment
    from transync.locale.languages import Language
    from transync.project.project import Project


def has_other_numbers(
    project: Project, document: Document, language: Language, segment: Segment, translation: str
) -> bool:
    """Whether a translation has other numbers than its text."""
    origin = project.language_of(document.path)
    pair = Pair(segment.text, translation, origin, language, segment.form, document.references)
    return any(numbers(pair))
