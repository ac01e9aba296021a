"""The catalogs of one language after the scan: which are behind, new, broken, or orphaned."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from transync.commands.extract.catalog import CatalogShard, waits
from transync.commands.extract.scan import CatalogSummary, scan
from transync.domain.errors import TransyncError
from transync.project.message_index import SPARE
from transync.project.unplaced_catalogs import is_transyncs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence, Set

    from transync.commands.extract.catalog import MergeContext
    from transync.domain.changes import Change
    from transync.domain.model import Catalog
    from transync.engine import Index
    from transync.project.catalogs import Read
    from transync.project.message_index import DocumentTexts


class LanguageCatalogs(NamedTuple):
    """The catalogs of a language, before any is looked into."""

    wanted: Mapping[str, tuple[str, ...]]
    """Those to be merged, with the paths of their documents."""
    paths: Sequence[str]
    """Those that are there, in their order; but none of which all that matters is known."""
    orphaned: Sequence[str]
    """Those whose documents are gone."""
    errors: Mapping[str, TransyncError]
    """Why there may be more, by folder."""
    catalogs: Index
    """What each is to others: where it is known; for the rest, it is noted here."""
    texts: DocumentTexts
    """Which texts the documents have."""
    unplaced: Callable[[], Mapping[str, Read]]
    """Looks for the catalogs that have no place."""


class ScannedCatalogs:
    """The catalogs of a language, each looked into once."""

    def __init__(
        self,
        context: MergeContext,
        plan: LanguageCatalogs,
        found: Mapping[str, CatalogSummary | TransyncError | None],
    ) -> None:
        self.context = context
        self.plan = plan
        every = found.items()
        self.seen = {path: each for path, each in every if isinstance(each, CatalogSummary)}
        """What is known of the catalogs that are there, by path."""
        self.broken = {path: each for path, each in every if isinstance(each, TransyncError)}
        """Why others cannot be read, by path."""

    def unchanged(self, path: str) -> Change | None:
        """Return the change that says of a catalog that nothing is to be done, if that is so."""
        return self.seen[path].change if path in self.seen else None

    @cached_property
    def abandoned(self) -> Mapping[str, Set[str]]:
        """The translated texts of catalogs that no document has, as exact hashes."""
        has_hash = self.plan.texts.has_hash
        found = {
            path: frozenset(each for each in summary.abandoned if not has_hash(each))
            for path, summary in self.seen.items()
            if summary.abandoned
        }
        return {path: texts for path, texts in found.items() if texts}

    @cached_property
    def is_new(self) -> bool:
        """Whether a document has a text that its catalog has not."""
        return any(
            self.seen[path].is_behind if path in self.seen else bool(self.plan.texts.of(documents))
            for path, documents in self.plan.wanted.items()
        )

    @cached_property
    def new(self) -> list[CatalogShard]:
        """The catalogs that are wanted, and not there."""
        there, wanted = self.seen.keys() | self.broken.keys(), self.plan.wanted.items()
        return [CatalogShard(path, documents) for path, documents in wanted if path not in there]

    @cached_property
    def behind(self) -> list[CatalogShard]:
        """The catalogs that are to be merged with their documents."""
        return [
            CatalogShard(path, documents)
            for path, documents in self.plan.wanted.items()
            if path not in self.broken and not self.unchanged(path)
        ]

    @cached_property
    def unplaced(self) -> Mapping[str, Read]:
        """The catalogs of the language that have no place; looked for where a text is new."""
        return self.plan.unplaced() if self.is_new else {}

    @cached_property
    def orphaned(self) -> Mapping[str, Catalog]:
        """The catalogs whose documents are gone, and those that have lost their place."""
        readable = [path for path in self.plan.orphaned if path in self.seen]
        gone = {path: known.catalog for path in readable if (known := self.context.read(path))}
        if self.context.project.arguments:
            return gone
        lost = {
            path: each.catalog
            for path, each in self.unplaced.items()
            if is_transyncs(each.catalog) and not waits(self.context, each.catalog)
        }
        return {**gone, **lost}


def scanned(context: MergeContext, plan: LanguageCatalogs) -> ScannedCatalogs:
    """Look into the catalogs, and note in their index what they are to others."""
    shards = [CatalogShard(path, plan.wanted.get(path, ())) for path in plan.paths]
    map_over = context.project.executor.map
    found = map_over(partial(scan, context), shards, context.documents.weight)
    done = ScannedCatalogs(context, plan, dict(zip(plan.paths, found, strict=True)))
    for path in plan.paths:
        if path not in done.seen:
            plan.catalogs.drop(path)
            continue
        spare = f" {SPARE}" if path in done.abandoned else ""
        plan.catalogs[path] = f"{done.seen[path].terms}{spare}"
    return done
