"""A run: what a command wants to do, made step by step, and what is to be done afterwards."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from transync.domain.changes import SkippedCounts
from transync.domain.model import Finding
from transync.project import contents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from transync.domain.changes import AnchorNote, Change, Step
    from transync.storage import Root


class Run(NamedTuple):
    """The steps of a run in a project's folder, made one by one."""

    root: Root
    steps: Iterable[Step]
    total: int
    """How many changes are to be expected."""
    known: SkippedCounts = SkippedCounts()
    finish: Callable[[int], None] = lambda findings: None
    """To be called once all changes are on disk, with the number of findings."""
    is_delegated: bool = False
    """Whether tasks bring most changes to disk."""


@dataclass
class Record:
    """What is seen of the steps of a run, for the next one."""

    skipped: SkippedCounts = field(default_factory=SkippedCounts)
    """The files that the run had nothing to do with."""
    findings: int = 0
    suspects: set[str] = field(default_factory=set)
    """The documents with findings."""
    written: dict[str, bytes | None] = field(default_factory=dict)
    """The digest of what each file that was changed must hold; None for one that is gone."""
    files: Counter[str] = field(default_factory=Counter)
    """By document, those that were counted; under an empty name, those of none."""
    unpublished: set[tuple[str, str]] = field(default_factory=set)
    """The documents without a page in a language, each with its code."""
    anchors: list[tuple[str, str, AnchorNote]] = field(default_factory=list)
    """What is noted of the anchors of pages, each with its document and language."""
    absent: Counter[str] = field(default_factory=Counter)
    """Those of them that are not there afterwards: held back, or, without document, removed."""

    def over(self, steps: Iterable[Step]) -> Iterator[Step]:
        """Yield the steps, and see what becomes of them."""
        for step in steps:
            if isinstance(step, Finding):
                self.findings += 1
                self.suspects.add(step.document)
            else:
                self.files[step.document] += 1
                self.absent[step.document] += step.after is None
                if step.after is None:
                    self.unpublished.add((step.document, step.language))
                if any(step.anchors):
                    self.anchors.append((step.document, step.language, step.anchors))
                if step.is_needed:
                    self.written[step.path] = _digest(step)
            yield step

    def counts(self, document: str) -> SkippedCounts:
        """Return the files of a document that the next run has nothing to do with."""
        if document in self.suspects:
            return SkippedCounts()
        return SkippedCounts(self.files[document], self.absent[document])

    @property
    def counted(self) -> SkippedCounts:
        """All files that the next run has nothing to do with, if nothing changes."""
        files, held_back = self.skipped
        for document in self.files:
            count, absent = self.counts(document)
            # What is without document is not there afterwards.
            files += count if document else count - absent
            held_back += absent if document else 0
        return SkippedCounts(files, held_back)


def _digest(change: Change) -> bytes | None:
    if change.is_made:
        return None if change.after is None else bytes.fromhex(change.after)
    return contents.of_text(change.after)
