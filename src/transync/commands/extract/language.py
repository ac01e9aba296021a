"""Brings the catalogs of one language up to the documents, and loses no translation on the way.

Scan them all, collect what some lack and others have, merge those that are behind; then take from
those without documents what others have by now.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property, partial
from typing import TYPE_CHECKING

from transync.commands.extract.catalog import header
from transync.commands.extract.exchange import Exchange
from transync.commands.extract.merge import merge
from transync.commands.extract.scanned import scanned
from transync.core.merge.renames import remainder
from transync.domain.changes import Change
from transync.domain.errors import TransyncError
from transync.domain.findings import finding
from transync.domain.paths import parents
from transync.formats import po
from transync.project.catalogs import headed, signed
from transync.project.message_index import terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

    from transync.commands.extract.catalog import MergeContext
    from transync.commands.extract.merge import MergeShard, Outcome
    from transync.commands.extract.scanned import LanguageCatalogs, ScannedCatalogs
    from transync.domain.changes import Step
    from transync.domain.model import Catalog, Finding


class Merging:
    """The catalogs of one language, on their way to agree with the documents."""

    def __init__(self, context: MergeContext, plan: LanguageCatalogs) -> None:
        self.context = context
        self.plan = plan
        self.code = context.language.code

    @cached_property
    def scanned(self) -> ScannedCatalogs:
        """The catalogs, after a look into each."""
        return scanned(self.context, self.plan)

    @cached_property
    def _exchange(self) -> Exchange:
        return Exchange(self.scanned)

    def ask(self) -> None:
        """Ask now who has what may be taken over; raises `DamagedError` if nobody knows."""
        with suppress(TransyncError):  # it is reported in its turn
            _ = self._exchange.shards, self._exchange.elsewhere

    def steps(self) -> Iterator[Step]:
        """Merge the catalogs, and take from those without documents what others have now.

        Where a folder of catalogs cannot be looked into, or a catalog cannot be read any more that
        has something to offer, nothing is done: a text whose translation may be there would be
        taken for a new one.
        """
        blind = self._unseen()
        try:
            shards, elsewhere = self._exchange.shards, {*self._exchange.elsewhere}
        except TransyncError as error:
            blind.append(finding(error, "", self.code, path=error.path))
        if blind:
            yield from blind
            return
        yield from self._merged(shards, elsewhere)
        yield from self._unreadable()
        origins = self._exchange.origins.items()
        successor_of = {origin: path for path, own in origins for origin in own}
        for path, catalog in self.scanned.orphaned.items():
            yield self._rest(path, catalog, elsewhere, successor_of.get(path))

    def _merged(self, shards: list[MergeShard], elsewhere: set[bytes]) -> Iterator[Step]:
        """Merge what is behind, and add to `elsewhere` what these catalogs have by now."""
        documents, broken = self.context.documents, self.scanned.broken
        outcomes = self.context.project.executor.map(
            partial(merge, self.context), shards, lambda shard: documents.weight(shard.catalog)
        )
        for path, paths in self.plan.wanted.items():
            if path in broken:
                yield finding(broken[path], paths[0], self.code, path=path)
            elif known := self.scanned.unchanged(path):
                yield known
            else:
                yield self._noted(path, next(outcomes), elsewhere)

    def _noted(self, path: str, outcome: Outcome, elsewhere: set[bytes]) -> Step:
        elsewhere |= outcome.holdings
        if outcome.terms is not None:
            self.plan.catalogs[path] = outcome.terms
        return outcome.step

    def _rest(
        self, path: str, catalog: Catalog, elsewhere: Set[bytes], successor: str | None
    ) -> Change:
        """Leave in a catalog without documents what nobody else has."""
        rest = remainder(catalog, elsewhere)
        rest = rest and signed(headed(rest, partial(header, self.context.language, path)))
        if rest:
            self.plan.catalogs[path] = terms(rest, is_orphaned=True)
        else:
            self.plan.catalogs.drop(path)
        return Change(
            path,
            po.render(catalog),
            po.render(rest) if rest else None,
            f"moved to {successor}" if successor else "its document is gone",
            language=self.code,
            relies_on=self.plan.wanted.keys(),
            is_catalog=True,
        )

    def _unseen(self) -> list[Finding]:
        """Return findings for the folders of catalogs that are unreadable."""
        folders = {above for path in self.plan.wanted for above in (*parents(path), "")}
        return [
            finding(error, "", self.code, path=path)
            for path, error in self.plan.errors.items()
            if path in folders
        ]

    def _unreadable(self) -> Iterator[Finding]:
        """Yield findings for unreadable catalogs of no document: their messages may have moved."""
        for path, error in {**self.plan.errors, **self.scanned.broken}.items():
            if path not in self.plan.wanted and not self.context.project.arguments:
                yield finding(error, "", self.code, path=path)
