"""Puts what somebody has changed between the texts of a page into its catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.domain.model import BETWEEN, Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from transync.domain.model import Catalog, Message


def with_between(
    catalog: Catalog, document: str, former: Mapping[str, str], wanted: Iterable[Message]
) -> Catalog:
    """Return a catalog with the `wanted` messages of a page, and without effect of `former` ones.

    A former message that the page does not want any more says what its document says. One that
    other documents have, too, stays as it is.
    """
    new = {message.id: message for message in wanted}
    entries = [_changed(entry, document, former, new) for entry in catalog.entries]
    known = {entry.message.id for entry in entries if entry.message.is_between}
    entries += [Entry(message) for lines, message in new.items() if lines not in known]
    return catalog._replace(entries=tuple(entries))


def of_document(catalog: Catalog, document: str) -> dict[str, str]:
    """Return what a catalog has to stand between the texts of a document."""
    messages = (entry.message for entry in catalog.entries if entry.message.is_between)
    own = (message for message in messages if message.translated and message.suits(document))
    return {message.id: message.translation for message in own}


def _changed(
    entry: Entry, document: str, former: Mapping[str, str], new: Mapping[str, Message]
) -> Entry:
    message = entry.message
    is_shared = any(path != document for path in message.paths)
    if message.context != BETWEEN or is_shared:
        return entry
    if wanted := new.get(message.id):
        is_same = message.translated and message.translation == wanted.translation
        return entry if is_same else Entry(wanted._replace(comments=message.comments))
    if message.id in former and message.translation == former[message.id]:
        return Entry(message._replace(translation=message.id))
    return entry
