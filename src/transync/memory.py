"""What a language's catalogs know together: a translation is found wherever its text moved."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync.similarity import cosmetic_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from transync.model import Catalog, Key, Message


class Memory(NamedTuple):
    """The current translations of a language by key, and the messages that lost their place."""

    known: Mapping[Key, Message]
    """Live messages before obsolete ones, the catalogs in the order they were given in."""
    alike: Mapping[str, Message]
    """The same by what stays of their text without cosmetics."""
    homeless: tuple[Message, ...] = ()
    """Translated messages whose text is in none of the project's documents any more."""


def memory(catalogs: Iterable[Catalog], keys: Iterable[Key]) -> Memory:
    """Gather what `catalogs` know; `keys` are those of all segments of the project."""
    live: dict[Key, Message] = {}
    obsolete: dict[Key, Message] = {}
    homeless: dict[tuple[Key, str], Message] = {}
    present = frozenset(keys)
    for catalog in catalogs:
        for message in (entry.message for entry in catalog.entries):
            if not message.id or not message.translation or message.plural is not None:
                continue
            if not message.fuzzy:
                (obsolete if message.obsolete else live).setdefault(message.key, message)
            if message.key not in present:
                homeless.setdefault((message.key, message.translation), message)
    known = {**obsolete, **live}
    return Memory(known, alike((*live.values(), *obsolete.values())), tuple(homeless.values()))


def alike(messages: Iterable[Message]) -> dict[str, Message]:
    """Index messages by what stays of their text without cosmetics, the first of equals."""
    found: dict[str, Message] = {}
    for message in messages:
        found.setdefault(cosmetic_key(message.id), message)
    return found
