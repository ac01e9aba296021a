"""The documents of one shard of a project, cut; the others by name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from transync.project.documents import Sources, cut_sources, remember, sources
from transync.project.kept_documents import DocumentRows

if TYPE_CHECKING:
    from transync.domain.shard_numbers import ShardNumber
    from transync.project.cutting import Extent
    from transync.project.project import Project
    from transync.project.project_index import ProjectIndex


def shard_sources(
    project: Project, shard: ShardNumber, index: ProjectIndex | None, extent: Extent
) -> Sources:
    """Read and cut the documents of a shard: all of them first where there is no `index`.

    Its findings are those of all documents. Raises `ConfigError` as `sources`, and for an index of
    other files than those of the shard.
    """
    if index is None:
        return narrowed(remember(project, sources(project, extent)), shard)
    own = [path for path in index.documents if shard.has(path)]
    if shard.is_first:
        index.refuse_other_project(project)
    index.refuse_others(project, own)
    faulty = {found.document for found in index.complaints}
    found = cut_sources(project, [path for path in own if path not in faulty], extent)
    others = frozenset(index.documents).difference(found.looked_into)
    return replace(found, findings=index.complaints, others=others)


def narrowed(found: Sources, shard: ShardNumber) -> Sources:
    """Return those documents that are of a shard, and the others by name."""
    paths = [document.path for document in found.documents]
    own = [number for number, path in enumerate(paths) if shard.has(path)]
    rows = DocumentRows(found.rows[number] for number in own) if found.rows else found.rows
    return replace(
        found,
        documents=tuple(found.documents[number] for number in own),
        others=found.others | {path for path in paths if not shard.has(path)},
        rows=rows,
        hashes=(),
    )
