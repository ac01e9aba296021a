"""Puts what stands between the texts of pages into a catalog, as messages of their own."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from transync.core.align.betweens import betweens
from transync.core.align.restored import restored
from transync.core.build.betweens import adapted
from transync.core.build.stamps import KEYS
from transync.core.document.split import split
from transync.core.merge.betweens import COMMENT
from transync.domain.model import BETWEEN, Entry, Message
from transync.formats import frontmatter

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transync.core.align.restored import AlignedPage
    from transync.core.build.refusal import Refusal
    from transync.domain.model import Catalog, Document, Key
    from transync.project.project import Project


class PageBetweens(NamedTuple):
    """What stands between the texts of a page and differs from its document."""

    messages: Sequence[Message] = ()
    refusals: Sequence[Refusal] = ()
    """What a build would refuse, and why."""


def page_betweens(
    project: Project, aligned: AlignedPage, present: Document | None = None
) -> PageBetweens:
    """Return what stands between the texts of a page and differs from its document.

    A page may be aligned with another version of its document than the `present` one, which is cut
    already. Raises `DocumentError` for a document that is too large.
    """
    whole = aligned.source.document
    path = whole.path
    keys, dialect = project.translated_keys(path), project.dialect(path)
    if dialect.data:
        return PageBetweens()
    found = betweens(whole, restored_page(project, aligned), dialect)
    if not found:
        return PageBetweens()
    document = present
    if document is None or document.text != whole.text:
        document = split(whole.text, path, keys, dialect)
    wanted: dict[Key, str] = {(BETWEEN, lines): text for lines, text in found.items()}
    refusals = adapted(document, wanted, keys, dialect).refusals
    refused = {each.segment.text for each in refusals}
    messages = [
        Message(lines, text, BETWEEN, extracted=(COMMENT,), documents=(path,))
        for lines, text in found.items()
        if lines not in refused
    ]
    return PageBetweens(messages, refusals)


def restored_page(project: Project, aligned: AlignedPage) -> str:
    """Return a page with the author's texts, and the author's values of keys that a build sets."""
    return _with_authors_keys(project, restored(aligned), aligned.source.document.text)


def _with_authors_keys(project: Project, page: str, source: str) -> str:
    """Return a page whose front matter has, for the keys that a build sets, what its source has."""
    known = frontmatter.values(source)
    keys = (*project.config.front_matter.set, *KEYS)
    page = frontmatter.drop(page, [key for key in keys if key not in known])
    values = {key: known[key].value for key in keys if key in known}
    plain = {key: value for key, value in values.items() if isinstance(value, str | int | float)}
    return frontmatter.put(page, plain) if plain else page


def joined(catalog: Catalog, messages: Iterable[Message], *, is_fuzzy: bool = False) -> Catalog:
    """Return a catalog with the "between" messages of pages behind its own.

    One that is there is never changed; where it says the same, it is for their documents, too. Of
    several that say something else, that of most pages counts. New ones may be fuzzy.
    """
    offers: defaultdict[Key, list[Message]] = defaultdict(list)
    for message in messages:
        offers[message.key].append(message)
    entries = [_shared(entry, offers.pop(entry.message.key, ())) for entry in catalog.entries]
    for those in offers.values():
        times = Counter(each.translation for each in those)
        chosen = max(those, key=lambda each: times[each.translation])
        new = chosen._replace(fuzzy=chosen.fuzzy or is_fuzzy)
        entries.append(_shared(Entry(new), those))
    return catalog._replace(entries=tuple(entries))


def _shared(entry: Entry, others: Sequence[Message]) -> Entry:
    """Return a message for the documents of others that say the same, too."""
    message = entry.message
    same = [each for each in others if each.translation == message.translation]
    if message.obsolete or not same:
        return entry
    new = (path for each in same for path in each.paths if path not in message.paths)
    documents = (*message.documents, *dict.fromkeys(new))
    return entry if documents == message.documents else Entry(message._replace(documents=documents))
