"""What the catalogs of one language take over from each other: translations, and whole catalogs."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING

from transync.commands.extract.catalog import NOTHING, Inheritance
from transync.commands.extract.collect import (
    Missing,
    Offers,
    Sought,
    collected,
    holdings,
    unseen_holdings,
)
from transync.commands.extract.merge import MergeShard
from transync.commands.extract.scan import missing_texts
from transync.core.merge.memory import NO_MEMORY, is_ambiguous
from transync.core.merge.renames import live_keys, preserved, rename_targets
from transync.domain.model import located_segments
from transync.engine.executor import WORTH_IT
from transync.project.text_hashes import exact, normalized

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence, Set

    from transync.commands.extract.scanned import ScannedCatalogs
    from transync.core.merge.memory import Memory
    from transync.core.merge.renames import Preserved
    from transync.domain.model import Key


class Exchange:
    """Finds out who takes over what, when it is asked for; each raises `TransyncError`."""

    def __init__(self, scanned: ScannedCatalogs) -> None:
        self.scanned = scanned

    @property
    def shards(self) -> list[MergeShard]:
        """The catalogs that are behind, with what they take over."""
        documents, is_asked = self.scanned.context.documents, bool(self.sought)
        return [
            MergeShard(
                *(each, self.memory, self._inheritance(each.path), is_asked),
                *(self._missing.get(each.path), documents),
            )
            for each in self.scanned.behind
        ]

    @cached_property
    def origins(self) -> Mapping[str, Sequence[str]]:
        """The catalogs without documents that each new catalog takes over, by path."""
        orphaned, texts = self.scanned.orphaned, self.scanned.plan.texts
        if not orphaned:
            return {}
        old = {path: {*map(exact, live_keys(each))} for path, each in orphaned.items()}
        return rename_targets({path: texts.of(paths) for path, paths in self.scanned.new}, old)

    def _inheritance(self, path: str) -> Inheritance:
        if path not in self.origins:  # as nearly all, of which there may be very many
            return NOTHING
        orphaned, texts = self.scanned.orphaned, self.scanned.plan.texts
        catalogs = tuple(orphaned[origin] for origin in self.origins[path])
        keys = (entry.message.key for each in catalogs for entry in each.entries)
        return Inheritance(catalogs, frozenset(key for key in keys if key in texts))

    @cached_property
    def memory(self) -> Memory:
        """What may be of use to texts without a translation."""
        scanned, context = self.scanned, self.scanned.context
        if not scanned.behind:
            return NO_MEMORY
        hashes = frozenset(chain.from_iterable(self._missing.values()))
        missing = Missing(hashes, self._keys(), scanned.is_new)
        others = [each.catalog for each in scanned.unplaced.values()]
        offers = Offers(scanned.plan.catalogs, scanned.abandoned, scanned.plan.texts, others)
        known = collected(context, offers, missing)
        is_large = len(scanned.behind) >= WORTH_IT
        return known.indexed() if scanned.is_new and is_large else known

    @cached_property
    def _missing(self) -> Mapping[str, Collection[str]]:
        """The texts that catalogs have no translation for, as hashes, by path."""
        scanned, context = self.scanned, self.scanned.context
        if not scanned.plan.catalogs:  # nobody offers any
            return {}
        missing = partial(missing_texts, context)
        found = context.project.executor.map(missing, scanned.new, context.documents.weight)
        new = dict(zip((each.path for each in scanned.new), found, strict=True))
        behind = (each.path for each in scanned.behind)
        return {path: new[path] if path in new else scanned.seen[path].missing for path in behind}

    def _keys(self) -> Mapping[str, Set[Key | None]]:
        """Return the texts of the catalogs that are behind by their hashes, if they are few."""
        keys: defaultdict[str, set[Key | None]] = defaultdict(set)
        behind = self.scanned.behind
        paths = chain.from_iterable(each.documents for each in behind)
        documents = map(self.scanned.context.documents, paths if len(behind) < WORTH_IT else ())
        for _, segment in located_segments(documents):
            # What has served elsewhere is no answer to an ambiguous text: all are to be read.
            is_open = is_ambiguous(segment.text, (segment.description,))
            keys[normalized(segment.key)].add(None if is_open else segment.key)
        return keys

    @cached_property
    def sought(self) -> Mapping[bytes, Preserved]:
        """What the catalogs without documents give up for others that have it, too, by digest."""
        every = map(preserved, self.scanned.orphaned.values())
        return {digest: part for each in every for digest, part in each.items()}

    @cached_property
    def elsewhere(self) -> Set[bytes]:
        """The digests of what catalogs hold that are not merged now, where anything is sought."""
        scanned, context, sought = self.scanned, self.scanned.context, self.sought
        if not sought:
            return frozenset()
        alone = [
            path
            for path, seen in scanned.seen.items()
            if path not in scanned.orphaned and (seen.change or path not in scanned.plan.wanted)
        ]
        found = context.project.executor.map(partial(holdings, context), alone)
        entries = (entry for each in scanned.orphaned.values() for entry in each.entries)
        wanted = Sought(sought, has_suggestions=any(entry.message.fuzzy for entry in entries))
        unseen = unseen_holdings(context, scanned.plan.catalogs, scanned.seen, wanted)
        return unseen.union(*found)
