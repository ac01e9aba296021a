"""What an import has found out: about each page, about the site, and what it lacked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from transync.commands.importing.traits import NO_TRAITS, Traits
from transync.domain.changes import Change

if TYPE_CHECKING:
    from transync.commands.importing.one_catalog import ImportedCatalog
    from transync.commands.importing.outcome import ImportOutcome
    from transync.commands.importing.pairing import UnpairedPage
    from transync.commands.importing.suggestions import Suggestion


@dataclass
class ImportRecord:
    """What an import has found out so far."""

    lack: str = ""
    """Why there is no history, or not all of it; empty where there is."""
    pages: list[ImportOutcome] = field(default_factory=list)
    unpaired: list[UnpairedPage] = field(default_factory=list)
    traits: Traits = NO_TRAITS
    suggestions: list[Suggestion] = field(default_factory=list)
    """The settings that the pages suggest."""
    is_configured: bool = False
    """Whether they are in the configuration now, or would be."""
    has_imported: bool = False
    """Whether a catalog has changed, or would."""

    @property
    def kept(self) -> list[str]:
        """The paths of the pages that are to stay as they are."""
        return [page.path for page in self.pages if page.kept]

    def add(self, done: ImportedCatalog) -> None:
        """Add what has come of a catalog and its pages."""
        self.pages += done.pages
        self.traits += done.traits
        self.has_imported |= any(each.is_needed for each in done.steps if isinstance(each, Change))
