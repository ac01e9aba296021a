"""The first task of an extraction: looks into one catalog, and says what it lacks and offers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync.commands.extract.catalog import merged
from transync.core.merge.memory import NO_MEMORY
from transync.domain.errors import CatalogError, TransyncError
from transync.domain.model import located_segments
from transync.project.message_index import abandoned, is_settled, terms
from transync.project.owners import CatalogOwner, intruder, owner, owner_of_text
from transync.project.text_hashes import normalized

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Sequence

    from transync.commands.extract.catalog import CatalogShard, MergeContext
    from transync.domain.changes import Change
    from transync.domain.model import Catalog, Document, Key
    from transync.project.catalogs import Read


class CatalogSummary(NamedTuple):
    """What a look into a catalog has found out."""

    terms: str
    """What it is to others, as an index has it."""
    missing: Collection[str] = ()
    """The hashes of its documents' texts that it has no translation for."""
    is_behind: bool = False
    """Whether its documents have a text that it has not."""
    abandoned: Collection[str] = ()
    """The exact hashes of translated texts that its documents do not have; others may."""
    change: Change | None = None
    """Where nothing is to be done, and it can use nothing of others."""


def scan(context: MergeContext, shard: CatalogShard) -> CatalogSummary | TransyncError | None:
    """Look into a catalog, and return why it cannot be read; None where there is none of ours."""
    try:
        known = context.read(shard.path)
        documents = [*map(context.documents, shard.documents)]
        if known is None or not _is_meant(context, known.catalog, documents):
            return None
        return _summary(context, shard.path, documents, known)
    except CatalogError as error:
        return error if shard.documents or _may_be_ours(context, shard.path) else None
    except TransyncError as error:
        return error


def missing_texts(context: MergeContext, shard: CatalogShard) -> tuple[str, ...]:
    """Return the hashes of the texts of a new catalog; of what cannot be read, none."""
    try:
        documents = [*map(context.documents, shard.documents)]
    except TransyncError:  # whoever merges the catalog will say so
        return ()
    return tuple(map(normalized, _keys(documents)))


def _summary(
    context: MergeContext, path: str, documents: Sequence[Document], known: Read
) -> CatalogSummary:
    catalog, wanted = known.catalog, _keys(documents)
    if keys := wanted - _settled(catalog):
        is_behind = not keys.issubset(entry.message.key for entry in catalog.entries)
        return _offering(catalog, wanted)._replace(
            missing=tuple(map(normalized, keys)), is_behind=is_behind
        )
    if documents:
        change, after = merged(context, (path, documents), known, NO_MEMORY)
        if not change.is_needed:
            return CatalogSummary(terms(after), change=change.without_text)
    return _offering(catalog, wanted)


def _offering(catalog: Catalog, keys: Container[Key]) -> CatalogSummary:
    return CatalogSummary(terms(catalog), abandoned=tuple(abandoned(catalog, keys)))


def _keys(documents: Iterable[Document]) -> set[Key]:
    return {segment.key for _, segment in located_segments(documents)}


def _settled(catalog: Catalog) -> set[Key]:
    messages = (entry.message for entry in catalog.entries)
    return {message.key for message in messages if is_settled(message)}


def _is_meant(context: MergeContext, catalog: Catalog, documents: Sequence[Document]) -> bool:
    """Whether a catalog is transync's; raises `PathError` for one in the place of ours."""
    layouts = context.project.layouts
    if not documents:
        return owner(layouts, catalog) is CatalogOwner.OURS
    if error := intruder(layouts, catalog, (each.key for _, each in located_segments(documents))):
        raise error
    return True


def _may_be_ours(context: MergeContext, path: str) -> bool:
    """Whether an unreadable catalog without document may have been transync's.

    Of one that has lost its header, nobody knows.
    """
    data = context.project.workspace.read(path)
    whose = owner_of_text(context.project.layouts, path, data)
    return whose is CatalogOwner.OURS or (
        whose is CatalogOwner.UNKNOWN and b"Project-Id-Version" not in data
    )
