"""What catalogs know together: a translation is found wherever its text has moved."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from transync.carry import carried_over
from transync.cosmetics import letters
from transync.likeness import reading
from transync.scripts import UNSPACED, script
from transync.similarity import Nearest

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from transync.model import Catalog, Key, Message

    Group = tuple[str | None, bytes]


_WORD = 6
"""Characters of a word, at most, in a script that puts no blank between words."""


@dataclass(frozen=True)
class Memory:
    """The translations of some catalogs of one language."""

    known: Mapping[Key, Sequence[Message]]
    """The current ones of each key; live before obsolete ones, the catalogs in their order.

    The documents of a message are those that still have its text.
    """
    loose: Mapping[str, Message]
    """What may be suggested, by its text: messages without a segment, and fuzzy ones."""

    def same(self, key: Key, about: Iterable[str] = ()) -> Message | None:
        """Give the message of the same text, with what that is `about`.

        One that may mean something else in the documents that still have it is fuzzy.
        """
        known = self.known.get(key, ())
        if not known or not is_ambiguous(key[1], about):
            return known[0] if known else None
        gone = (message for message in known if not message.documents)
        return next(gone, known[0]._replace(fuzzy=True))

    def cosmetic(self, key: Key) -> Message | None:
        """Give the message of a text that is rendered alike, with its translation fit for this."""
        for message in self._alike_to(key) if self.known else ():
            translation = carried_over(message.translation, message.id, key[1])
            if translation is not None:
                return message._replace(translation=translation)
        return None

    def similar(self, text: str) -> tuple[float, Message] | None:
        """Give the most similar message, and how near it is; None if none is near enough."""
        found = self._nearest.to(text)
        return (found[0], self.loose[found[1]]) if found else None

    def indexed(self) -> Memory:
        """Give itself, ready to be asked by many processes: made now, its index is made once."""
        _ = self._alike, self._nearest
        return self

    @cached_property
    def _alike(self) -> Mapping[Group, list[Message]]:
        alike: defaultdict[Group, list[Message]] = defaultdict(list)
        for key, messages in self.known.items():
            alike[_letters(key)] += messages
        return alike

    def _alike_to(self, key: Key) -> Iterable[Message]:
        """Give the messages of texts like this one: of few texts it is asked what they render."""
        group = _letters(key)
        if group not in self._readings:
            read: defaultdict[tuple[str, ...], list[Message]] = defaultdict(list)
            for message in self._alike.get(group, ()):
                read[_rendered(message.id)].append(message)
            self._readings[group] = read
        return self._readings[group].get(_rendered(key[1]), ())

    @cached_property
    def _readings(self) -> dict[Group, Mapping[tuple[str, ...], list[Message]]]:
        return {}

    @cached_property
    def _nearest(self) -> Nearest:
        return Nearest(self.loose)


def memory(catalogs: Iterable[Catalog], keys: Container[Key]) -> Memory:
    """Gather what `catalogs` know; `keys` are those of all segments of their documents.

    Messages with a plural are not among it: no segment has any.
    """
    entries = (entry for catalog in catalogs for entry in catalog.entries)
    messages = [message for message, _, _ in entries if message.id and message.translation]
    messages.sort(key=lambda message: (message.fuzzy, message.obsolete))
    known: defaultdict[Key, list[Message]] = defaultdict(list)
    loose: dict[str, Message] = {}
    for message in messages:
        if not message.fuzzy:
            known[message.key].append(message)
        if message.fuzzy or message.key not in keys:
            loose.setdefault(message.id, message)
    return Memory(known, loose)


def is_ambiguous(text: str, about: Iterable[str]) -> bool:
    """Tell whether a text may mean something else in another document: a heading, a single word."""
    if any(each.startswith("heading") for each in about):
        return True
    words = text.split()
    is_unspaced = any(script(character) in UNSPACED for character in text[: _WORD + 1])
    return len(words) == 1 and not (is_unspaced and len(text) > _WORD)


def _letters(key: Key) -> Group:
    """Give what all texts have that are rendered alike; a context stays as it is."""
    context, text = key
    return context, letters(text)


def _rendered(text: str) -> tuple[str, ...]:
    shown, exact, _ = reading(text)
    return shown, *exact
