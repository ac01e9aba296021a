"""A small project in memory, on its way through time: edits, translations, extractions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from transync.core.merge.memory import memory
from transync.core.merge.merge import merge
from transync.domain.model import Catalog, Entry, Form, Message, Segment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transync.core.merge.memory import Memory
    from transync.domain.model import Key

    Made = tuple[Key, str, tuple[str, ...]]
    """The text that a translation was made for, and the translation."""


def segment(
    text: str, context: str | None = None, about: str = "paragraph", notes: tuple[str, ...] = ()
) -> Segment:
    return Segment(text, text, Form.TEXT, about, 1, 1, context=context, notes=notes)


def made(message: Message) -> Made:
    key = message.key
    if message.fuzzy and message.previous is not None:
        key = (message.previous_context, message.previous)
    return key, message.translation, message.plurals


@dataclass
class History:
    """The documents of a project, and their catalogs of one language."""

    one_catalog: bool
    documents: dict[str, list[Key]] = field(default_factory=dict)
    catalogs: dict[str, Catalog] = field(default_factory=dict)

    def extract(self, unread: frozenset[str] = frozenset()) -> dict[str, Catalog]:
        """Give the catalogs as extraction makes them; `accept` makes them the project's."""
        every = [
            key for path in self.documents if path not in unread for key in self.documents[path]
        ]
        language = memory(self.catalogs.values(), every)
        paths = sorted({*self.catalogs, *map(self.catalog_of, self.documents)})
        return {path: self._merged(path, language, unread) for path in paths}

    def _merged(self, path: str, language: Memory, unread: frozenset[str]) -> Catalog:
        old = self.catalogs.get(path, Catalog(path, ()))
        if not self.one_catalog and path in map(self.catalog_of, unread):
            return old
        segments = [
            (document, segment(text, context))
            for document, (context, text) in self._texts(path, unread)
        ]
        return merge(segments, old, language, unread).catalog

    def keys(self, path: str, unread: frozenset[str]) -> list[Key]:
        """List the keys of the documents of a catalog, as far as they can be read."""
        return [key for _, key in self._texts(path, unread)]

    def _texts(self, path: str, unread: frozenset[str]) -> Iterator[tuple[str, Key]]:
        for document, keys in self.documents.items():
            if self.catalog_of(document) == path and document not in unread:
                yield from ((document, key) for key in keys)

    def accept(self, catalogs: dict[str, Catalog]) -> None:
        """Read what was written."""
        self.catalogs = {
            path: catalog._replace(
                entries=tuple(entry if entry.raw else as_read(entry) for entry in catalog.entries)
            )
            for path, catalog in catalogs.items()
        }

    def catalog_of(self, document: str) -> str:
        return "all.po" if self.one_catalog else f"{document}.po"

    def edit(self, number: int, **changes: object) -> None:
        """Change one live message, as a translator does."""
        places = [
            (path, index)
            for path, catalog in self.catalogs.items()
            for index, entry in enumerate(catalog.entries)
            if not entry.message.obsolete
        ]
        if not places:
            return
        path, index = places[number % len(places)]
        entries = list(self.catalogs[path].entries)
        entries[index] = as_read(Entry(entries[index].message._replace(**changes)))  # type: ignore[arg-type]
        self.catalogs[path] = self.catalogs[path]._replace(entries=tuple(entries))


def as_read(entry: Entry) -> Entry:
    """Give an entry as if its file had been written and read."""
    return entry._replace(raw=f"\n{entry.message}\n")


def messages(catalogs: Iterable[Catalog]) -> Iterator[Message]:
    return (entry.message for catalog in catalogs for entry in catalog.entries)
