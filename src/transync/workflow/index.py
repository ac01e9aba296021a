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
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set

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

    def offering(self, code: str, lacking: Collection[Key]) -> Iterator[str]:
        """Give the catalogs of a language that may have something for texts without translation.

        And those that are always looked at.
        """
        rows = self.catalogs.get(code, {})
        marks = frozenset(map(_alike, lacking))
        every = "".join([offers for offers, _, _, _ in rows.values()]) if marks else ""
        offered = marks if len(marks) > _SOME else {mark for mark in marks if mark in every}
        for path, (offers, _, is_spare, is_homeless) in rows.items():
            is_asked = (marks and is_spare) or (offered and _has_any(offers, offered))
            if is_asked or is_homeless:
                yield path

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


def row(catalog: Catalog, *, is_homeless: bool = False) -> Row:
    """Give what the index has to say of a catalog."""
    messages = [entry.message for entry in catalog.entries if entry.message.id]
    return Row(
        "".join(offered(catalog)),
        "".join(_alike(message.key) for message in messages if _waits(message)),
        any(each.translation and (each.fuzzy or each.obsolete) for each in messages),
        is_homeless,
    )


def offered(catalog: Catalog) -> Iterator[str]:
    """Give the marks of the texts of a catalog whose translation another may take over."""
    messages = (entry.message for entry in catalog.entries)
    return (_alike(m.key) for m in messages if m.id and m.translation and not m.fuzzy)


def read(notes: Mapping[str, Any]) -> Index:
    """Read an index from what was kept of it; a list stands there for a row, and serves as one."""
    return Index(notes["marks"], notes["catalogs"])


def is_settled(message: Message) -> bool:
    """Tell whether a message has a translation, so that it takes over no other."""
    return bool(message.translation) or message.plural is not None


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


def _alike(key: Key) -> str:
    """Give the mark that all texts have that differ in cosmetics only."""
    return _mark((key[0], cosmetic_letters(key[1])))


def _mark(key: object) -> str:
    return blake2b(repr(key).encode("utf-8", "surrogatepass"), digest_size=_BYTES).hexdigest()
