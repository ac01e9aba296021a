"""A run: what a command wants to do, made step by step, and what is to be done afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync.domain.changes import SkippedCounts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from transync.domain.changes import Step
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
