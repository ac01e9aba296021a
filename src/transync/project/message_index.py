"""Who has this text? An index of the messages of all catalogs, and of the texts of all documents.

It only ever names too many catalogs, never too few; what they say is read from them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from transync.engine import Index
from transync.project.text_hashes import exact, joined, normalized

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from transync.domain.model import Catalog, Document, Key, Message
    from transync.engine import Edit, Store

SPARE = "spare"
"""What catalogs have with suggestions or obsolete translations, which any new text may be like."""
ORPHANED = "orphaned"
"""What catalogs have whose documents are gone: what others take over, they give up."""
WAITING = "waiting"
"""What catalogs have of which a message waits for a translation."""
_DOCUMENTS = ""


class MessageIndex:
    """For each language the catalogs by their texts; and the documents by theirs."""

    def __init__(self, store: Store, *, is_kept: bool) -> None:
        self._store = store
        self._is_kept = is_kept
        self._indexes: dict[str, Index] = {}

    @property
    def documents(self) -> Index:
        """The documents by the exact hashes of their texts."""
        return self.catalogs(_DOCUMENTS)

    def catalogs(self, code: str, origin: str = "") -> Index:
        """Return the catalogs of a language by what `terms` says of them.

        Where documents are in several canonical languages, those of one, the `origin`.
        """
        name = f"{origin} {code}" if origin else code
        if name not in self._indexes:
            self._indexes[name] = Index(self._store, f"texts: {name}", is_kept=self._is_kept)
        return self._indexes[name]

    def edits(self) -> Iterator[Edit]:
        """Yield what is to be kept for the next run; raises `DamagedError`."""
        for index in self._indexes.values():
            yield from index.edits()


class Present:
    """The texts of all documents: of some, as they are now, and of the others by their hashes."""

    def __init__(self, documents: Iterable[Document], others: Index) -> None:
        self._keys = {segment.key for document in documents for segment in document.segments}
        self._others = others

    def __contains__(self, key: object) -> bool:
        return key in self._keys or bool(self._others.having([exact(cast("Key", key))]))


def terms(
    catalog: Catalog, keys: Container[Key] | None = None, *, is_orphaned: bool = False
) -> str:
    """Return the terms by which an index finds a catalog.

    One that is behind its documents may have something to spare that is not among their `keys`.
    """
    messages = [entry.message for entry in catalog.entries if entry.message.id]
    waiting = [missing(normalized(each.key)) for each in messages if _waits(each)]
    traits = {
        ORPHANED: is_orphaned,
        SPARE: any(is_spare(each, keys) for each in messages),
        WAITING: bool(waiting),
    }
    return joined((*provided(catalog), *waiting, *(term for term, has in traits.items() if has)))


def provided(catalog: Catalog) -> Iterator[str]:
    """Yield the hashes of the texts of a catalog whose translation another may take over."""
    messages = (entry.message for entry in catalog.entries)
    return (normalized(each.key) for each in messages if each.id and _provides(each))


def missing(text_hash: str) -> str:
    """Return the term that catalogs have in which a text of this hash waits for a translation."""
    return f"{text_hash}?"


def is_settled(message: Message) -> bool:
    """Whether a message has a translation, so that it takes over no other."""
    return bool(message.translation) or message.plural is not None


def is_spare(message: Message, keys: Container[Key] | None = None) -> bool:
    """Whether a message may be suggested for any text that is like its own.

    It is fuzzy or obsolete, or its text is not among the `keys`, those of all documents.
    """
    is_gone = message.fuzzy or message.obsolete or (keys is not None and message.key not in keys)
    return is_gone and bool(message.translation)


def _provides(message: Message) -> bool:
    return bool(message.translation) and not message.fuzzy


def _waits(message: Message) -> bool:
    return not (message.obsolete or is_settled(message))
