"""Puts translations that were found on pages into a catalog, and changes none that is there."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from transync.commands.importing.betweens import joined
from transync.commands.importing.options import Review
from transync.core.align.transfer import Trust
from transync.core.merge.betweens import with_betweens
from transync.core.merge.memory import NO_MEMORY
from transync.core.merge.merge import merge
from transync.domain.model import Catalog, Entry, Message, located_segments

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from transync.core.align.transfer import Found
    from transync.domain.model import Document, Key

TRANSLATED, UNSURE, OUTDATED = "translated", "unsure", "outdated"


class Filled(NamedTuple):
    """A catalog with the translations of pages."""

    catalog: Catalog
    counts: Counter[str]
    """How many messages got a translation: `TRANSLATED`, `UNSURE` or `OUTDATED`."""
    others: tuple[Message, ...]
    """Current translations of pages that are not what the catalog says."""


def page_messages(
    found: Sequence[Found], page: str, between: Sequence[Message] = ()
) -> list[Message]:
    """Return the messages of a document, in the version that a page was translated from."""
    by_key: defaultdict[Key, list[Found]] = defaultdict(list)
    for each in found:
        by_key[each.segment.key].append(each)
    return [*(_message(_best(those), page) for those in by_key.values()), *between]


def _best(several: Sequence[Found]) -> Found:
    """Return the translation of a text that counts, of several on a page.

    Sure ones come first, then those that are not the text itself, then what is there most often.
    """
    times = Counter(each.translation for each in several)
    return max(
        several,
        key=lambda each: (
            each.trust is Trust.SURE,
            each.translation != each.segment.text,
            times[each.translation],
        ),
    )


def brought_to_date(messages: Sequence[Message], document: Document) -> list[Message]:
    """Return the messages of a document as it is, and those it no longer has.

    What was translated from an older version is merged with the present one, as `extract` does:
    where the text has changed since, the translation is fuzzy, with the text it was made for. So
    is what stands between the texts.
    """
    entries = tuple(map(Entry, messages))
    merged = merge(located_segments([document]), Catalog("", entries), NO_MEMORY).catalog
    done = with_betweens(merged, {document.path: document.text})
    current = (entry.message for entry in done.entries)
    return [message for message in current if message.translation]


def filled(catalog: Catalog, messages: Iterable[Message], review: Review = Review.UNSURE) -> Filled:
    """Fill the messages that have no translation yet; add obsolete ones that are not there.

    A message that has a translation, even a fuzzy or obsolete one, is never changed. Of several
    translations of one text, the current ones come first, then what most pages have.
    """
    offers: defaultdict[Key, list[Message]] = defaultdict(list)
    between: list[Message] = []
    for message in messages:
        (between if message.is_between else offers[message.key]).append(message)
    counts: Counter[str] = Counter()
    entries = []
    for entry in catalog.entries:
        chosen = _chosen(entry.message, offers.get(entry.message.key, ()))
        if chosen:
            counts[UNSURE if review is Review.ALL else state_of(chosen)] += 1
            entries.append(Entry(_filled(entry.message, chosen, review)))
        else:
            entries.append(entry)
    known = {entry.message.key: entry.message for entry in entries}
    gone = (those[0] for key, those in offers.items() if key not in known)
    entries += [Entry(message) for message in gone if message.obsolete]
    done = joined(catalog._replace(entries=tuple(entries)), between, is_fuzzy=review is Review.ALL)
    return Filled(done, counts, tuple(_others(known, offers)))


def _message(found: Found, page: str) -> Message:
    is_unsure = found.trust is not Trust.SURE
    place = (f"imported from {page}:{found.line}, please check{_reasons(found)}",) * is_unsure
    context, text = found.segment.key
    return Message(text, found.translation, context, fuzzy=is_unsure, comments=place)


def _reasons(found: Found) -> str:
    if not found.signs:
        return ""
    return f": may be outdated; {', '.join(sign.value for sign in found.signs)}"


def _chosen(message: Message, offered: Sequence[Message]) -> Message | None:
    is_open = not (message.translation or message.obsolete or message.plural is not None)
    live = [each for each in offered if not each.obsolete]
    if not (is_open and live and message.id):
        return None
    times = Counter(each.translation for each in live)
    return max(
        live,
        key=lambda each: (
            not each.fuzzy,
            each.translation != each.id,
            times[each.translation],
        ),
    )


def _filled(message: Message, chosen: Message, review: Review) -> Message:
    is_current = review is Review.NOT_OUTDATED and state_of(chosen) == OUTDATED
    return message._replace(
        translation=chosen.translation,
        fuzzy=review is Review.ALL or (chosen.fuzzy and not is_current),
        previous=None if is_current else chosen.previous,
        previous_context=None if is_current else chosen.previous_context,
        comments=(*message.comments, *chosen.comments),
    )


def state_of(message: Message) -> str:
    """Return how good a translation of a page is: `TRANSLATED`, `UNSURE` or `OUTDATED`."""
    if message.previous is not None:
        return OUTDATED
    return UNSURE if message.fuzzy else TRANSLATED


def _others(
    known: Mapping[Key, Message], offers: Mapping[Key, Sequence[Message]]
) -> Iterable[Message]:
    """Yield the current translations that another one, in the catalog, stands in the way of."""
    for key, offered in offers.items():
        said = known[key].translation if key in known else ""
        seen = {said}
        for message in offered:
            if message.translated and said and message.translation not in seen:
                seen.add(message.translation)
                yield message
