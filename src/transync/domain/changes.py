"""The steps of a run: changes to files, and findings."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from transync.domain.model import Finding

if TYPE_CHECKING:
    from collections.abc import Set


class AnchorNote(NamedTuple):
    """What becomes of anchors on a page, where links follow the translations of headings."""

    ids: str = ""
    """A digest of the ids that its headings have; empty where they are those of its document."""
    linked: tuple[str, ...] = ()
    """The documents to whose headings it links."""


class Change(NamedTuple):
    """A file as it is and as it should be; both are equal if there is nothing to do."""

    path: str
    before: str | None
    """None if there is no such file."""
    after: str | None
    """None if there should be none."""
    summary: str = ""
    """What was done, for people: `3 new, 1 fuzzy`."""
    document: str = ""
    language: str = ""
    relies_on: Set[str] = frozenset()
    """The files that take over messages from this one; if one of them fails, this one stays."""

    is_catalog: bool = False
    """Whether it can be merged, by message, with what somebody else saves in the meantime."""
    is_derived: bool = False
    """Whether it holds nobody's work, and can be made again."""
    is_made: bool = False
    """Whether a task has brought it to disk; then `before` and `after` are digests, in hex."""
    text_mark: bytes = b""
    """The digest of a page without a stamp, by which transync recognizes it as its own."""
    anchors: AnchorNote = AnchorNote()
    """The headings of the page, and those that it links to, for the next run."""

    @property
    def is_needed(self) -> bool:
        """Whether the file must change."""
        return self.before != self.after

    @property
    def without_text(self) -> Change:
        """The change, without the text of a file that stays as it is: there may be thousands."""
        is_same = self.before is not None and not self.is_needed
        return self._replace(before="", after="") if is_same else self


Step = Change | Finding


class SkippedCounts(NamedTuple):
    """How many files a run skips because nothing about them has changed."""

    files: int = 0
    held_back: int = 0


@dataclass
class Tally:
    """The counts and findings of a run so far."""

    files: int = 0
    changed: int = 0
    held_back: int = 0
    """Localized documents that are not published, and were not before."""
    findings: list[Finding] = field(default_factory=list)

    def add(self, step: Step) -> None:
        """Count one more step."""
        if isinstance(step, Finding):
            self.findings.append(step)
        else:
            self.files += 1
            self.changed += step.is_needed
            self.held_back += step.before is None and step.after is None
