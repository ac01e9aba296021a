"""A pair: a source text and its translation, and what of both is prose."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from transync.checks.location import NOWHERE, Location
from transync.core.document.prose import visible
from transync.domain.model import Form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from transync.locale.languages import Language


@dataclass(frozen=True)
class Pair:
    """A message as it is used in a document: its source text and its current translation."""

    source: str
    translation: str
    origin: Language
    """The language of the source."""
    language: Language
    form: Form = Form.TEXT
    references: Mapping[str, str] = field(default_factory=dict)
    """The link reference definitions of the document."""
    location: Location = NOWHERE
    """Where its entry is."""

    @cached_property
    def prose(self) -> tuple[str, str]:
        """Both texts with a blank in the place of code, URLs, HTML and tokens."""
        return visible(self.source), visible(self.translation)
