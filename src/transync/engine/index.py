"""Which keys have a term: an inverted index, kept in the store with the terms of each key.

It lies on a fixed number of shelves, each a row of the store with a checksum: a few terms take a
few shelves to find, and a shelf that is missing is noticed.
"""

from __future__ import annotations

import json
import re
from array import array
from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias
from zlib import crc32

from transync.engine.store import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from transync.engine.store import Store

    Shelves: TypeAlias = "dict[str, dict[str, list[str]]]"
    """By number, what lies on a shelf: the terms of keys, or the keys of terms."""

    Places: TypeAlias = "dict[str, array[int]]"
    """By shelf, pairs: the number of a key, and where among its terms one begins."""

_SHELVES = tuple(map(str, range(256)))
_AT_ONCE = 16
"""So many shelves of a whole index are made and written together."""
_TERM = re.compile(r"\S+")


class DamagedError(Exception):
    """The store does not have a shelf that was kept."""


class Index:
    """The terms of many keys: those that a former run has kept, and those that were set since.

    A key is a text, as a path; its terms are words of a text, with a blank between two.
    """

    def __init__(self, store: Store, name: str, *, is_kept: bool) -> None:
        self._store = store
        self._name = name
        self._is_kept = is_kept
        """Whether a former run has kept what is to be found; else there is nothing."""
        self._set: dict[str, str] = {}
        self._loaded: dict[str, dict[str, bytes]] = {}

    def __setitem__(self, key: str, terms: str) -> None:
        self._set[key] = terms

    def __bool__(self) -> bool:
        """Whether there may be any key."""
        return self._is_kept or any(self._set.values())

    def drop(self, key: str) -> None:
        """Leave a key out, if it is there."""
        self._set[key] = ""

    def load(self) -> None:
        """Read what `having` takes, so that it never fails; raises `DamagedError`."""
        rows = self._store.rows(self._task("keys")) if self._is_kept else {}
        if rows is None:
            raise DamagedError(self._name)
        self._loaded["keys"] = rows

    def having(self, terms: Iterable[str]) -> set[str]:
        """Return the keys that have any of the terms; raises `DamagedError`."""
        return {*self.matches(terms)}

    def matches(self, terms: Iterable[str]) -> dict[str, set[str]]:
        """Return the keys that have any of the terms, with those; raises `DamagedError`."""
        wanted, found = {*terms}, defaultdict[str, set[str]](set)
        kept = self._found("keys", wanted) if self._is_kept else {}
        for term in wanted if kept else ():
            for key in kept[_shelf(term)].get(term, ()):
                if key not in self._set:
                    found[key].add(term)
        ours = ((key, wanted.intersection(each.split())) for key, each in self._set.items())
        return {**found, **{key: those for key, those in ours if those}}

    def edits(self) -> Iterable[Edit]:
        """Return what is to be kept in the store for the next run; raises `DamagedError`.

        Of a whole index, which may be larger than anything else that a run has in memory, each
        shelf is made when it is asked for.
        """
        return [*self._changes()] if self._is_kept else self._whole()

    def _whole(self) -> Iterator[Edit]:
        keys = [key for key, joined in self._set.items() if joined]
        yield from self._shelved("terms", keys, self._by_key(keys))
        yield from self._shelved("keys", keys, self._by_term(keys))

    def _by_key(self, keys: Sequence[str]) -> Places:
        """Return where the keys are to lie: by shelf their numbers, and where their terms begin."""
        places = _no_places()
        for number, key in enumerate(keys):
            places[_shelf(key)].extend((number, 0))
        return places

    def _by_term(self, keys: Sequence[str]) -> Places:
        """Return the same by terms: the numbers of their keys, and where in these they begin."""
        places = _no_places()
        for number, key in enumerate(keys):
            found = {each[0]: each.start() for each in _TERM.finditer(self._set[key])}
            for term, start in found.items():
                places[_shelf(term)].extend((number, start))
        return places

    def _shelved(self, what: str, keys: Sequence[str], places: Places) -> Iterator[Edit]:
        """Yield edits that write all shelves anew, a few at a time."""
        for first in range(0, len(_SHELVES), _AT_ONCE):
            rows: dict[str, bytes] = {}
            for shelf in _SHELVES[first : first + _AT_ONCE]:
                content: defaultdict[str, list[str]] = defaultdict(list)
                numbers = iter(places[shelf])
                for number, start in zip(numbers, numbers, strict=True):
                    key, joined = keys[number], self._set[keys[number]]
                    if what == "terms":
                        content[key] = [*dict.fromkeys(joined.split())]
                    else:
                        content[_term_at(joined, start)].append(key)
                rows[shelf] = _written(dict(sorted(content.items())) if what == "keys" else content)
            yield Edit(self._task(what), rows, is_whole=first == 0)

    def _changes(self) -> Iterator[Edit]:
        terms_of = self._found("terms", self._set)
        without: defaultdict[str, set[str]] = defaultdict(set)
        having: defaultdict[str, list[str]] = defaultdict(list)
        for key, joined in self._set.items():
            shelf, now = terms_of[_shelf(key)], dict.fromkeys(joined.split())
            before = shelf.pop(key, [])
            if now:
                shelf[key] = [*now]
            for term in before:
                if term not in now:
                    without[term].add(key)
            for term in now:
                if term not in before:
                    having[term].append(key)
        yield self._edit("terms", terms_of)
        changed = without.keys() | having.keys()
        keys_of = self._found("keys", changed)
        for term in sorted(changed):
            shelf = keys_of[_shelf(term)]
            keys = [key for key in shelf.pop(term, []) if key not in without[term]]
            if keys := keys + having[term]:
                shelf[term] = keys
        yield self._edit("keys", keys_of)

    def _found(self, what: str, names: Iterable[str]) -> Shelves:
        """Return the shelves on which some names lie, or are to lie."""
        numbers = {*map(_shelf, names)}
        rows = self._loaded.get(what) or self._store.some(self._task(what), numbers)
        if not numbers <= rows.keys():
            raise DamagedError(self._name)
        return {number: json.loads(rows[number]) for number in numbers}

    def _edit(self, what: str, shelves: Shelves) -> Edit:
        rows = {number: _written(shelf) for number, shelf in shelves.items()}
        return Edit(self._task(what), rows)

    def _task(self, what: str) -> str:
        return f"{self._name}: {what}"


def _term_at(joined: str, start: int) -> str:
    found = _TERM.match(joined, start)
    assert found
    return found[0]


def _no_places() -> Places:
    return {shelf: array("I") for shelf in _SHELVES}


def _written(content: Mapping[str, list[str]]) -> bytes:
    return json.dumps(content, separators=(",", ":")).encode()


def _shelf(name: str) -> str:
    return _SHELVES[crc32(name.encode("utf-8", "surrogateescape")) % len(_SHELVES)]
