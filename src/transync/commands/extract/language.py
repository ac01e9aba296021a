"""Brings the catalogs of one language up to the documents, and loses no translation on the way."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from transync.commands.extract.catalog import Offer, header, outcome, waits
from transync.commands.extract.gathering import Missing, Sought, gathered, held_at, holders
from transync.commands.extract.survey import missing_texts, survey
from transync.core.merge.memory import NO_MEMORY, is_ambiguous
from transync.core.merge.renames import preserved, remainder, rename_targets
from transync.domain.changes import Change
from transync.domain.errors import TransyncError
from transync.domain.findings import finding
from transync.domain.model import located_segments
from transync.domain.paths import parents
from transync.engine.executor import WORTH_IT
from transync.formats import po
from transync.project.catalogs import effort, headed, signed
from transync.project.message_index import terms
from transync.project.stray_catalogs import is_transyncs
from transync.project.text_hashes import normalized

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence, Set

    from transync.commands.extract.catalog import MergeContext, Outcome
    from transync.core.merge.memory import Memory
    from transync.core.merge.renames import Preserved
    from transync.domain.changes import Step
    from transync.domain.model import Catalog, Document, Finding, Key
    from transync.engine import Index
    from transync.project.catalogs import Read
    from transync.project.stray_catalogs import Strays


class LanguageCatalogs(NamedTuple):
    """The catalogs of a language, before any is looked into."""

    wanted: Mapping[str, Sequence[Document]]
    """Those to be merged, with their documents."""
    paths: Sequence[str]
    """Those that are there, in their order; but none of which all that matters is known."""
    orphaned: Sequence[str]
    """Those whose documents are gone."""
    errors: Mapping[str, TransyncError]
    """Why there may be more, by folder."""
    texts: Index
    """What each is to others: where it is known; for the rest, it is noted here."""
    strays: Strays


class Merging:
    """The catalogs of one language, on their way to agree with the documents."""

    def __init__(self, context: MergeContext, plan: LanguageCatalogs) -> None:
        self.context = context
        self.plan = plan
        self.code = context.language.code
        looked = survey(context, {path: plan.wanted.get(path, ()) for path in plan.paths})
        self.seen, self.broken = looked
        for path, seen in self.seen.items():
            plan.texts[path] = seen.terms
        for path in plan.paths:
            if path not in self.seen:
                plan.texts.drop(path)

    def steps(self) -> Iterator[Step]:
        """Merge the catalogs, and take from those without documents what others have now.

        Where a folder of catalogs cannot be looked into, or a catalog cannot be read any more that
        has something to offer, nothing is done: a text whose translation may be there would be
        taken for a new one.
        """
        blind = self._unseen()
        try:
            offer, elsewhere = self._offer, {*self._elsewhere}
        except TransyncError as error:
            blind.append(finding(error, "", self.code, path=error.path))
        if blind:
            yield from blind
            return
        outcomes = self._outcomes(offer)
        for path, documents in self.plan.wanted.items():
            if path in self.broken:
                yield finding(self.broken[path], documents[0].path, self.code, path=path)
            elif known := self._as_it_should_be(path):
                yield known
            else:
                step, noted, has = next(outcomes)
                elsewhere |= has
                if noted is not None:
                    self.plan.texts[path] = noted
                yield step
        yield from self._unreadable()
        successor_of = {origin: path for path, own in offer.origins.items() for origin in own}
        for path, catalog in self.orphaned.items():
            yield self._rest(path, catalog, elsewhere, successor_of.get(path))

    def ask(self) -> None:
        """Ask now who has what may be taken over; raises `DamagedError` if nobody knows."""
        with suppress(TransyncError):  # it is reported in its turn
            _ = self._elsewhere

    @cached_property
    def is_new(self) -> bool:
        """Whether a document has a text that its catalog has not."""
        return any(
            self.seen[path].is_behind if path in self.seen else any(located_segments(documents))
            for path, documents in self.plan.wanted.items()
        )

    @cached_property
    def strays(self) -> Mapping[str, Read]:
        """The catalogs of the language that have no place; looked for where a text is new."""
        return self._strays() if self.is_new else {}

    def _strays(self) -> Mapping[str, Read]:
        return self.plan.strays.of(self.context.language, self.context.origin)

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

    def _new(self) -> Mapping[str, Sequence[Document]]:
        there = self.seen.keys() | self.broken.keys()
        return {path: of for path, of in self.plan.wanted.items() if path not in there}

    def _is_to_merge(self, path: str) -> bool:
        return path not in self.broken and not self._as_it_should_be(path)

    @cached_property
    def _todo(self) -> Mapping[str, Sequence[Document]]:
        return {path: of for path, of in self.plan.wanted.items() if self._is_to_merge(path)}

    @cached_property
    def _offer(self) -> Offer:
        """Gather what is there to be taken over; raises `TransyncError` where it cannot be read."""
        origins = rename_targets(self._new(), self.orphaned)
        sought = frozenset(preserved(self.orphaned.values()))
        known = self._memory(self._todo) if self._todo else NO_MEMORY
        return Offer(known, self.orphaned, origins, sought)

    def _outcomes(self, offer: Offer) -> Iterator[Outcome]:
        function = partial(outcome, self.context, offer)
        return self.context.project.executor.map(function, [*self._todo.items()], effort)

    def _memory(self, todo: Mapping[str, Sequence[Document]]) -> Memory:
        """Gather what may be of use to texts without a translation."""
        hashes: set[str] = set()
        for path, documents in todo.items() if self.plan.texts else ():  # else nobody offers any
            seen = self.seen.get(path)
            hashes.update(seen.missing if seen else map(normalized, missing_texts(documents)))
        keys: defaultdict[str, set[Key | None]] = defaultdict(set)
        for _, segment in located_segments(chain(*todo.values())) if len(todo) < WORTH_IT else ():
            # What has served elsewhere is no answer to an ambiguous text: all are to be read.
            is_open = is_ambiguous(segment.text, (segment.description,))
            keys[normalized(segment.key)].add(None if is_open else segment.key)
        missing = Missing(hashes, keys, self.is_new)
        others = [each.catalog for each in self.strays.values()]
        known = gathered(self.context, self.plan.texts, self.seen, missing, others)
        return known.indexed() if self.is_new and len(todo) >= WORTH_IT else known

    @cached_property
    def _elsewhere(self) -> Set[Preserved]:
        """Gather what of all that is sought is held by catalogs that are not merged now."""
        return self._held_by_others(self._offer.sought) if self._offer.sought else frozenset()

    def _held_by_others(self, sought: Set[Preserved]) -> set[Preserved]:
        alone = [
            path
            for path, seen in self.seen.items()
            if path not in self.orphaned and (seen.change or path not in self.plan.wanted)
        ]
        found = self.context.project.executor.map(partial(held_at, self.context, sought), alone)
        is_fuzzy = any(e.message.fuzzy for c in self.orphaned.values() for e in c.entries)
        wanted = Sought(sought, has_suggestions=is_fuzzy)
        unseen = holders(self.context, self.plan.texts, self.seen, wanted)
        return unseen.union(*found)

    def _rest(
        self, path: str, catalog: Catalog, elsewhere: Set[Preserved], successor: str | None
    ) -> Change:
        """Leave in a catalog without documents what nobody else has."""
        rest = remainder(catalog, elsewhere)
        rest = rest and signed(headed(rest, partial(header, self.context, path)))
        if rest:
            self.plan.texts[path] = terms(rest, is_orphaned=True)
        else:
            self.plan.texts.drop(path)
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
