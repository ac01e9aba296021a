"""Marks imported translations that a build would refuse: somebody has to look at them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.commands.importing.filling import TRANSLATED, UNSURE
from transync.domain.model import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from transync.commands.importing.comparing import Comparison
    from transync.commands.importing.filling import Filled
    from transync.commands.importing.pages import ImportedPage
    from transync.domain.model import Catalog, Key, Message

_COMMENT = "imported, please check: as it is, it cannot be published"


def refused_keys(before: Catalog, results: Iterable[Comparison]) -> frozenset[Key]:
    """Return the messages that have got a translation which a build would refuse."""
    known = {entry.message.key for entry in before.entries if entry.message.translation}
    refused = {refusal.segment.key for result in results for refusal in result.refusals}
    return frozenset(refused - known)


def doubted(done: Filled, refused: Set[Key]) -> Filled:
    """Return a filled catalog in which some messages are fuzzy."""
    entries = tuple(
        Entry(_doubted(entry.message)) if entry.message.key in refused else entry
        for entry in done.catalog.entries
    )
    texts = sum(entry.message.key in refused and not entry.message.is_between for entry in entries)
    counts = done.counts.copy()
    counts.update({TRANSLATED: -texts, UNSURE: texts})
    return done._replace(catalog=done.catalog._replace(entries=entries), counts=counts)


def doubted_pages(pages: Sequence[ImportedPage], refused: Set[Key]) -> list[ImportedPage]:
    """Return pages whose messages are as those in their catalog."""
    return [
        page._replace(
            messages=[
                each._replace(fuzzy=True) if each.key in refused else each for each in page.messages
            ]
        )
        for page in pages
    ]


def _doubted(message: Message) -> Message:
    return message._replace(fuzzy=True, comments=(*message.comments, _COMMENT))
