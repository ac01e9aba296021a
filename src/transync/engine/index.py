"""Which keys have a term: an inverted index, kept in the store with the terms of each key.

It lies on a fixed number of shelves, each a row of the store with a checksum: a few terms take a
few shelves to find, and a shelf that is missing is noticed.
"""

from __future__ import annotations

import json
from array import array
from collections import defaultdict
from typing import TYPE_CHECKING, TypeAlias
from zlib import crc32

from transync.engine.store import Edit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from transync.engine.store import Store

    Shelves: TypeAlias = "dict[str, dict[str, list[str]]]"
    """By number, what lies on a shelf: the terms of keys, or the keys of terms."""

_SHELVES = tuple(map(str, range(256)))


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
        numbers: defaultdict[str, dict[str, array[int]]] = defaultdict(_keys_by_number)
        keys = [key for key, joined in self._set.items() if joined]
        for number, key in enumerate(keys):
            numbers["terms"][_shelf(key)].append(number)
            for shelf in {*map(_shelf, self._set[key].split())}:
                numbers["keys"][shelf].append(number)
        for what in ("terms", "keys"):
            yield Edit(self._task(what), is_whole=True)
            for shelf, those in numbers[what].items():
                terms_of = {keys[at]: [*dict.fromkeys(self._set[keys[at]].split())] for at in those}
                content = terms_of if what == "terms" else _by_term(shelf, terms_of)
                yield Edit(self._task(what), {shelf: _written(content)})

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


def _keys_by_number() -> dict[str, array[int]]:
    return {shelf: array("I") for shelf in _SHELVES}


def _by_term(shelf: str, terms_of: Mapping[str, Iterable[str]]) -> dict[str, list[str]]:
    """Return the keys by those of their terms that lie on a shelf."""
    keys_of: defaultdict[str, list[str]] = defaultdict(list)
    for key, terms in terms_of.items():
        for term in terms:
            if _shelf(term) == shelf:
                keys_of[term].append(key)
    return dict(sorted(keys_of.items()))


def _written(content: Mapping[str, list[str]]) -> bytes:
    return json.dumps(content, separators=(",", ":")).encode()


def _shelf(name: str) -> str:
    return _SHELVES[crc32(name.encode("utf-8", "surrogateescape")) % len(_SHELVES)]
