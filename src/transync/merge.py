"""Brings a catalog up to its documents, and loses no translation.

The ways of a segment to its translation, in this order: the message it has; the same text
anywhere in the language's catalogs; a text that differs in cosmetics only; the most similar
text, as a fuzzy suggestion; none. (GNU gettext manual, 10.3, "Invoking msgmerge", knows the
first and the fourth.)
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from transync.memory import alike
from transync.model import Catalog, Entry, Message
from transync.similarity import carried_over, cosmetic_key, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transync.memory import Memory
    from transync.model import Key, Segment

_LINE_NUMBER = re.compile(r":\d+$")

OUTCOMES = ("new", "fuzzy", "obsolete", "revived", "carried over", "unchanged")
"""What can happen to a message, in the order in which it is told."""


class Merged(NamedTuple):
    """A catalog that agrees with its documents, and how often each outcome came about."""

    catalog: Catalog
    tally: Counter[str]


class _Wanted(NamedTuple):
    """A message that the documents ask for."""

    key: Key
    extracted: tuple[str, ...]
    documents: tuple[str, ...]


def merge(
    segments: Iterable[tuple[str, Segment]],
    old: Catalog,
    memory: Memory,
    unread: frozenset[str] = frozenset(),
) -> Merged:
    """Give the catalog of `segments` (each with its document's path), from the `old` one.

    Messages are in the order of the segments, obsolete ones behind them. An entry that did
    not change keeps its characters. Messages of `unread` documents stay as they are.
    """
    header = [entry for entry in old.entries if not entry.message.id]
    entries = [entry for entry in old.entries if entry.message.id]
    wanted = _wanted(segments)
    source = _Source(entries, {want.key for want in wanted}, memory)
    tally: Counter[str] = Counter()
    live = []
    for want in wanted:
        outcome, entry = source.entry(want)
        tally[outcome] += 1
        live.append(entry)
    kept, lost = _left(entries, source.used, {want.key for want in wanted}, unread)
    obsolete = _obsolete(lost, [entry.message for entry in (*live, *kept)])
    tally["obsolete"] = sum(1 for entry in obsolete if not entry.raw)
    return Merged(old._replace(entries=(*header, *live, *kept, *obsolete)), tally)


def template(segments: Iterable[tuple[str, Segment]], old: Catalog) -> Catalog:
    """Give the template of `segments`; an entry of the `old` one that is right keeps its bytes."""
    header = [entry for entry in old.entries if not entry.message.id]
    known = {entry.message: entry for entry in old.entries}
    messages = [_message(want) for want in _wanted(segments)]
    entries = [known.get(message, Entry(message)) for message in messages]
    return old._replace(entries=(*header, *entries))


def _wanted(segments: Iterable[tuple[str, Segment]]) -> list[_Wanted]:
    """Join the segments of one text: each document and description once, in their order."""
    extracted: dict[Key, dict[str, None]] = {}
    documents: dict[Key, dict[str, None]] = {}
    for path, segment in segments:
        lines = extracted.setdefault(segment.key, {})
        lines.update(dict.fromkeys((segment.about, *segment.notes)))
        documents.setdefault(segment.key, {})[path] = None
    return [_Wanted(key, tuple(extracted[key]), tuple(documents[key])) for key in extracted]


def _message(want: _Wanted) -> Message:
    context, text = want.key
    return Message(text, context=context, extracted=want.extracted, documents=want.documents)


class _Source:
    """Where the translations of one catalog come from."""

    def __init__(self, entries: Sequence[Entry], keys: set[Key], memory: Memory) -> None:
        self.live = {e.message.key: e for e in entries if not e.message.obsolete}
        # Of obsolete messages with one key, the last is the latest, and a current one is better.
        obsolete = [e for e in entries if e.message.obsolete and e.message.translation]
        obsolete.sort(key=lambda entry: not entry.message.fuzzy)
        self.obsolete = {entry.message.key: entry for entry in obsolete}
        self.memory = memory
        self.used: set[int] = set()
        """The entries (by `id`) whose translation stands in the new catalog as it was."""
        own = [entry.message for entry in entries if _is_candidate(entry.message, keys)]
        self.candidates = list(dict.fromkeys((*own, *memory.homeless)))
        self.alike = alike(message for message in own if not message.fuzzy)

    def entry(self, want: _Wanted) -> tuple[str, Entry]:
        """Find the message for a text, and tell how it came about."""
        found = self.live.get(want.key)
        if found:
            self.used.add(id(found))
            if found.message.translation or found.message.plural is not None:
                return "unchanged", _updated(found, want)
        if message := self._same(want):
            return "revived", Entry(_joined(message, found))
        if message := self._cosmetic(want):
            return "carried over", Entry(_joined(message, found))
        if found:
            # No suggestion is offered twice: a translator may have deleted it.
            return "unchanged", _updated(found, want)
        if message := self._similar(want):
            return "fuzzy", Entry(message)
        return "new", Entry(_message(want))

    def _same(self, want: _Wanted) -> Message | None:
        """Find the same text: obsolete here, or anywhere in the catalogs of the language."""
        entry = self.obsolete.get(want.key)
        known = self.memory.known.get(want.key)
        if entry and not (entry.message.fuzzy and known):
            self.used.add(id(entry))
            known = entry.message
        return _placed(known, want) if known else None

    def _cosmetic(self, want: _Wanted) -> Message | None:
        context, text = want.key
        key = cosmetic_key(text)
        message = self.alike.get(key) or self.memory.alike.get(key)
        if message is None or message.context != context:
            return None
        translation = carried_over(message.translation, message.id, text)
        return _placed(message._replace(translation=translation), want) if translation else None

    def _similar(self, want: _Wanted) -> Message | None:
        index = nearest(want.key[1], [message.id for message in self.candidates])
        if index is None:
            return None
        message = self.candidates[index]
        # A suggestion that nobody took up was made for the text before.
        handed_on = message.fuzzy and message.previous is not None
        return _placed(message, want)._replace(
            fuzzy=True,
            previous=message.previous if handed_on else message.id,
            previous_context=message.previous_context if handed_on else message.context,
        )


def _joined(message: Message, found: Entry | None) -> Message:
    """Keep what translators wrote on the entry that had no translation yet."""
    if found is None:
        return message
    comments = dict.fromkeys((*found.message.comments, *message.comments))
    flags = dict.fromkeys((*found.message.flags, *message.flags))
    return message._replace(comments=tuple(comments), flags=tuple(flags))


def _is_candidate(message: Message, keys: set[Key]) -> bool:
    return bool(message.translation) and message.plural is None and message.key not in keys


def _placed(message: Message, want: _Wanted) -> Message:
    """Give a message the place of a text: its key, its documents, its descriptions."""
    context, text = want.key
    return message._replace(
        id=text,
        context=context,
        obsolete=False,
        extracted=want.extracted,
        documents=want.documents,
    )


def _updated(entry: Entry, want: _Wanted) -> Entry:
    """Give an entry of the same text; it keeps its characters where nothing else changed."""
    message = entry.message
    documents = [_LINE_NUMBER.sub("", document) for document in message.documents]
    if set(documents) == set(want.documents):
        want = want._replace(documents=message.documents)
    updated = _placed(message, want)
    return entry if updated == message else Entry(updated)


def _left(
    entries: Sequence[Entry], used: set[int], keys: set[Key], unread: frozenset[str]
) -> tuple[list[Entry], list[Entry]]:
    """Divide what no text uses: what may still have its text, and what has lost it."""
    kept: list[Entry] = []
    lost: list[Entry] = []
    for entry in entries:
        documents = {_LINE_NUMBER.sub("", document) for document in entry.message.documents}
        if id(entry) in used:
            continue
        waits = not entry.message.obsolete and documents & unread and entry.message.key not in keys
        (kept if waits else lost).append(entry)
    return kept, lost


def _obsolete(lost: Sequence[Entry], live: Sequence[Message]) -> list[Entry]:
    """Keep, as obsolete, each translation that is not already there for its text."""
    there = {(m.key, m.translation) for m in live if not m.fuzzy}
    there |= {(_made_for(m), m.translation) for m in live if m.fuzzy and m.previous is None}
    entries = []
    for entry in sorted(lost, key=lambda entry: not entry.message.obsolete):
        message = entry.message
        told = _made_for(message), message.translation
        if told in there or not (message.translation or any(message.plurals)):
            continue
        there.add(told)
        gone = message._replace(obsolete=True, extracted=(), documents=())
        entries.append(entry if gone == message else Entry(gone))
    return entries


def _made_for(message: Message) -> Key:
    """Tell for which text the translation was made."""
    if message.fuzzy and message.previous is not None:
        return message.previous_context, message.previous
    return message.key
