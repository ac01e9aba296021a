"""Brings the catalogs of one language up to the documents, and loses no translation on the way."""

from __future__ import annotations

from collections import defaultdict
from contextlib import suppress
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from transync.commands.extract.catalog import Offer, header, outcome, waits
from transync.commands.extract.gathering import Lack, Seek, gathered, held_at, holders
from transync.commands.extract.survey import EMPTY, lacked, survey
from transync.core.merge.memory import is_ambiguous
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

    from transync.commands.extract.catalog import Ground, Outcome
    from transync.core.merge.memory import Memory
    from transync.core.merge.renames import Preserved
    from transync.domain.changes import Step
    from transync.domain.model import Catalog, Document, Finding, Key
    from transync.engine import Index
    from transync.project.catalogs import Read
    from transync.project.stray_catalogs import Strays


class Task(NamedTuple):
    """The catalogs of a language, before any is looked into."""

    wanted: Mapping[str, Sequence[Document]]
    """Those to be merged, with their documents."""
    paths: Sequence[str]
    """Those that are there, in their order; but none of which all that matters is known."""
    homeless: Sequence[str]
    """Those whose documents are gone."""
    errors: Mapping[str, TransyncError]
    """Why there may be more, by folder."""
    texts: Index
    """What each is to others: where it is known; for the rest, it is noted here."""
    strays: Strays


