"""The translation memory of a language: finds the translation of a text that has moved."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from transync.core.markup.carry import carried_over
from transync.core.markup.cosmetics import letters
from transync.core.markup.likeness import reading
from transync.core.merge.similarity import Nearest, most_similar
from transync.locale.scripts import UNSPACED, script

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from transync.domain.model import Catalog, Key, Message

    Group = tuple[str | None, bytes]


_WORD = 6
"""Characters of a word, at most, in a script that puts no blank between words."""


@dataclass(frozen=True)
class Memory:
    """The translations of some catalogs of one language."""

    exact: Mapping[Key, Sequence[Message]]
    """The current ones of each key: first those whose text a document has, the catalogs in order.

    The documents of a message are those that still have its text.
    """
    suggestions: Mapping[str, Message]
    """What may be suggested, by the text it was made for: messages without a segment, and fuzzy
    ones. Their order is that of the texts, whichever catalog they are from."""
    candidates: Mapping[str, Sequence[str]] | None = None
    """Which of the suggestions to compare a text with; None where nobody has looked yet."""

    def same(self, key: Key, about: Iterable[str] = ()) -> Message | None:
        """Return the message of the same text, with what that is `about`.

        One that may mean something else in the documents that still have it is fuzzy.
        """
        known = self.exact.get(key, ())
        if not known or not is_ambiguous(key[1], about):
            return known[0] if known else None
        gone = (message for message in known if not message.documents)
        return next(gone, known[0]._replace(fuzzy=True))

    def cosmetic(self, key: Key, about: Iterable[str] = ()) -> Message | None:
        """Return the message of a text that is rendered alike, with its translation fit for this.

        Of a text that may mean something else elsewhere, rather one that no document has any more.
        """
        messages = self._alike_to(key) if self.exact else ()
        if is_ambiguous(key[1], about):
            messages = sorted(messages, key=lambda message: bool(message.documents))
        for message in messages:
            translation = carried_over(message.translation, message.id, key[1])
            if translation is not None:
                return message._replace(translation=translation)
        return None

    def similar(self, text: str) -> tuple[float, Message] | None:
        """Return the most similar message, and how near it is; None if none is near enough."""
        found = most_similar(text, self._candidates(text))
        return (found[0], self.suggestions[found[1]]) if found else None

    def indexed(self) -> Memory:
        """Return itself with its index, which many processes then share."""
        _ = self._alike, self._nearest
        return self

    def part_for(self, keys: Iterable[Key]) -> Memory:
        """Return the part of it that answers for the texts of `keys` as all of it does."""
        wanted = dict.fromkeys(keys)
        groups = dict.fromkeys(map(_letters, wanted)) if self.exact else ()
        alike = [key for group in groups for key in self._alike.get(group, ())]
        texts = [key[1] for key in wanted if key not in self.exact] if self.suggestions else ()
        candidates = {text: self._candidates(text) for text in texts}
        near = dict.fromkeys(each for those in candidates.values() for each in those)
        return Memory(
            {key: _distinct(self.exact[key]) for key in alike},
            {text: self.suggestions[text] for text in near},
            candidates,
        )

    def _candidates(self, text: str) -> Sequence[str]:
        if self.candidates is None:
            return self._nearest.candidates(text)
        return self.candidates.get(text, ())

    @cached_property
    def _alike(self) -> Mapping[Group, list[Key]]:
        alike: defaultdict[Group, list[Key]] = defaultdict(list)
        for key in self.exact:
            alike[_letters(key)].append(key)
        return alike

    def _alike_to(self, key: Key) -> Iterable[Message]:
        """Return the messages of texts like this one: of few texts it is asked what they render."""
        group = _letters(key)
        if group not in self._readings:
            read: defaultdict[tuple[str, ...], list[Message]] = defaultdict(list)
            for message in (m for each in self._alike.get(group, ()) for m in self.exact[each]):
                read[_rendered(message.id)].append(message)
            self._readings[group] = read
        return self._readings[group].get(_rendered(key[1]), ())

    @cached_property
    def _readings(self) -> dict[Group, Mapping[tuple[str, ...], list[Message]]]:
        return {}

    @cached_property
    def _nearest(self) -> Nearest:
        return Nearest(self.suggestions)


def memory(catalogs: Iterable[Catalog], keys: Container[Key], *, is_own: bool = False) -> Memory:
    """Gather what `catalogs` know; `keys` are those of all segments of their documents.

    Messages with a plural are not among it: no segment has any.

    Whether a catalog has been merged already makes no difference: a message whose text no document
    has is one that will be obsolete, and what is suggested, is suggested for the text that it was
    made for. Where it `is_own`, that of the catalog to be merged, also for the text it stands at.
    """
    known: defaultdict[Key, list[Message]] = defaultdict(list)
    gone: defaultdict[Key, list[Message]] = defaultdict(list)
    suggestions: dict[str, tuple[tuple[bool, int, str], Message]] = {}
    for number, message in _translated(catalogs):
        if not message.fuzzy:
            is_gone = message.obsolete or not message.documents
            (gone if is_gone else known)[message.key].append(message)
        source = source_of(message)
        # One that was made for a text that is still there is suggested in its own catalog only.
        if source not in keys or (message.fuzzy and (is_own or source == message.key)):
            context, text = source
            rank = message.fuzzy, number, context or ""
            for each in {text, message.id} if is_own else (text,):
                if each not in suggestions or rank < suggestions[each][0]:
                    suggestions[each] = rank, message
    for key, messages in gone.items():
        known[key] += messages
    return Memory(known, {text: message for text, (_, message) in sorted(suggestions.items())})


def _translated(catalogs: Iterable[Catalog]) -> Iterator[tuple[int, Message]]:
    """Yield the messages that have a translation, each with the number of its catalog."""
    for number, catalog in enumerate(catalogs):
        for message, _, _ in catalog.entries:
            if message.id and message.translation and not message.is_between:
                yield number, message


def _distinct(messages: Iterable[Message]) -> list[Message]:
    """Return the messages of a text without those of which another, before them, says the same."""
    first: dict[tuple[str, bool], Message] = {}
    for message in messages:
        first.setdefault((message.translation, bool(message.documents)), message)
    return [*first.values()]


def source_of(message: Message) -> Key:
    """Return the text that the translation was made for."""
    if message.fuzzy and message.previous is not None:
        return message.previous_context, message.previous
    return message.key


def is_ambiguous(text: str, about: Iterable[str]) -> bool:
    """Whether a text may mean something else in another document: a heading, a single word."""
    if any(each.startswith("heading") for each in about):
        return True
    words = text.split()
    is_unspaced = any(script(character) in UNSPACED for character in text[: _WORD + 1])
    return len(words) == 1 and not (is_unspaced and len(text) > _WORD)


def _letters(key: Key) -> Group:
    """Return what all texts have that are rendered alike; a context stays as it is."""
    context, text = key
    return context, letters(text)


def _rendered(text: str) -> tuple[str, ...]:
    shown, exact, _ = reading(text)
    return shown, *exact


NO_MEMORY = memory((), ())
"""The memory of no catalogs."""
