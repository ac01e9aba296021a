"""Renames: which catalogs take over the messages of those whose documents are gone."""

from __future__ import annotations

from collections import Counter, defaultdict
from heapq import nsmallest
from typing import TYPE_CHECKING

from transync.core.merge.memory import NO_MEMORY, source_of
from transync.core.merge.merge import merge
from transync.domain.model import Catalog, Entry, located_segments
from transync.formats import po

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Mapping, Sequence

    from transync.domain.model import Document, Key, Message

    Preserved = tuple[bool, Key, str, tuple[str, ...], tuple[str, ...]]
    """The part of a message that extraction must preserve: whether it is only a suggestion, which a
    translator may soon replace; its text, its translations, and what translators wrote."""

ENOUGH = 0.5
"""A catalog is that of other documents, which have none, if it shares so many texts with them."""


def rename_targets(
    wanted: Mapping[str, Sequence[Document]], orphaned: Mapping[str, Catalog]
) -> dict[str, list[str]]:
    """Return the `orphaned` catalogs that each of the `wanted` new ones takes over, by path.

    Each goes to the one that shares the most texts; one that shares too few goes to none.
    """
    if not orphaned:
        return {}
    candidates = _Candidates({path: _keys(documents) for path, documents in wanted.items()})
    found: defaultdict[str, list[str]] = defaultdict(list)
    for origin, catalog in orphaned.items():
        there = _texts(catalog)
        near = [
            (-shared, path)
            for path, keys in candidates.of(there)
            if (shared := len(keys & there)) and shared >= ENOUGH * min(len(keys), len(there))
        ]
        if near:
            found[min(near)[1]].append(origin)
    return found


class _Candidates:
    """Finds the sets that may share half of the smaller one with another, and few more.

    Who has half of a set has one at least of any that are more than half of it: of its rarest
    ones, which few others have.
    """

    def __init__(self, sets: Mapping[str, set[Key]]) -> None:
        self._sets = sets
        self._often = Counter(key for keys in sets.values() for key in keys)
        self._holders: defaultdict[Key, list[str]] = defaultdict(list)
        self._rare_holders: defaultdict[Key, list[str]] = defaultdict(list)
        for path, keys in sets.items():
            for key in keys:
                self._holders[key].append(path)
            for key in self._rare(keys):
                self._rare_holders[key].append(path)

    def of(self, other: set[Key]) -> list[tuple[str, set[Key]]]:
        """Return the sets, by path, that may share enough with the other."""
        larger = (path for key in self._rare(other) for path in self._holders.get(key, ()))
        smaller = (path for key in other for path in self._rare_holders.get(key, ()))
        return [(path, self._sets[path]) for path in {*larger, *smaller}]

    def _rare(self, keys: set[Key]) -> list[Key]:
        """Return the rarest ones: so many that whoever has half of all has one of these."""
        return nsmallest(len(keys) // 2 + 1, keys, key=self._often.__getitem__)


def inherited(
    path: str, origins: Sequence[Catalog], documents: Sequence[Document], keys: Container[Key]
) -> Catalog:
    """Join the catalogs that the one of `documents` takes over.

    It takes what these have no use for, too, but not what other documents have: of `keys`, those
    of all documents, only its own. Of two messages with one text it takes the better.
    """
    own = _keys(documents)
    best: dict[Key, Entry] = {}
    for entry in (entry for origin in origins for entry in origin.entries if entry.message.id):
        key = entry.message.key
        if key in own or key not in keys:
            best[key] = min(best.get(key, entry), entry, key=_rank)
    header = _joined_header(origins)
    first = origins[0]
    return Catalog(path, (*header, *best.values()), bom=first.bom, newline=first.newline)


def preserved(catalogs: Iterable[Catalog]) -> set[Preserved]:
    """Gather what must be preserved of catalogs; what is current serves as a suggestion, too."""
    entries = (entry for catalog in catalogs for entry in catalog.entries)
    there = {_preserved_part(message) for message, _, _ in entries if message.id}
    return there | {(True, *each[1:]) for each in there}


def remainder(catalog: Catalog, elsewhere: Collection[Preserved]) -> Catalog | None:
    """Return what stays, obsolete, of a catalog without documents: what is not preserved elsewhere.

    None if that is nothing.
    """
    rest = merge((), catalog, NO_MEMORY).catalog
    entries = [
        e for e in rest.entries if not e.message.id or _preserved_part(e.message) not in elsewhere
    ]
    is_needed = any(entry.message.id for entry in entries)
    return rest._replace(entries=tuple(entries)) if is_needed else None


def _keys(documents: Iterable[Document]) -> set[Key]:
    return {segment.key for _, segment in located_segments(documents)}


def _texts(catalog: Catalog) -> set[Key]:
    entries = catalog.entries
    live = {e.message.key for e in entries if e.message.id and not e.message.obsolete}
    return live or {entry.message.key for entry in entries if entry.message.id}


def _rank(entry: Entry) -> tuple[bool, bool, bool]:
    """Order messages of one text: translated ones first, then current, then live ones."""
    message = entry.message
    is_empty = not (message.translation or any(message.plurals))
    return is_empty, message.fuzzy, message.obsolete


def _joined_header(origins: Sequence[Catalog]) -> tuple[Entry, ...]:
    """Take the header of the first catalog, with the comments of all: they name people."""
    headers = [header for origin in origins if (header := po.header(origin))]
    if not headers:
        return ()
    comments = dict.fromkeys(line for header in headers for line in header.comments)
    return (Entry(headers[0]._replace(comments=tuple(comments))),)


def _preserved_part(message: Message) -> Preserved:
    fuzzy, key = message.fuzzy, source_of(message)
    return fuzzy, key, message.translation, message.plurals, message.comments