class Merging:
    """The catalogs of one language, on their way to agree with the documents."""

    def __init__(self, ground: Ground, task: Task) -> None:
        self.ground = ground
        self.task = task
        self.code = ground.language.code
        looked = survey(ground, {path: task.wanted.get(path, ()) for path in task.paths})
        self.seen, self.broken = looked
        for path, seen in self.seen.items():
            task.texts[path] = seen.terms
        for path in task.paths:
            if path not in self.seen:
                task.texts.drop(path)

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
        for path, documents in self.task.wanted.items():
            if path in self.broken:
                yield finding(self.broken[path], documents[0].path, self.code, path=path)
            elif known := self._as_it_should_be(path):
                yield known
            else:
                step, noted, has = next(outcomes)
                elsewhere |= has
                if noted is not None:
                    self.task.texts[path] = noted
                yield step
        yield from self._unreadable()
        heir_of = {origin: heir for heir, own in offer.origins.items() for origin in own}
        for path, catalog in self.homeless.items():
            yield self._rest(path, catalog, elsewhere, heir_of.get(path))

    def ask(self) -> None:
        """Ask now who has what may be taken over; raises `DamagedError` if nobody can tell."""
        with suppress(TransyncError):  # it is told in its turn
            _ = self._elsewhere

    @cached_property
    def is_new(self) -> bool:
        """Whether a document has a text that its catalog has not."""
        return any(
            self.seen[path].is_behind if path in self.seen else any(located_segments(documents))
            for path, documents in self.task.wanted.items()
        )

    @cached_property
    def strays(self) -> Mapping[str, Read]:
        """The catalogs of the language that have no place; looked for where a text is new."""
        return self.task.strays.of(self.ground.language) if self.is_new else {}

    @cached_property
    def homeless(self) -> Mapping[str, Catalog]:
        """The catalogs whose documents are gone, and those that have lost their place."""
        readable = [path for path in self.task.homeless if path in self.seen]
        gone = {path: known.catalog for path in readable if (known := self.ground.read(path))}
        if self.ground.project.arguments:
            return gone
        astray = {
            path: each.catalog
            for path, each in self.strays.items()
            if is_transyncs(each.catalog) and not waits(self.ground, each.catalog)
        }
        return {**gone, **astray}

    def _as_it_should_be(self, path: str) -> Change | None:
        return self.seen[path].change if path in self.seen else None

    def _new(self) -> Mapping[str, Sequence[Document]]:
        there = self.seen.keys() | self.broken.keys()
        return {path: of for path, of in self.task.wanted.items() if path not in there}

    def _is_to_merge(self, path: str) -> bool:
        return path not in self.broken and not self._as_it_should_be(path)

    @cached_property
    def _todo(self) -> Mapping[str, Sequence[Document]]:
        return {path: of for path, of in self.task.wanted.items() if self._is_to_merge(path)}

    @cached_property
    def _offer(self) -> Offer:
        """Gather what is there to be taken over; raises `TransyncError` where it cannot be read."""
        origins = rename_targets(self._new(), self.homeless)
        sought = frozenset(preserved(self.homeless.values()))
        known = self._memory(self._todo) if self._todo else EMPTY
        return Offer(known, self.homeless, origins, sought)

    def _outcomes(self, offer: Offer) -> Iterator[Outcome]:
        function = partial(outcome, self.ground, offer)
        return self.ground.project.executor.map(function, [*self._todo.items()], effort)

    def _memory(self, todo: Mapping[str, Sequence[Document]]) -> Memory:
        """Gather what may be of use to texts without a translation."""
        marks: set[str] = set()
        for path, documents in todo.items() if self.task.texts else ():  # else nobody offers any
            seen = self.seen.get(path)
            marks.update(seen.lacking if seen else map(normalized, lacked(documents)))
        keys: defaultdict[str, set[Key | None]] = defaultdict(set)
        for _, segment in located_segments(chain(*todo.values())) if len(todo) < WORTH_IT else ():
            # What has served elsewhere is no answer to an ambiguous text: all are to be read.
            is_open = is_ambiguous(segment.text, (segment.description,))
            keys[normalized(segment.key)].add(None if is_open else segment.key)
        lack = Lack(marks, keys, self.is_new)
        others = [each.catalog for each in self.strays.values()]
        known = gathered(self.ground, self.task.texts, self.seen, lack, others)
        return known.indexed() if self.is_new and len(todo) >= WORTH_IT else known

    @cached_property
    def _elsewhere(self) -> Set[Preserved]:
        """Gather what of all that is sought is held by catalogs that are not merged now."""
        return self._held_by_others(self._offer.sought) if self._offer.sought else frozenset()

    def _held_by_others(self, sought: Set[Preserved]) -> set[Preserved]:
        alone = [
            path
            for path, seen in self.seen.items()
            if path not in self.homeless and (seen.change or path not in self.task.wanted)
        ]
        found = self.ground.project.executor.map(partial(held_at, self.ground, sought), alone)
        is_fuzzy = any(e.message.fuzzy for c in self.homeless.values() for e in c.entries)
        seek = Seek(sought, has_suggestions=is_fuzzy)
        unseen = holders(self.ground, self.task.texts, self.seen, seek)
        return unseen.union(*found)

    def _rest(
        self, path: str, catalog: Catalog, elsewhere: Set[Preserved], heir: str | None
    ) -> Change:
        """Leave in a catalog without documents what nobody else has."""
        rest = remainder(catalog, elsewhere)
        rest = rest and signed(headed(rest, partial(header, self.ground, path)))
        if rest:
            self.task.texts[path] = terms(rest, is_orphaned=True)
        else:
            self.task.texts.drop(path)
        return Change(
            path,
            po.render(catalog),
            po.render(rest) if rest else None,
            f"moved to {heir}" if heir else "its document is gone",
            language=self.code,
            relies_on=self.task.wanted.keys(),
            is_catalog=True,
        )

    def _unseen(self) -> list[Finding]:
        """Tell which folders that catalogs are in, or ought to be, cannot be looked into."""
        folders = {above for path in self.task.wanted for above in (*parents(path), "")}
        return [
            finding(error, "", self.code, path=path)
            for path, error in self.task.errors.items()
            if path in folders
        ]

    def _unreadable(self) -> Iterator[Finding]:
        """Tell which catalogs of no document, whose messages may have moved, cannot be read."""
        for path, error in {**self.task.errors, **self.broken}.items():
            if path not in self.task.wanted and not self.ground.project.arguments:
                yield finding(error, "", self.code, path=path)
