"""Look through the catalogs of a language: which need nothing, what others lack, and what offer.

No process holds more than a few of them: where one has what another lacks, hashes of texts tell.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from transync.commands.extract.catalog import merged
from transync.core.merge.memory import NO_MEMORY
from transync.domain.errors import CatalogError, TransyncError
from transync.domain.model import located_segments
from transync.project.catalogs import effort
from transync.project.message_index import is_settled, terms
from transync.project.owners import CatalogOwner, intruder, owner, owner_of_text
from transync.project.text_hashes import normalized

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from transync.commands.extract.catalog import MergeContext
    from transync.domain.changes import Change
    from transync.domain.model import Catalog, Document, Key


class CatalogSummary(NamedTuple):
    """What a look into a catalog has found out."""

    terms: str
    """What it may be to others, as an index has it."""
    missing: Collection[str] = ()
    """The hashes of its documents' texts that it has no translation for."""
    is_behind: bool = False
    """Whether its documents have a text that it has not."""
    change: Change | None = None
    """Where nothing is to be done, and it can use nothing of others."""


class Survey(NamedTuple):
    """The catalogs that are there, by path; and why others cannot be read."""

    seen: Mapping[str, CatalogSummary]
    broken: Mapping[str, TransyncError]


def survey(context: MergeContext, places: Mapping[str, Sequence[Document]]) -> Survey:
    """Look into the catalogs at `places`, each with its documents, if it has any."""
    found = context.project.executor.map(partial(_seen, context), [*places.items()], effort)
    summaries = dict(zip(places, found, strict=True))
    return Survey(
        {path: each for path, each in summaries.items() if isinstance(each, CatalogSummary)},
        {path: each for path, each in summaries.items() if isinstance(each, TransyncError)},
    )


def missing_texts(documents: Iterable[Document], catalog: Catalog | None = None) -> set[Key]:
    """Return the texts of documents that have no translation in their catalog."""
    messages = [entry.message for entry in catalog.entries] if catalog else []
    settled = {message.key for message in messages if is_settled(message)}
    return {segment.key for _, segment in located_segments(documents)} - settled


def _seen(
    context: MergeContext, asked: tuple[str, Sequence[Document]]
) -> CatalogSummary | TransyncError | None:
    path, documents = asked
    try:
        known = context.read(path)
        if known is None or not _is_meant(context, known.catalog, documents):
            return None
        if keys := missing_texts(documents, known.catalog):
            is_behind = not keys.issubset(entry.message.key for entry in known.catalog.entries)
            return CatalogSummary(
                terms(known.catalog, context.keys), tuple(map(normalized, keys)), is_behind
            )
        if documents:
            change, catalog = merged(context, asked, known, NO_MEMORY, {})
            if not change.is_needed:
                return CatalogSummary(terms(catalog), change=change.without_text)
    except CatalogError as error:
        return error if documents or _may_be_ours(context, path) else None
    except TransyncError as error:
        return error
    return CatalogSummary(terms(known.catalog, context.keys))


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
