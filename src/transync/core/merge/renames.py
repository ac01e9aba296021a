"""Renames: which catalogs take over the messages of those whose documents are gone."""

from __future__ import annotations

from collections import Counter, defaultdict
from hashlib import blake2b
from heapq import nsmallest
from typing import TYPE_CHECKING

from transync.core.merge.memory import NO_MEMORY, source_of
from transync.core.merge.merge import merge
from transync.domain.model import Catalog, Entry, located_segments
from transync.formats import po

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence, Set

    from transync.domain.model import Document, Key, Message

    Preserved = tuple[bool, Key, str, tuple[str, ...], tuple[str, ...]]
    """The part of a message that extraction must preserve: whether it is only a suggestion, which a
    translator may soon replace; its text, its translations, and what translators wrote."""

_DIGEST_BYTES = 16
ENOUGH = 0.5
"""A catalog is that of other documents, which have none, if it shares so many texts with them."""


def rename_targets(
    wanted: Mapping[str, Set[str]], orphaned: Mapping[str, Set[str]]
) -> dict[str, list[str]]:
    """Return the `orphaned` catalogs that each of the `wanted` new ones takes over, by path.

    Both are given by their texts, or by hashes of these. Each goes to the one that shares the most
    with it; one that shares too little goes to none.
    """
    if not orphaned:
        return {}
    candidates = _Candidates(wanted)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for origin, there in orphaned.items():
        near = [
            (-shared, path)
            for path, texts in candidates.of(there)
            if (shared := len(texts & there)) and shared >= ENOUGH * min(len(texts), len(there))
        ]
        if near:
            found[min(near)[1]].append(origin)
    return found


class _Candidates:
    """Finds the sets that may share half of the smaller one with another, and few more.

    Who has half of a set has one at least of any that are more than half of it: of its rarest
    ones, which few others have.
    """

    def __init__(self, sets: Mapping[str, Set[str]]) -> None:
        self._sets = sets
        self._often = Counter(text for texts in sets.values() for text in texts)
        self._holders: defaultdict[str, list[str]] = defaultdict(list)
        self._rare_holders: defaultdict[str, list[str]] = defaultdict(list)
        for path, texts in sets.items():
            for text in texts:
                self._holders[text].append(path)
            for text in self._rare(texts):
                self._rare_holders[text].append(path)

    def of(self, other: Set[str]) -> list[tuple[str, Set[str]]]:
        """Return the sets, by path, that may share enough with the other."""
        larger = (path for text in self._rare(other) for path in self._holders.get(text, ()))
        smaller = (path for text in other for path in self._rare_holders.get(text, ()))
        return [(path, self._sets[path]) for path in {*larger, *smaller}]

    def _rare(self, texts: Set[str]) -> list[str]:
        """Return the rarest ones: so many that whoever has half of all has one of these."""
        return nsmallest(len(texts) // 2 + 1, texts, key=self._often.__getitem__)


def inherited(
    path: str, origins: Sequence[Catalog], documents: Sequence[Document], keys: Container[Key]
) -> Catalog:
    """Join the catalogs that the one of `documents` takes over.

    It takes what these have no use for, too, but not what other documents have: of `keys`, those
    of all documents, only its own. Of two messages with one text it takes the better.
    """
    own = {segment.key for _, segment in located_segments(documents)}
    best: dict[Key, Entry] = {}
    for entry in (entry for origin in origins for entry in origin.entries if entry.message.id):
        key = entry.message.key
        if key in own or key not in keys:
            best[key] = min(best.get(key, entry), entry, key=_rank)
    header = _joined_header(origins)
    first = origins[0]
    return Catalog(path, (*header, *best.values()), bom=first.bom, newline=first.newline)


def preserved(catalog: Catalog) -> dict[bytes, Preserved]:
    """Gather what must be preserved of a catalog, by digests that say which catalogs have it.

    What is current serves as a suggestion, too.
    """
    there = {_preserved_part(message) for message, _, _ in catalog.entries if message.id}
    return {_digest(each): each for each in there | {(True, *each[1:]) for each in there}}


def remainder(catalog: Catalog, elsewhere: Container[bytes]) -> Catalog | None:
    """Return what stays, obsolete, of a catalog without documents: what is not preserved elsewhere.

    None if that is nothing.
    """
    rest = merge((), catalog, NO_MEMORY).catalog
    entries = [
        entry
        for entry in rest.entries
        if not entry.message.id or _digest(_preserved_part(entry.message)) not in elsewhere
    ]
    is_needed = any(entry.message.id for entry in entries)
    return rest._replace(entries=tuple(entries)) if is_needed else None


def live_keys(catalog: Catalog) -> set[Key]:
    """Return the texts by which a catalog is compared with documents: all, if none is live."""
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


def _digest(part: Preserved) -> bytes:
    data = repr(part).encode("utf-8", "surrogatepass")
    return blake2b(data, digest_size=_DIGEST_BYTES).digest()
