"""Looks at what an extraction would do for one shard of a project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.commands.begin import extract
from transync.domain.changes import SkippedCounts
from transync.project.run import Run

if TYPE_CHECKING:
    from transync.domain.shard_numbers import ShardNumber
    from transync.project.project import Project


def extract_shard(project: Project, shard: ShardNumber, *, whole: bool = False) -> Run:
    """Return the steps of an extraction that are for a shard: not to be carried out.

    Who has a text, all catalogs have to show: so it looks into as much as an extraction of all.
    What that leaves out as unchanged counts for the first shard. Raises `ConfigError` as `extract`.
    """
    run = extract(project, whole=whole)
    steps = (step for step in run.steps if shard.has(step.document))
    known = run.known if shard.is_first else SkippedCounts()
    return Run(run.root, steps, run.total // shard.count, known)
