"""Brings the catalogs of one language up to the documents, and loses no translation on the way.

Scan them all, collect what some lack and others have, merge those that are behind; then take from
those without documents what others have by now.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from transync.commands.extract.catalog import CatalogShard, Inheritance, header, waits
from transync.commands.extract.collect import (
    Missing,
    Offers,
    Sought,
    collected,
    held_unseen,
    holdings,
)
from transync.commands.extract.merge import MergeShard, merge
from transync.commands.extract.scan import CatalogSummary, missing_texts, scan
from transync.core.merge.memory import NO_MEMORY, is_ambiguous
from transync.core.merge.renames import live_keys, preserved, remainder, rename_targets
from transync.domain.changes import Change
from transync.domain.errors import TransyncError
from transync.domain.findings import finding
from transync.domain.model import located_segments
from transync.domain.paths import parents
from transync.engine.executor import WORTH_IT
from transync.formats import po
from transync.project.catalogs import headed, signed
from transync.project.message_index import SPARE, terms
from transync.project.stray_catalogs import is_transyncs
from transync.project.text_hashes import exact, normalized

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence, Set

    from transync.commands.extract.catalog import MergeContext
    from transync.commands.extract.merge import Outcome
    from transync.core.merge.memory import Memory
    from transync.core.merge.renames import Preserved
    from transync.domain.changes import Step
    from transync.domain.model import Catalog, Finding, Key
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
    strays: Callable[[], Mapping[str, Read]]
    """Looks for the catalogs that have no place."""


class Merging:
    """The catalogs of one language, on their way to agree with the documents."""

    def __init__(self, context: MergeContext, plan: LanguageCatalogs) -> None:
        self.context = context
        self.plan = plan
        self.code = context.language.code
        self.executor = context.project.executor

    def steps(self) -> Iterator[Step]:
        """Merge the catalogs, and take from those without documents what others have now.

        Where a folder of catalogs cannot be looked into, or a catalog cannot be read any more that
        has something to offer, nothing is done: a text whose translation may be there would be
        taken for a new one.
        """
        self.scan()
        blind = self._unseen()
        try:
            shards, elsewhere = self._shards(), {*self._elsewhere}
        except TransyncError as error:
            blind.append(finding(error, "", self.code, path=error.path))
        if blind:
            yield from blind
            return
        outcomes = self.executor.map(partial(merge, self.context), shards, self._weight)
        for path, documents in self.plan.wanted.items():
            if path in self.broken:
                yield finding(self.broken[path], documents[0], self.code, path=path)
            elif known := self._as_it_should_be(path):
                yield known
            else:
                yield self._noted(path, next(outcomes), elsewhere)
        yield from self._unreadable()
        successor_of = {origin: path for path, own in self._origins.items() for origin in own}
        for path, catalog in self.orphaned.items():
            yield self._rest(path, catalog, elsewhere, successor_of.get(path))

    def scan(self) -> None:
        """Look into the catalogs, and note in the index what they are to others."""
        index = self.plan.catalogs
        for path in self.plan.paths:
            summary = self.seen.get(path)
            if summary is None:
                index.drop(path)
            else:
                index[path] = (
                    f"{summary.terms} {SPARE}" if path in self._abandoned else summary.terms
                )

    def ask(self) -> None:
        """Ask now who has what may be taken over; raises `DamagedError` if nobody knows."""
        self.scan()
        with suppress(TransyncError):  # it is reported in its turn
            _ = self._memory, self._elsewhere

    @cached_property
    def _scanned(self) -> Mapping[str, CatalogSummary | TransyncError | None]:
        shards = [CatalogShard(path, self.plan.wanted.get(path, ())) for path in self.plan.paths]
        found = self.executor.map(
            partial(scan, self.context), shards, self.context.documents.weight
        )
        return dict(zip(self.plan.paths, found, strict=True))

    @cached_property
    def seen(self) -> Mapping[str, CatalogSummary]:
        """What is known of the catalogs that are there, by path."""
        every = self._scanned.items()
        return {path: found for path, found in every if isinstance(found, CatalogSummary)}

    @cached_property
    def broken(self) -> Mapping[str, TransyncError]:
        """Why others cannot be read, by path."""
        every = self._scanned.items()
        return {path: found for path, found in every if isinstance(found, TransyncError)}

    @cached_property
    def _abandoned(self) -> Mapping[str, Set[str]]:
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
    def strays(self) -> Mapping[str, Read]:
        """The catalogs of the language that have no place; looked for where a text is new."""
        return self.plan.strays() if self.is_new else {}

    @cached_property
    def orphaned(self) -> Mapping[str, Catalog]:
        """The catalogs whose documents are gone, and those that have lost their place."""
        readable = [path for path in self.plan.orphaned if path in self.seen]
        gone = {path: known.catalog for path in readable if (known := self.context.read(path))}
        if self.context.project.arguments:
            return gone
        astray = {
            path: each.catalog
            for path, each in self.strays.items()
            if is_transyncs(each.catalog) and not waits(self.context, each.catalog)
        }
        return {**gone, **astray}

    def _as_it_should_be(self, path: str) -> Change | None:
        return self.seen[path].change if path in self.seen else None

    @cached_property
    def _new(self) -> list[CatalogShard]:
        there = self.seen.keys() | self.broken.keys()
        wanted = self.plan.wanted.items()
        return [CatalogShard(path, documents) for path, documents in wanted if path not in there]

    @cached_property
    def _todo(self) -> list[CatalogShard]:
        return [
            CatalogShard(path, documents)
            for path, documents in self.plan.wanted.items()
            if path not in self.broken and not self._as_it_should_be(path)
        ]

    @cached_property
    def _origins(self) -> Mapping[str, Sequence[str]]:
        """The catalogs without documents that each new catalog takes over, by path."""
        texts = {path: {*map(exact, live_keys(each))} for path, each in self.orphaned.items()}
        new = self._new if texts else ()
        return rename_targets({path: self.plan.texts.of(of) for path, of in new}, texts)

    @cached_property
    def _sought(self) -> Mapping[bytes, Preserved]:
        """What the catalogs without documents give up for others that have it, too, by digest."""
        return {k: part for each in self.orphaned.values() for k, part in preserved(each).items()}

    def _shards(self) -> list[MergeShard]:
        """Gather what the catalogs take over; raises `TransyncError` where that is unreadable."""
        documents, is_asked = self.context.documents, bool(self._sought)
        return [
            MergeShard(
                shard,
                self._memory,
                self._inheritance(shard.path),
                is_asked,
                self._missing.get(shard.path),
                documents,
            )
            for shard in self._todo
        ]

    def _weight(self, shard: MergeShard) -> int:
        return self.context.documents.weight(shard.catalog)

    def _inheritance(self, path: str) -> Inheritance:
        catalogs = tuple(self.orphaned[origin] for origin in self._origins.get(path, ()))
        keys = (entry.message.key for each in catalogs for entry in each.entries)
        return Inheritance(catalogs, frozenset(key for key in keys if key in self.plan.texts))

    def _noted(self, path: str, outcome: Outcome, elsewhere: set[bytes]) -> Step:
        elsewhere |= outcome.holdings
        if outcome.terms is not None:
            self.plan.catalogs[path] = outcome.terms
        return outcome.step

    @cached_property
    def _missing(self) -> Mapping[str, Collection[str]]:
        """The texts that catalogs to be merged have no translation for, as hashes."""
        if not self.plan.catalogs:  # nobody offers any
            return {}
        asked = partial(missing_texts, self.context)
        found = self.executor.map(asked, self._new, self.context.documents.weight)
        new = dict(zip((shard.path for shard in self._new), found, strict=True))
        todo = (shard.path for shard in self._todo)
        return {path: new[path] if path in new else self.seen[path].missing for path in todo}

    @cached_property
    def _memory(self) -> Memory:
        """What may be of use to texts without a translation; raises `TransyncError`."""
        todo = self._todo
        if not todo:
            return NO_MEMORY
        keys: defaultdict[str, set[Key | None]] = defaultdict(set)
        paths = chain.from_iterable(shard.documents for shard in todo)
        documents = map(self.context.documents, paths if len(todo) < WORTH_IT else ())
        for _, segment in located_segments(documents):
            # What has served elsewhere is no answer to an ambiguous text: all are to be read.
            is_open = is_ambiguous(segment.text, (segment.description,))
            keys[normalized(segment.key)].add(None if is_open else segment.key)
        hashes = frozenset(chain.from_iterable(self._missing.values()))
        others = [each.catalog for each in self.strays.values()]
        offers = Offers(self.plan.catalogs, self._abandoned, self.plan.texts, others)
        known = collected(self.context, offers, Missing(hashes, keys, self.is_new))
        return known.indexed() if self.is_new and len(todo) >= WORTH_IT else known

    @cached_property
    def _elsewhere(self) -> Set[bytes]:
        """What of all that is sought is held by catalogs that are not merged now, as digests."""
        sought = self._sought
        if not sought:
            return frozenset()
        alone = [
            path
            for path, seen in self.seen.items()
            if path not in self.orphaned and (seen.change or path not in self.plan.wanted)
        ]
        found = self.executor.map(partial(holdings, self.context), alone)
        is_fuzzy = any(e.message.fuzzy for c in self.orphaned.values() for e in c.entries)
        wanted = Sought(sought, has_suggestions=is_fuzzy)
        unseen = held_unseen(self.context, self.plan.catalogs, self.seen, wanted)
        return unseen.union(*found)

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
        for path, error in {**self.plan.errors, **self.broken}.items():
            if path not in self.plan.wanted and not self.context.project.arguments:
                yield finding(error, "", self.code, path=path)
