"""Lets a better translation of one side of a merge follow its text, rewritten by the other side.

The side with the new text has carried over the translation that was. That would be published, and
the better one be obsolete.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.core.merge.memory import memory
from transync.domain.model import Catalog, Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from transync.domain.model import Key, Message

    Side = Mapping[Key, Entry]


def followed(base: Side, ours: Side, theirs: Side, merged: Side) -> dict[Key, Entry]:
    """Return the entries of a merge, each carried over with the translation that there is now."""
    done = dict(merged)
    for one, other in ((ours, theirs), (theirs, ours)):
        improved = [*_improved(base, other)]
        if not improved:
            continue
        was = memory([_catalog(before for before, _ in improved)], ())
        now = memory([_catalog(after for _, after in improved)], ())
        for key, message in _new(base, one, other):
            old, new = was.cosmetic(key), now.cosmetic(key)
            if old and new and message.translation == old.translation:
                done[key] = Entry(message._replace(translation=new.translation))
    return done


def _catalog(messages: Iterator[Message]) -> Catalog:
    return Catalog("", tuple(Entry(message) for message in messages))


def _improved(base: Side, side: Side) -> Iterator[tuple[Message, Message]]:
    """Yield the messages whose translation a side has changed, as they were and as they are."""
    for key, (after, _, _) in side.items():
        before = base[key].message if key in base else None
        if before is None or before.translation == after.translation:
            continue
        if _is_current(before) and _is_current(after):
            yield before, after


def _new(base: Side, one: Side, other: Side) -> Iterator[tuple[Key, Message]]:
    """Yield the messages that only one side has."""
    for key, (message, _, _) in one.items():
        if key not in base and key not in other and message.translated:
            yield key, message


def _is_current(message: Message) -> bool:
    return bool(message.id and message.translation) and not message.fuzzy
