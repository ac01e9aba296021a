"""Puts translations that were found on a page into a catalog, and changes none that is there."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from transync.core.align.transfer import Trust
from transync.domain.model import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from transync.core.align.transfer import Found
    from transync.domain.model import Catalog, Key


class PageText(NamedTuple):
    """A translation, and the page that it was found on."""

    found: Found
    page: str


class Filled(NamedTuple):
    """A catalog with the translations of pages."""

    catalog: Catalog
    counts: Counter[Trust]
    """How many messages got a translation that is sure, and one that is not."""
    others: tuple[PageText, ...]
    """What was found, and is not what the catalog says: of another place, or older."""


def filled(catalog: Catalog, texts: Iterable[PageText], *, review: bool = False) -> Filled:
    """Fill the messages that have no translation yet.

    A message that has one, be it fuzzy or obsolete, is never changed. Of several translations of
    one text, the most frequent is taken. With `review`, all are marked for somebody to look at.
    """
    by_key: defaultdict[Key, list[PageText]] = defaultdict(list)
    for text in texts:
        by_key[text.found.segment.key].append(text)
    counts: Counter[Trust] = Counter()
    others: list[PageText] = []
    entries = []
    for entry in catalog.entries:
        offered = by_key.get(entry.message.key, ())
        if not offered or entry.message.obsolete or entry.message.plural is not None:
            entries.append(entry)
            continue
        known = entry.message.translation
        chosen = None if known else _most_frequent(offered)
        said = known or (chosen.found.translation if chosen else "")
        others += [text for text in offered if text.found.translation != said]
        if chosen:
            trust = Trust.UNSURE if review else chosen.found.trust
            counts[trust] += 1
            entries.append(_entry(entry, chosen, trust))
        else:
            entries.append(entry)
    return Filled(catalog._replace(entries=tuple(entries)), counts, tuple(others))


def translations(catalog: Catalog) -> Mapping[Key, str]:
    """Return the translations of a catalog that are current."""
    messages = (entry.message for entry in catalog.entries if entry.message.id)
    return {message.key: message.translation for message in messages if message.translated}


def _most_frequent(offered: Sequence[PageText]) -> PageText:
    """Choose among translations of one text: the sure ones first, then what most pages have."""
    times = Counter(text.found.translation for text in offered)
    return max(
        offered,
        key=lambda text: (text.found.trust is Trust.SURE, times[text.found.translation]),
    )


def _entry(entry: Entry, chosen: PageText, trust: Trust) -> Entry:
    message = entry.message._replace(translation=chosen.found.translation)
    if trust is Trust.UNSURE:
        place = f"imported from {chosen.page}:{chosen.found.line}, please check"
        message = message._replace(fuzzy=True, comments=(*message.comments, place))
    return Entry(message)
