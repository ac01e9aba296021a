"""Puts edited texts into a catalog; a message that has changed since keeps both translations."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from transync.core.build.links import with_targets
from transync.core.build.ownership import plain
from transync.core.merge.three_way import both_versions, has_both
from transync.domain.errors import TransyncError
from transync.domain.model import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from transync.commands.absorbing.edits import TextOnPage
    from transync.dialects import Dialect
    from transync.domain.model import Catalog, Key, Message

TAKEN, CONFLICTING = "absorbed", "in conflict"
_NEWER = (
    "it says otherwise than the catalog for {}, and nobody knows what was built: "
    "correct one of the two by hand"
)
_MADE_BY_MACHINES = re.compile(r"\s*(?:transync: draft\b|imported from .*, please check(?:$|: ))")
"""Comments on a translation that say nothing of the one that takes its place."""


class TextProblem(NamedTuple):
    """A text of an edited page that no catalog can take."""

    text: TextOnPage
    why: str
    """What is wrong with the page; the first `{}` stands for the text."""


class AbsorbedTexts(NamedTuple):
    """A catalog with the texts of edited pages."""

    catalog: Catalog
    counts: Counter[str]
    """How many messages were `TAKEN` from the page, or are `CONFLICTING`."""
    conflicts: tuple[Key, ...] = ()
    problems: tuple[TextProblem, ...] = ()


class CatalogState(NamedTuple):
    """What is known of a catalog before edits go into it."""

    catalog: Catalog
    said: Mapping[Key, str]
    """What it gives now, as it stands on the page."""
    original: Mapping[Key, Message]
    """Its messages before the edits of any page went into it."""
    is_known: bool
    """Whether it is known what was edited; else what the catalog has may be newer."""
    dialect: Dialect


def with_texts(state: CatalogState, texts: Iterable[TextOnPage]) -> AbsorbedTexts:
    """Put the texts that somebody has changed on a page into its catalog.

    A message that gives what stood there gets what stands there now. One that has been translated
    otherwise since has both, and is fuzzy. What the page lacks, or has in two ways, is a problem,
    and so is what differs where nobody knows what was edited.
    """
    groups: defaultdict[Key, list[TextOnPage]] = defaultdict(list)
    for text in texts:
        groups[text.segment.key].append(text)
    messages = {entry.message.key: entry.message for entry in state.catalog.entries}
    new: dict[Key, Message] = {}
    problems: list[TextProblem] = []
    conflicts: list[Key] = []
    counts: Counter[str] = Counter()
    for key, those in groups.items():
        changed = [text for text in those if text.after != text.before]
        if not changed:
            continue
        message = messages.get(key) or _heir(messages.values(), key)
        why = _obstacle(those, changed, message)
        if why or message is None:
            problems += [TextProblem(text, why) for text in changed]
            continue
        outcome, after = _edited(state, message, changed[0])
        if outcome == CONFLICTING and not state.is_known:
            problems.append(TextProblem(changed[0], _NEWER))
            continue
        if outcome == CONFLICTING:
            conflicts.append(message.key)
        if after != message:
            new[message.key] = after
            counts[outcome] += 1
    entries = tuple(_replaced(entry, new) for entry in state.catalog.entries)
    catalog = state.catalog._replace(entries=entries)
    return AbsorbedTexts(catalog, counts, tuple(conflicts), tuple(problems))


def taken_back(old: Entry, new: Entry) -> Entry:
    """Return the entry as it was; one without a translation keeps the new one, to be looked at."""
    if old.message.translation:
        return old
    return Entry(new.message._replace(fuzzy=True))


def _replaced(entry: Entry, new: Mapping[Key, Message]) -> Entry:
    message = new.get(entry.message.key)
    return entry if message is None else Entry(message)


def _heir(messages: Iterable[Message], key: Key) -> Message | None:
    """Return the message that has taken over a translation, since the author changed its text."""
    return next((m for m in messages if m.fuzzy and (m.previous_context, m.previous) == key), None)


def _obstacle(
    those: Sequence[TextOnPage], changed: Sequence[TextOnPage], message: Message | None
) -> str:
    """Return why no message can take some changed texts; empty where one can."""
    if any(text.after is None for text in changed):
        return "it lacks {}: put that back, or take it out of the document, too"
    if len({text.after for text in those}) > 1:
        return (
            f"it has {{}} {len(those)} times, and in several ways, and that is one message: "
            "edit all of them alike, or tell them apart by a `context` directive"
        )
    if message is None:
        return "its catalog has no message for {}; run `transync extract`"
    return "the message of {} has a plural" if message.plural is not None else ""


def _edited(state: CatalogState, message: Message, text: TextOnPage) -> tuple[str, Message]:
    """Return what becomes of a message, and how that is called."""
    after = _authors_links(message.translation, text, state.dialect)
    new = _translated(message, after)
    said = state.said.get(text.segment.key)
    if has_both(message, after):
        return CONFLICTING, message
    if said == text.after or (message.translation == after and not message.fuzzy):
        return "", message
    if message != state.original.get(message.key, message):  # as another page has it
        return CONFLICTING, both_versions(message, new)
    if message.key != text.segment.key or message.obsolete:
        is_same = plain(message.translation) == plain(text.before)
        kept = message._replace(translation=after)
        return (TAKEN, kept) if is_same else (CONFLICTING, both_versions(message, kept))
    if (state.is_known and said == text.before) or message.fuzzy or not message.translation:
        return TAKEN, new
    return CONFLICTING, both_versions(message, new)


def _translated(message: Message, translation: str) -> Message:
    comments = tuple(each for each in message.comments if not _MADE_BY_MACHINES.match(each))
    return message._replace(
        translation=translation,
        fuzzy=False,
        previous=None,
        previous_context=None,
        previous_plural=None,
        comments=comments,
    )


def _authors_links(translation: str, text: TextOnPage, dialect: Dialect) -> str:
    """Return an edited text with the link targets of its translation, which a build localizes."""
    after = text.after or ""
    try:
        known, built = (_targets(each, dialect) for each in (translation, text.before))
        if len(known) != len(built):
            return after
        author = {new: old for old, new in zip(known, built, strict=True)}
        return with_targets(after, dialect, lambda target, _: author.get(target, target))
    except TransyncError:
        return after


def _targets(text: str, dialect: Dialect) -> list[str]:
    found: list[str] = []

    def noted(target: str, _: object) -> str:
        found.append(target)
        return target

    with_targets(text, dialect, noted)
    return found
