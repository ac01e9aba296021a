"""What a run does, step by step: the changes it wants, the facts it reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync.model import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator


class Change(NamedTuple):
    """A file as it is and as it should be; the same text where nothing is to do."""

    path: str
    before: str | None
    """None where there is no such file."""
    after: str | None
    """None where there should be none."""
    told: str = ""
    """What was done, for people: `3 new, 1 fuzzy`."""
    document: str = ""
    language: str = ""

    @property
    def is_needed(self) -> bool:
        """Whether the file is not yet as it should be."""
        return self.before != self.after


Step = Change | Finding


class Run(NamedTuple):
    """The steps of a run, made one by one, and how many changes at most are among them."""

    total: int
    steps: Iterator[Step]
