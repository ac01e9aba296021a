"""An index of all texts, small enough to keep: which catalogs have to be read for a few of them.

It only ever names too many catalogs, never too few; what they say is read from them.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, cast

from transync.project import index_rows
from transync.project.index_rows import Row, Rows
from transync.project.text_hashes import LENGTH, alike, exact

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Set

    from transync.domain.model import Catalog, Document, Key, Message
    from transync.project.index_rows import Packed

_DOCUMENTS = ""
_FEW = 4
"""It takes less time to look for so many marks in what is joined than to take that apart."""
_SOME = 16
"""It takes less time to look for so many marks in each folder than to open all."""
_MANY = 64
"""And for so many, one by one, than to take all apart."""


class Index:
    """The rows of all catalogs by language and path, and those of all documents."""

    def __init__(self, every: dict[str, Rows] | None = None) -> None:
        self._rows = every or {}

    @property
    def documents(self) -> Rows:
        """The documents: what they offer are the marks of their texts."""
        return self.catalogs(_DOCUMENTS)

    def catalogs(self, code: str) -> Rows:
        """Give the catalogs of a language."""
        return self._rows.setdefault(code, Rows())

    def note(self, texts: Iterable[tuple[str, str]]) -> None:
        """Note the marks of the texts of documents, by path, as they are now."""
        documents = self.documents
        for path, those in texts:
            documents[path] = Row(those)

    def written(self) -> bytes:
        """Give how it is kept."""
        return index_rows.written(self._rows)


def read(data: bytes) -> Index:
    """Read an index that was kept."""
    return Index(index_rows.read(data))


def homeless(catalogs: Rows) -> list[str]:
    """Give the catalogs whose documents are gone."""
    found = catalogs.some(lambda packed: packed.is_homeless)
    return [path for path, row in found if row.is_homeless]


def wanting(catalogs: Rows, marks: Set[str]) -> Iterator[str]:
    """Give the catalogs that wait for translations of texts with these marks."""
    for path, row in catalogs.some(lambda packed: packed.wants and _may_have(packed, marks)):
        if _has_any(row.wants, marks):
            yield path


def offering(catalogs: Rows, lacking: Set[str], *, is_new: bool) -> Iterator[str]:
    """Give the catalogs that may have something for texts of these marks without translation.

    Where a text `is_new`, what is like it may serve, too, wherever it is.
    """

    def is_meant(packed: Packed) -> bool:
        return (is_new and packed.is_spare) or _may_have(packed, lacking)

    for path, row in catalogs.some(is_meant):
        if (is_new and row.is_spare) or _has_any(row.offers, lacking):
            yield path


class Present:
    """The texts of all documents: of some, as they are now, and of the others by their marks."""

    def __init__(self, documents: Iterable[Document], rows: Rows) -> None:
        self._keys = {segment.key for document in documents for segment in document.segments}
        self._rows = rows
        self._asked: dict[str, bool] = {}

    def __contains__(self, key: object) -> bool:
        if key in self._keys:
            return True
        mark = exact(cast("Key", key))
        if mark not in self._asked:
            self._asked[mark] = mark in self._marks if len(self._asked) > _MANY else self._has(mark)
        return self._asked[mark]

    def _has(self, mark: str) -> bool:
        found = self._rows.some(lambda packed: _may_have(packed, {mark}))
        return any(mark in row.offers for _, row in found)

    @cached_property
    def _marks(self) -> frozenset[str]:
        every = self._rows.some(lambda _: True)
        return frozenset(mark for _, row in every for mark in _each(row.offers))


def row(catalog: Catalog, keys: Container[Key] | None = None, *, is_homeless: bool = False) -> Row:
    """Give what the index has to say of a catalog.

    One that is behind its documents may have something to spare that is not among their `keys`.
    """
    messages = [entry.message for entry in catalog.entries if entry.message.id]
    return Row(
        alike(*[message.key for message in messages if _offers(message)]),
        alike(*[message.key for message in messages if _waits(message)]),
        any(is_loose(each, keys) for each in messages),
        is_homeless,
    )


def offered(catalog: Catalog) -> Iterator[str]:
    """Give the marks of the texts of a catalog whose translation another may take over."""
    messages = (entry.message for entry in catalog.entries)
    return (alike(message.key) for message in messages if message.id and _offers(message))


def is_settled(message: Message) -> bool:
    """Tell whether a message has a translation, so that it takes over no other."""
    return bool(message.translation) or message.plural is not None


def is_loose(message: Message, keys: Container[Key] | None = None) -> bool:
    """Tell whether a message may be suggested for any text that is like its own.

    It is fuzzy or obsolete, or its text is not among the `keys`, those of all documents.
    """
    is_gone = message.fuzzy or message.obsolete or (keys is not None and message.key not in keys)
    return is_gone and bool(message.translation)


def _offers(message: Message) -> bool:
    return bool(message.translation) and not message.fuzzy


def _waits(message: Message) -> bool:
    return not (message.obsolete or is_settled(message))


def _each(joined: str) -> Iterator[str]:
    return (joined[start : start + LENGTH] for start in range(0, len(joined), LENGTH))


def _may_have(packed: Packed, marks: Set[str]) -> bool:
    """Tell whether rows have one of `marks`; of many, they have to be opened for it."""
    return len(marks) > _SOME or any(mark.encode() in packed.rows for mark in marks)


def _has_any(joined: str, marks: Set[str]) -> bool:
    """Tell whether one of `marks` is there; of many, the joined ones are taken apart for it."""
    if len(marks) > _FEW:
        return not marks.isdisjoint(_each(joined))
    return any(mark in joined for mark in marks)
