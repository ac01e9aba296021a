"""The third task of an extraction: merges one catalog with its documents, by what others offer."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from transync.commands.delegated import delegated
from transync.commands.extract.catalog import NOTHING, Inheritance, merged
from transync.core.merge.renames import preserved
from transync.domain.errors import TransyncError
from transync.domain.findings import finding
from transync.domain.model import located_segments
from transync.project.message_index import terms
from transync.project.text_hashes import normalized

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Set

    from transync.commands.extract.catalog import CatalogShard, MergeContext
    from transync.core.merge.memory import Memory
    from transync.domain.changes import Step
    from transync.domain.model import Key
    from transync.project.cutting import DocumentReader


class MergeShard(NamedTuple):
    """A catalog to be merged, with what it may take over."""

    catalog: CatalogShard
    memory: Memory
    """What the catalogs of its language know: in another process, no more than it can use."""
    inheritance: Inheritance = NOTHING
    is_asked: bool = False
    """Whether anybody asks what of its messages is to be preserved."""
    missing: Collection[str] | None = None
    """The hashes of the texts that it has no translation for; None for all of its texts."""
    documents: DocumentReader | None = None
    """Reads them where the shard was made; None where it was sent to."""

    def __reduce__(self) -> tuple[Callable[..., MergeShard], tuple[object, ...]]:
        memory = self.memory
        if self.documents and (memory.exact or memory.suggestions):
            memory = memory.part_for(_keys(self, self.documents))
        return MergeShard, (self.catalog, memory, self.inheritance, self.is_asked)


class Outcome(NamedTuple):
    """What has become of a catalog."""

    step: Step
    terms: str | None = None
    """What it is to others, as an index has it."""
    holdings: Set[bytes] = frozenset()
    """The digests of what is to be preserved of it, where somebody asks."""


def merge(context: MergeContext, shard: MergeShard) -> Outcome:
    """Merge a catalog with its documents, or return why that cannot be."""
    path, paths = shard.catalog
    try:
        documents = [*map(context.documents, paths)]
        known = context.read(path)
        change, catalog = merged(context, (path, documents), known, shard.memory, shard.inheritance)
    except TransyncError as error:
        return Outcome(finding(error, paths[0], context.language.code, path=path))
    has = frozenset(preserved(catalog)) if shard.is_asked else frozenset()
    (step,) = delegated(context.project, [change.without_text])
    return Outcome(step, terms(catalog), has)


def _keys(shard: MergeShard, documents: DocumentReader) -> list[Key]:
    """Return the texts of a catalog that have no translation; none where they are unreadable."""
    with suppress(TransyncError):  # whoever merges the catalog will say so
        segments = located_segments(map(documents, shard.catalog.documents))
        keys = {segment.key for _, segment in segments}
        return [k for k in keys if shard.missing is None or normalized(k) in shard.missing]
    return []
