"""The second task of an extraction: takes from one catalog the messages that others may use.

Which catalogs may have them, an index tells; it names too many. Of a text that stands in many
documents, the first translation counts, in the order of the catalogs: no other is read behind it.
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
from transync.project.text_hashes import exact, normalized

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence, Set

    from transync.commands.extract.catalog import MergeContext
    from transync.core.merge.memory import Memory
    from transync.core.merge.renames import Preserved
    from transync.domain.model import Key, Message
    from transync.engine import Index
    from transync.project.message_index import DocumentTexts


class Request(NamedTuple):
    """What others may use of the catalog at a path, beside all its suggestions."""

    path: str
    hashes: Set[str]
    """The hashes of texts that somebody has no translation for."""
    abandoned: Set[str]
    """The exact hashes of texts that no document has."""


def collect(context: MergeContext, request: Request) -> tuple[Message, ...]:
    """Return the messages that are asked for; raises `TransyncError`."""
    known = context.read(request.path)
    messages = (entry.message for entry in known.catalog.entries) if known else ()
    # Another text has descriptions of its own.
    return tuple(
        message._replace(extracted=())
        for message in messages
        if message.id
        and (
            is_spare(message)
            or normalized(message.key) in request.hashes
            or (request.abandoned and exact(message.key) in request.abandoned)
        )
    )


def holdings(context: MergeContext, path: str) -> Set[bytes]:
    """Return the digests of what is to be preserved of a catalog; raises `TransyncError`."""
    known = context.read(path)
    return frozenset(preserved(known.catalog)) if known else frozenset()


class Missing(NamedTuple):
    """What catalogs have no translation for."""

    hashes: Set[str]
    """Of the texts."""
    keys: Mapping[str, Set[Key | None]]
    """The texts, and maybe more, by their hashes; where there are many, none. Under None, one for
    which it takes all that there is."""
    is_new: bool
    """Whether a catalog has not even heard of one: what is like it may serve, wherever it is."""


class Offers(NamedTuple):
    """What may be collected from the catalogs of a language."""

    catalogs: Index
    """The catalogs by their texts."""
    abandoned: Mapping[str, Set[str]]
    """Which texts of a catalog no document has, as exact hashes."""
    texts: DocumentTexts
    others: Iterable[Catalog]
    """Catalogs without a place: they come last."""


def collected(context: MergeContext, offers: Offers, missing: Missing) -> Memory:
    """Return what the catalogs know that may be of use to what is missing, and no more than that.

    Raises `TransyncError` where one of them cannot be read any more.
    """
    found: dict[str, Catalog] = {}
    for batch in _batches(offers, missing, found):
        paths = [request.path for request in batch]
        answers = context.project.executor.map(partial(collect, context), batch)
        for path, messages in zip(paths, answers, strict=True):
            users = (each._replace(documents=offers.texts.users(each)) for each in messages)
            found[path] = Catalog(path, tuple(map(Entry, users)))
    unplaced = map(_without_documents, offers.others)
    return memory((*(found[path] for path in sorted(found)), *unplaced), offers.texts)


def _batches(
    offers: Offers, missing: Missing, found: Mapping[str, Catalog]
) -> Iterator[Sequence[Request]]:
    """Yield requests to the catalogs to read next; those that were read are `found`."""
    hashes = {*missing.hashes}
    matches = offers.catalogs.matches({*hashes, SPARE} if missing.is_new else hashes)
    if spare := sorted(path for path, terms in matches.items() if SPARE in terms):
        yield [_request(offers, path, matches[path]) for path in spare]
    while hashes:
        # Whatever is wanted of them, those before the last of a batch have been read.
        named = sorted(
            path
            for path, terms in matches.items()
            if path not in found and not hashes.isdisjoint(terms)
        )
        if not named:
            return
        batch = named[: len(found) + WORTH_IT] if missing.keys else named
        yield [_request(offers, path, matches[path]) for path in batch]
        there = {key for path in found if path <= batch[-1] for key in _translated(found[path])}
        hashes = {mark for mark in hashes if not missing.keys.get(mark, {None}) <= there}


def _request(offers: Offers, path: str, hashes: Set[str]) -> Request:
    return Request(path, hashes, offers.abandoned.get(path, frozenset()))


def _translated(catalog: Catalog) -> Iterator[Key]:
    """Yield the texts that have a translation which comes before all others."""
    messages = (entry.message for entry in catalog.entries)
    return (m.key for m in messages if m.translation and m.documents and not m.fuzzy)


def _without_documents(catalog: Catalog) -> Catalog:
    """Return an unplaced catalog without its documents, which have another now."""
    entries = (Entry(entry.message._replace(documents=())) for entry in catalog.entries)
    return catalog._replace(entries=tuple(entries))


class Sought(NamedTuple):
    """What catalogs without documents have, and others may have, too."""

    parts: Mapping[bytes, Preserved]
    """By digest."""
    has_suggestions: bool
    """Whether any of it is a suggestion: then all that have some may have it."""


def unseen_holdings(
    context: MergeContext, index: Index, seen: Container[str], sought: Sought
) -> set[bytes]:
    """Return the digests of what the catalogs have that nobody has `seen`.

    Only translations are sought there, each until it is found.
    """
    found: set[bytes] = set()
    asked: set[str] = set()
    spare = [SPARE] if sought.has_suggestions else []
    while hashes := {
        normalized(key)
        for digest, (_, key, translation, *_) in sought.parts.items()
        if translation and digest not in found
    }:
        named = index.having([*hashes, *spare])
        unseen = (path for path in named if path not in seen and path not in asked)
        batch = [*islice(unseen, len(asked) + WORTH_IT)]
        if not batch:
            break
        asked.update(batch)
        found.update(*context.project.executor.map(partial(holdings, context), batch))
    return found
