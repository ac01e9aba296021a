"""What a run does, step by step: the changes it wants, the facts it reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from transync.domain.model import Finding

if TYPE_CHECKING:
    from collections.abc import Set


class Change(NamedTuple):
    """A file as it is and as it should be; the same text where nothing is to do."""

    path: str
    before: str | None
    """None where there is no such file."""
    after: str | None
    """None where there should be none."""
    summary: str = ""
    """What was done, for people: `3 new, 1 fuzzy`."""
    document: str = ""
    language: str = ""
    relies_on: Set[str] = frozenset()
    """The files that take over what this one gives up: if one cannot be written, it stays."""

    is_catalog: bool = False
    """Whether what somebody else saves in the meantime can be joined with it, by message."""
    is_derived: bool = False
    """Whether it holds nobody's work: it can be made again."""
    text_mark: bytes = b""
    """What stands for the text of a page without a stamp, to be known again as transync's."""

    @property
    def is_needed(self) -> bool:
        """Whether the file is not yet as it should be."""
        return self.before != self.after

    @property
    def without_text(self) -> Change:
        """Itself, without the text of a file that stays as it is: there may be thousands."""
        is_same = self.before is not None and not self.is_needed
        return self._replace(before="", after="") if is_same else self


Step = Change | Finding


class SkippedCounts(NamedTuple):
    """The files of which nothing is to be done, which is known without a step for each."""

    files: int = 0
    held_back: int = 0


@dataclass
class Tally:
    """What a run has come to so far."""

    files: int = 0
    changed: int = 0
    held_back: int = 0
    """Documents that are not published, and were not."""
    findings: list[Finding] = field(default_factory=list)

    def add(self, step: Step) -> None:
        """Count one more step."""
        if isinstance(step, Finding):
            self.findings.append(step)
        else:
            self.files += 1
            self.changed += step.is_needed
            self.held_back += step.before is None and step.after is None
