"""Builds one shard of a project; the first one removes what belongs to no document, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.commands.begin import building
from transync.commands.build.build import Bench, built_pages, left_over
from transync.commands.build.publishing import marked
from transync.project import written_pages
from transync.project.composing import Composer
from transync.project.cutting import Extent
from transync.project.documents import complaints, sources
from transync.project.outputs import outputs_without_document
from transync.project.pages import Pages
from transync.project.run import Run
from transync.project.shard_sources import shard_sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.domain.changes import Step
    from transync.domain.shard_numbers import ShardNumber
    from transync.project.documents import Sources
    from transync.project.project import Project
    from transync.project.project_index import ProjectIndex


def build_shard(
    project: Project, shard: ShardNumber, index: ProjectIndex | None, *, force: bool = False
) -> Run:
    """Build the localized documents of a shard; nothing is remembered for the next run.

    Raises `ConfigError` as `shard_sources`.
    """
    composer = Composer(project, known=index.pages if index else None)
    found = _sources(project, shard, index)
    marks: list[bytes] = []
    steps = _steps(Bench(composer.anew, Pages(project), force=force), found, shard)
    total = sum(len(project.languages_of(each.path)) for each in found.documents)

    def finish(findings: int) -> None:
        written_pages.keep(project.root, marks)

    return Run(
        project.root, marked(steps, marks), total, finish=finish, is_delegated=project.delegates
    )


def _sources(project: Project, shard: ShardNumber, index: ProjectIndex | None) -> Sources:
    if index is None and not project.has_localized_links:
        return sources(project, Extent.NAMES, shard)
    return shard_sources(project, shard, index, Extent.NAMES)


def _steps(bench: Bench, found: Sources, shard: ShardNumber) -> Iterator[Step]:
    project = bench.project
    yield from (each for each in complaints(project, found) if shard.has(each.document))
    yield from built_pages(bench, found)
    if shard.is_first:
        left = left_over(building(project, whole=True).anew(), found)
        yield from outputs_without_document(project, bench.pages, found, left)
