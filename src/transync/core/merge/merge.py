"""Brings a catalog up to its documents, and loses no translation.

The ways of a segment to its translation, in this order: the message it has; a text of its
catalog that is rendered alike; the same text anywhere in the language's catalogs; a text of these
that is rendered alike; the most similar text, as a fuzzy suggestion; none. A heading or a single
word that another document still has may mean something else here: its translation, too, is a
suggestion. (GNU gettext manual, 10.3, "Invoking msgmerge", knows some of them.)
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from transync.core.merge.memory import is_ambiguous, memory, source_of
from transync.domain.model import Catalog, Entry, Message

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from transync.core.merge.memory import Memory
    from transync.domain.model import Key, Segment

_HEADER: Key = (None, "")

OUTCOMES = ("new", "fuzzy", "obsolete", "revived", "carried over", "unchanged")
"""What can happen to a message, in the order in which a summary lists it."""


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
    language: Memory,
    unread: frozenset[str] = frozenset(),
) -> Merged:
    """Return the catalog of `segments` (each with its document's path), from the `old` one.

    `language` is what all catalogs of the language know. Messages are in the order of the
    segments, obsolete ones behind them; each key is there once, live or obsolete (GNU
    gettext reads no other catalogs). An entry that did not change keeps its characters.
    Messages of `unread` documents stay as and where they are. "Between" messages, which no segment
    asks for, stay as they are, behind the others.
    """
    own = {entry.message.key: entry for entry in old.entries if _is_of_text(entry.message)}
    wanted = _wanted(segments)
    source = _Source(old, wanted.keys(), language)
    tally: Counter[str] = Counter()
    live: dict[Key, Entry] = {}
    for key, want in wanted.items():
        entry = own.get(key)
        outcome, live[key] = source.entry(_with_unread(want, entry, unread), entry)
        tally[outcome] += 1
    there = _in_place(live, own, unread)
    kept = {entry.message.key for entry in there} if unread else live.keys()
    gone = _obsolete([entry for key, entry in own.items() if key not in kept], there)
    tally["obsolete"] = sum(1 for entry in gone if not entry.raw)
    between = [entry for entry in old.entries if entry.message.is_between]
    live_between = (entry for entry in between if not entry.message.obsolete)
    gone_between = (entry for entry in between if entry.message.obsolete)
    entries = (*_header(old), *there, *live_between, *gone, *gone_between)
    return Merged(old._replace(entries=entries), tally)


def _is_of_text(message: Message) -> bool:
    return message.key != _HEADER and not message.is_between


def template(segments: Iterable[tuple[str, Segment]], old: Catalog) -> Catalog:
    """Return the template of `segments`; a right entry of the `old` one keeps its bytes."""
    known = {entry.message: entry for entry in old.entries}
    messages = [_message(want) for want in _wanted(segments).values()]
    entries = [known.get(message, Entry(message)) for message in messages]
    return old._replace(entries=(*_header(old), *entries))


def _header(catalog: Catalog) -> tuple[Entry, ...]:
    messages = (entry.message for entry in catalog.entries[:1])
    is_there = any(message.key == _HEADER and not message.obsolete for message in messages)
    return catalog.entries[:1] if is_there else ()


def _wanted(segments: Iterable[tuple[str, Segment]]) -> dict[Key, _Wanted]:
    """Join the segments of one text: each document and description once, in their order."""
    found: defaultdict[Key, list[tuple[str, Segment]]] = defaultdict(list)
    for each in segments:
        found[each[1].key].append(each)
    return {key: _want(key, those) for key, those in found.items()}


def _want(key: Key, those: Sequence[tuple[str, Segment]]) -> _Wanted:
    path, segment = those[0]
    if len(those) == 1 and not segment.notes:
        return _Wanted(key, (segment.comment,), (path,))
    notes = (text for _, each in those for text in (each.comment, *each.notes))
    return _Wanted(key, _once(notes), _once(path for path, _ in those))


def _with_unread(want: _Wanted, own: Entry | None, unread: frozenset[str]) -> _Wanted:
    """Add what the unread documents asked of a message when they were last read."""
    waiting = [path for path in own.message.paths if path in unread] if own and unread else ()
    if own is None or not waiting:
        return want
    return want._replace(
        extracted=_union(own.message.extracted, want.extracted),
        documents=_union(want.documents, waiting),
    )


class _Source:
    """Where the translations of one catalog come from."""

    def __init__(self, old: Catalog, keys: Container[Key], language: Memory) -> None:
        self._old = old
        self._keys = keys
        self._language = language

    @cached_property
    def _own(self) -> Memory:
        """What the catalog itself knows."""
        return memory([self._old], self._keys, is_own=True)

    @cached_property
    def _memories(self) -> Sequence[Memory]:
        """The catalog's own, which comes first, and the language's; none that knows nothing."""
        return [each for each in (self._own, self._language) if each.exact or each.suggestions]

    def entry(self, want: _Wanted, own: Entry | None) -> tuple[str, Entry]:
        """Find the entry for a text, and how it came about."""
        if own is None and not self._memories:
            return _new(want)
        if own and (own.message.translation or own.message.plural is not None):
            return "revived" if own.message.obsolete else "unchanged", _updated(own, want)
        if taken := self._taken(want):
            outcome, found = taken
            outcome = "fuzzy" if found.fuzzy else outcome
            return outcome, Entry(_joined(_placed(found, want), own))
        if own:
            # No suggestion is offered twice: a translator may have deleted it.
            return "unchanged", _updated(own, want)
        message = self._similar(want.key)
        return ("fuzzy", Entry(_placed(message, want))) if message else _new(want)

    def _taken(self, want: _Wanted) -> tuple[str, Message] | None:
        """Find what serves a text as it is, or with other marks; rather what is no suggestion.

        What its own catalog has comes first: all others may have taken it over, or not yet.
        """
        if alike := self._own.cosmetic(want.key, want.extracted):
            return "carried over", alike
        same = self._language.same(want.key, want.extracted)
        if same and not same.fuzzy:
            return "revived", same
        alike = self._cosmetic(want)
        if alike and not (same and alike.fuzzy):
            return "carried over", alike
        return ("revived", same) if same else None

    def _cosmetic(self, want: _Wanted) -> Message | None:
        message = self._language.cosmetic(want.key, want.extracted)
        if message is None:
            return None
        its, wanted = set(message.paths), set(want.documents)
        is_elsewhere = not (its <= wanted or wanted <= its)
        if is_elsewhere and is_ambiguous(want.key[1], want.extracted):
            return message._replace(fuzzy=True)
        return message

    def _similar(self, key: Key) -> Message | None:
        found = [near for known in self._memories if (near := known.similar(key[1]))]
        if not found:
            return None
        _, message = max(found, key=lambda near: near[0])
        context, text = source_of(message)
        return message._replace(fuzzy=True, previous=text, previous_context=context)


def _new(want: _Wanted) -> tuple[str, Entry]:
    return "new", Entry(_message(want))


def _message(want: _Wanted) -> Message:
    context, text = want.key
    return Message(text, context=context, extracted=want.extracted, documents=want.documents)


def _placed(message: Message, want: _Wanted) -> Message:
    """Return a message with the key, the documents and the descriptions of a text."""
    context, text = want.key
    return message._replace(
        id=text,
        context=context,
        obsolete=False,
        extracted=want.extracted,
        documents=want.documents,
    )


def _joined(message: Message, own: Entry | None) -> Message:
    """Keep what translators wrote on the entry that had no translation yet."""
    if own is None:
        return message
    return message._replace(
        comments=_union(own.message.comments, message.comments),
        flags=_union(own.message.flags, message.flags),
    )


def _updated(own: Entry, want: _Wanted) -> Entry:
    """Return an entry of the same text; it keeps its characters where nothing else changed."""
    if set(own.message.paths) == set(want.documents):
        want = want._replace(documents=own.message.documents)
    updated = _placed(own.message, want)
    return own if updated == own.message else Entry(updated)


def _in_place(
    live: Mapping[Key, Entry], own: Mapping[Key, Entry], unread: frozenset[str]
) -> list[Entry]:
    """Put each message that waits for its document behind the one that it stood behind."""
    if not unread:  # then none waits
        return [*live.values()]
    waiting: defaultdict[Key, list[Entry]] = defaultdict(list)
    before = _HEADER
    for key, entry in own.items():
        if key in live:
            before = key
        elif not entry.message.obsolete and not unread.isdisjoint(entry.message.paths):
            waiting[before].append(entry)
    behind = (entry for key in live for entry in (live[key], *waiting[key]))
    return [*waiting[_HEADER], *behind]


def _obsolete(lost: Sequence[Entry], there: Sequence[Entry]) -> list[Entry]:
    """Keep as obsolete what was translated, but a suggestion only if it is not there anyway."""
    if not lost:
        return []
    contents = {_content(message) for message, _, _ in there}
    contents |= {_content(message) for message, _, _ in lost if not message.fuzzy}
    entries = []
    for entry in sorted(lost, key=lambda entry: not entry.message.obsolete):
        message = entry.message
        if not (message.translation or any(message.plurals)):
            continue
        if source_of(message) != message.key:
            if _content(message) in contents:
                continue
            contents.add(_content(message))
        gone = Entry(message._replace(obsolete=True, extracted=(), documents=()))
        entries.append(entry if message.obsolete else gone)
    return entries


def _content(message: Message) -> tuple[Key, str, tuple[str, ...]]:
    return source_of(message), message.translation, message.plurals


def _union(first: Iterable[str], second: Iterable[str]) -> tuple[str, ...]:
    return _once((*first, *second))


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(texts))
