"""What has come of an edited page: how much of its edits is in the catalog now."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from transync.commands.absorbing.texts import TAKEN
from transync.domain.counts import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from transync.commands.absorbing.marks import PageMark
    from transync.commands.absorbing.page import AbsorbedPage
    from transync.domain.model import Key
    from transync.project.project import Project
    from transync.project.targets import Target


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


def settled_outcome(disputed: frozenset[Key], page: AbsorbOutcome, target: Target) -> AbsorbOutcome:
    """Return what has come of a page, whose edits another page may have put in doubt."""
    own = disputed.intersection(segment.key for segment in target.document.segments)
    return page._replace(whole=False, places=max(page.places, len(own))) if own else page


def outcome_of(project: Project, target: Target, done: AbsorbedPage) -> AbsorbOutcome:
    """Return what has come of a page."""
    document, code = target.document.path, target.language.code
    return AbsorbOutcome(
        target.path,
        document,
        code,
        project.catalog_of(document, code),
        done.counts[TAKEN],
        len(done.conflicts),
        len(done.findings) + len(done.conflicts),
        done.is_whole,
        project.config.build.keep.match(target.path),
    )


def summary_of(counts: Mapping[str, int], pages: Iterable[AbsorbOutcome]) -> str:
    """Return the counts of a catalog, and a line for each of its pages."""
    texts = ", ".join(f"{number} {what}" for what, number in counts.items())
    return "\n    ".join((texts or "no text absorbed", *map(_line, pages)))


def _line(page: AbsorbOutcome) -> str:
    if page.whole:
        command = f"transync build --adopt {page.path}" if page.kept else "transync build"
        return f"{page.path} is absorbed; `{command}` takes it over"
    return f"{page.path} is not absorbed as a whole: {counted(page.places, 'place')}"
