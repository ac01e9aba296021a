"""Gathers from the catalogs of a language what others may take over, and reads no more than that.

Who may have it, an index tells; it names too many. Of a text that stands in many documents, the
first translation counts, in the order of the catalogs: behind that, no other has to be read.
"""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from transync.core.merge.memory import memory
from transync.core.merge.renames import preserved
from transync.domain.model import Catalog, Entry
from transync.engine.executor import WORTH_IT
from transync.project.message_index import SPARE, is_spare
from transync.project.text_hashes import normalized

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set

    from transync.commands.extract.catalog import MergeContext
    from transync.core.merge.memory import Memory
    from transync.core.merge.renames import Preserved
    from transync.domain.model import Key, Message
    from transync.engine import Index
    from transync.project.documents import Sources


class Missing(NamedTuple):
    """What catalogs have no translation for."""

    hashes: Set[str]
    """Of the texts."""
    keys: Mapping[str, Set[Key | None]]
    """The texts, and maybe more, by their hashes; where there are many, none. Under None, one for
    which it takes all that there is."""
    is_new: bool
    """Whether a catalog has not even heard of one: what is like it may serve, wherever it is."""


def gathered(
    context: MergeContext,
    index: Index,
    seen: Container[str],
    missing: Missing,
    others: Iterable[Catalog],
) -> Memory:
    """Return what the catalogs of `index`, in their order, and then the `others` know.

    Only what may be of use to what lacks. Those that nobody has `seen` agree with their documents.
    Raises `TransyncError` where one of them cannot be read any more.
    """
    found: dict[str, Catalog] = {}
    for batch in _batches(index, missing, found):
        offers = partial(_offers, context, seen, missing.hashes)
        found.update(zip(batch, context.project.executor.map(offers, batch), strict=True))
    astray = (_without_place(catalog) for catalog in others)
    return memory((*(found[path] for path in sorted(found)), *astray), context.keys)


def _batches(
    index: Index, missing: Missing, found: Mapping[str, Catalog]
) -> Iterator[Sequence[str]]:
    """Yield the paths of the catalogs to read next; those that were read are `found`."""
    if missing.is_new and (spare := sorted(index.having([SPARE]))):
        yield spare
    hashes = missing.hashes
    while hashes:
        # Whatever is wanted of them, those before the last of a batch have been read.
        named = sorted(path for path in index.having(hashes) if path not in found)
        if not named:
            return
        batch = named[: len(found) + WORTH_IT] if missing.keys else named
        yield batch
        there = {key for path in found if path <= batch[-1] for key in _translated(found[path])}
        hashes = {mark for mark in hashes if not missing.keys.get(mark, {None}) <= there}


def _translated(catalog: Catalog) -> Iterator[Key]:
    """Yield the texts that have a translation which comes before all others."""
    messages = (entry.message for entry in catalog.entries)
    return (m.key for m in messages if m.translation and m.documents and not m.fuzzy)


def _offers(context: MergeContext, seen: Container[str], missing: Set[str], path: str) -> Catalog:
    """Return the part of a catalog that may be of use to texts without a translation."""
    known = context.read(path)
    keys = context.keys if path in seen else None  # else its texts are all there
    entries = [
        message
        for message, _, _ in (known.catalog.entries if known else ())
        if message.id and (is_spare(message, keys) or normalized(message.key) in missing)
    ]
    users = _Users(context.found)
    # Another text has descriptions of its own.
    return Catalog(
        path,
        tuple(Entry(each._replace(extracted=(), documents=users.of(each))) for each in entries),
    )


def _without_place(catalog: Catalog) -> Catalog:
    """Return an unplaced catalog without its documents, which have another now."""
    entries = (Entry(entry.message._replace(documents=())) for entry in catalog.entries)
    return catalog._replace(entries=tuple(entries))


class _Users:
    """Who still has the text of a message."""

    def __init__(self, found: Sources) -> None:
        self._found = found
        self._keys: dict[str, Container[Key]] = {}

    def of(self, message: Message) -> tuple[str, ...]:
        """Return those of its documents that have it: one that was not read is as it was."""
        if message.obsolete or message.fuzzy:
            return ()
        return tuple(path for path in message.paths if self._has(path, message.key))

    def _has(self, path: str, key: Key) -> bool:
        document = self._found.by_path.get(path)
        if document is None:
            return self._found.has(path)
        if path not in self._keys:
            self._keys[path] = {segment.key for segment in document.segments}
        return key in self._keys[path]


class Sought(NamedTuple):
    """What catalogs without documents have, and others may have, too."""

    held: Set[Preserved]
    has_suggestions: bool
    """Whether any of it is a suggestion: then all that have some may have it."""


def holders(
    context: MergeContext, index: Index, seen: Container[str], sought: Sought
) -> set[Preserved]:
    """Return what of all that is sought is held by catalogs that nobody has `seen`.

    Only of translations; each is looked for until it is found.
    """
    found: set[Preserved] = set()
    asked: set[str] = set()
    while hashes := {normalized(key) for _, key, text, *_ in sought.held - found if text}:
        named = index.having([*hashes, *([SPARE] if sought.has_suggestions else [])])
        unseen = (path for path in named if path not in seen and path not in asked)
        batch = [*islice(unseen, len(asked) + WORTH_IT)]
        if not batch:
            break
        asked.update(batch)
        holding = partial(held_at, context, sought.held)
        found.update(*context.project.executor.map(holding, batch))
    return found


def held_at(context: MergeContext, sought: Set[Preserved], path: str) -> Set[Preserved]:
    """Return what of all that is sought the catalog at a path has."""
    known = context.read(path)
    return preserved([known.catalog]) & sought if known else frozenset()
