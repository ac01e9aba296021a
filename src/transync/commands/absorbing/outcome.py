"""What has come of an edited page: how much of its edits is in the catalog now."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from transync.domain.counts import counted

if TYPE_CHECKING:
    from transync.commands.absorbing.marks import PageMark


class AbsorbOutcome(NamedTuple):
    """What has come of an edited page."""

    path: str
    document: str
    language: str
    catalog: str
    absorbed: int
    """How many messages have their translation from the page now."""
    conflicts: int
    """How many have both translations, that of the page and that of the catalog."""
    places: int
    """In how many places somebody has to decide: conflicts, and what no catalog can hold."""
    whole: bool
    """Whether all edits are in the catalog, so that a build takes the page over."""
    kept: bool
    """Whether only `build --adopt` does: `build.keep` names it."""


@dataclass
class AbsorbRecord:
    """What a run has absorbed so far."""

    pages: list[AbsorbOutcome] = field(default_factory=list)
    marks: list[PageMark] = field(default_factory=list)
    """Those of the pages that a build may replace."""


def line_of(page: AbsorbOutcome) -> str:
    """Return in one line what has come of a page."""
    if page.whole:
        command = f"transync build --adopt {page.path}" if page.kept else "transync build"
        return f"{page.path} is absorbed; `{command}` takes it over"
    return f"{page.path} is not absorbed as a whole: {counted(page.places, 'place')}"
