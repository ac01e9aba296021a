"""An index of all texts, small enough to keep: which catalogs have to be read for a few of them.

It only ever names too many catalogs, never too few; what they say is read from them.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from transync.similarity import cosmetic_letters

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set

    from transync.model import Catalog, Document, Key, Message

_BYTES = 8
_FEW = 4
_SOME = 64
"""It takes less time to look for so many marks in all that is joined than for each everywhere."""


class Row(NamedTuple):
    """What the messages of a catalog may be to others: marks of their texts, joined."""

    offers: str = ""
    """Those whose translation another message may take over."""
    wants: str = ""
    """Those that wait for a translation."""
    is_spare: bool = False
    """Whether it has suggestions or obsolete translations, which may be like any new text."""
    is_homeless: bool = False
    """Whether its documents are gone: what others take over now, it gives up."""


class Index(NamedTuple):
    """The rows of all catalogs by language and path, and the marks of all documents' texts."""

    documents: dict[str, str]
    catalogs: dict[str, dict[str, Row]]

    @property
    def homeless(self) -> int:
        """How many catalogs there are whose documents are gone."""
        return sum(last for rows in self.catalogs.values() for *_, last in rows.values())

    def waiting(self, code: str) -> Mapping[str, Sequence[str]]:
        """Give the catalogs of a language that wait for translations, by the marks of texts."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for path, (_, wants, _, _) in self.catalogs.get(code, {}).items():
            for mark in _each(wants):
                found[mark].append(path)
        return found


def offering(rows: Mapping[str, Row], lacking: Set[str], *, is_new: bool) -> Iterator[str]:
    """Give the catalogs that may have something for texts of these marks without translation.

    Where a text `is_new`, what is like it may serve, too, wherever it is.
    """
    every = "".join([offers for offers, _, _, _ in rows.values()]) if lacking else ""
    offered = lacking if len(lacking) > _SOME else {each for each in lacking if each in every}
    for path, (offers, _, is_spare, _) in rows.items():
        if (is_new and is_spare) or (offered and _has_any(offers, offered)):
            yield path


class Present:
    """The texts of all documents: of some, as they are now, and of the others by their marks."""

    def __init__(self, documents: Iterable[Document], others: Iterable[str]) -> None:
        self._keys = {segment.key for document in documents for segment in document.segments}
        self._others = others

    def __contains__(self, key: object) -> bool:
        return key in self._keys or _mark(key) in self._marks

    @cached_property
    def _marks(self) -> frozenset[str]:
        return frozenset(mark for marks in self._others for mark in _each(marks))


def marks(document: Document) -> str:
    """Give the marks of a document's texts."""
    return "".join(_mark(segment.key) for segment in document.segments)


def row(catalog: Catalog, keys: Container[Key] | None = None, *, is_homeless: bool = False) -> Row:
    """Give what the index has to say of a catalog.

    One that is behind its documents may have something to spare that is not among their `keys`.
    """
    messages = [entry.message for entry in catalog.entries if entry.message.id]
    return Row(
        "".join(offered(catalog)),
        "".join(alike(message.key) for message in messages if _waits(message)),
        any(is_loose(each, keys) for each in messages),
        is_homeless,
    )


def offered(catalog: Catalog) -> Iterator[str]:
    """Give the marks of the texts of a catalog whose translation another may take over."""
    messages = (entry.message for entry in catalog.entries)
    return (alike(m.key) for m in messages if m.id and m.translation and not m.fuzzy)


def read(notes: Mapping[str, Any]) -> Index:
    """Read an index from what was kept of it; a list stands there for a row, and serves as one."""
    return Index(notes["marks"], notes["catalogs"])


def is_settled(message: Message) -> bool:
    """Tell whether a message has a translation, so that it takes over no other."""
    return bool(message.translation) or message.plural is not None


def is_loose(message: Message, keys: Container[Key] | None = None) -> bool:
    """Tell whether a message may be suggested for any text that is like its own.

    It is fuzzy or obsolete, or its text is not among the `keys`, those of all documents.
    """
    is_gone = message.fuzzy or message.obsolete or (keys is not None and message.key not in keys)
    return is_gone and bool(message.translation)


def _waits(message: Message) -> bool:
    return not (message.obsolete or is_settled(message))


def _each(marks: str) -> Iterator[str]:
    step = 2 * _BYTES
    return (marks[start : start + step] for start in range(0, len(marks), step))


def _has_any(joined: str, marks: Set[str]) -> bool:
    """Tell whether one of `marks` is there; of many, the joined ones are taken apart for it."""
    if len(marks) > _FEW:
        return not marks.isdisjoint(_each(joined))
    return any(mark in joined for mark in marks)


def alike(key: Key) -> str:
    """Give the mark that all texts have that differ in cosmetics only."""
    return _mark((key[0], cosmetic_letters(key[1])))


def _mark(key: object) -> str:
    return blake2b(repr(key).encode("utf-8", "surrogatepass"), digest_size=_BYTES).hexdigest()
