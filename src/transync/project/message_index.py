"""Who has this text? An index of the messages of all catalogs, and of the texts of all documents.

It only ever names too many catalogs, never too few; what they say is read from them.
"""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, cast

from transync.engine import Index
from transync.project.text_hashes import exact, joined, normalized

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping

    from transync.domain.model import Catalog, Key, Message
    from transync.engine import Edit, Store

SPARE = "spare"
"""What catalogs have with translations that no document uses, and any new text may be like."""
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

    def edits(self) -> Iterable[Edit]:
        """Return what is to be kept for the next run; raises `DamagedError`."""
        return chain.from_iterable([index.edits() for index in self._indexes.values()])


class DocumentTexts:
    """Who has which text: by their hashes those of the documents read, by an index all others."""

    def __init__(
        self,
        hashes: Mapping[str, str],
        has: Callable[[str], bool],
        others: Index | None = None,
    ) -> None:
        self._hashes = hashes
        """By document, with a blank between two."""
        self._has = has
        """Whether there is, or may be, a document at a path."""
        self._others = others

    def __contains__(self, key: object) -> bool:
        """Whether any document has a text; raises `DamagedError`."""
        return self.has_hash(exact(cast("Key", key)))

    def has_hash(self, text_hash: str) -> bool:
        """Whether any document has a text with this exact hash; raises `DamagedError`."""
        is_here = text_hash in self._here
        return is_here or (self._others is not None and bool(self._others.having([text_hash])))

    @cached_property
    def _here(self) -> frozenset[str]:
        return frozenset(each for joined in self._hashes.values() for each in joined.split())

    def of(self, documents: Iterable[str]) -> set[str]:
        """Return the exact hashes of the texts of documents that were read."""
        return {each for path in documents for each in self._hashes.get(path, "").split()}

    def users(self, message: Message) -> tuple[str, ...]:
        """Return which documents of a message still have it: one that was not read is as it was."""
        if message.obsolete or message.fuzzy:
            return ()
        text_hash, known = exact(message.key), self._hashes
        return tuple(
            path
            for path in message.paths
            if (text_hash in known[path] if path in known else self._has(path))
        )


def terms(catalog: Catalog, *, is_orphaned: bool = False) -> str:
    """Return the terms by which an index finds a catalog."""
    messages = [entry.message for entry in catalog.entries if entry.message.id]
    waiting = [missing(normalized(each.key)) for each in messages if _waits(each)]
    traits = {
        ORPHANED: is_orphaned,
        SPARE: any(map(is_spare, messages)),
        WAITING: bool(waiting),
    }
    return joined((*provided(catalog), *waiting, *(term for term, has in traits.items() if has)))


def abandoned(catalog: Catalog, keys: Container[Key]) -> Iterator[str]:
    """Yield the exact hashes of current translations whose texts are not among `keys`."""
    messages = (entry.message for entry in catalog.entries if entry.message.id)
    current = (each for each in messages if each.translation and not is_spare(each))
    return (exact(each.key) for each in current if each.key not in keys)


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


def is_spare(message: Message) -> bool:
    """Whether a message is fuzzy or obsolete, and may be suggested for a text that is like it."""
    return (message.fuzzy or message.obsolete) and bool(message.translation)


def _provides(message: Message) -> bool:
    return bool(message.translation) and not message.fuzzy


def _waits(message: Message) -> bool:
    return not (message.obsolete or is_settled(message))
