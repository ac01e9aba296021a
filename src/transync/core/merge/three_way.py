"""Merges two versions of a catalog that have a common base: by message, and part by part.

A part that only one side has changed is as that side has it. A message is in conflict if both have
changed its translation differently: then it has both texts, marked as msgcat marks them (GNU
gettext manual, 8.2, "Concatenating PO Files"), and is fuzzy, so that nobody publishes it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from transync.core.merge.follow import followed
from transync.core.merge.memory import source_of
from transync.domain.model import Catalog, Entry, Message
from transync.formats import po

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from transync.domain.model import Key

    Text = tuple[str, tuple[str, ...], bool, str | None, str | None, str | None]

T = TypeVar("T")

_HEADER: Key = (None, "")
_DATES = ("POT-Creation-Date", "PO-Revision-Date")


class Joined(NamedTuple):
    """A catalog of two, and the messages that both have changed differently."""

    catalog: Catalog
    conflicts: tuple[Key, ...] = ()


def joined(base: Catalog, ours: Catalog, theirs: Catalog, *, forgets: bool = True) -> Joined:
    """Join `ours` and `theirs`, which were both made from `base`; the order and form are ours.

    An entry that is as one side has it keeps its characters. What one side has removed, and the
    other not changed, is gone, if the join `forgets`; else only if it has no translation.
    """
    sides = _by_key(base), _by_key(ours), _by_key(theirs)
    join = _Join(*sides, forgets=forgets)
    found = {key: entry for key in _in_order(ours, theirs) if (entry := join.entry(key))}
    entries = followed(*sides, found)
    if ours.newline != theirs.newline:
        own = set(map(id, ours.entries))
        entries = {k: e if id(e) in own else Entry(e.message) for k, e in entries.items()}
    live = [entry for entry in entries.values() if not entry.message.obsolete]
    gone = [entry for entry in entries.values() if entry.message.obsolete]
    return Joined(ours._replace(entries=(*live, *gone)), tuple(join.conflicts))


def _by_key(catalog: Catalog) -> dict[Key, Entry]:
    return {entry.message.key: entry for entry in catalog.entries}


def _in_order(ours: Catalog, theirs: Catalog) -> list[Key]:
    """List all keys in the order of `ours`, each other behind what it stands behind in `theirs`."""
    behind: dict[Key | None, list[Key]] = {}
    known = _by_key(ours)
    before: Key | None = None
    for entry in theirs.entries:
        if (key := entry.message.key) in known:
            before = key
        else:
            behind.setdefault(before, []).append(key)
    first = [_HEADER] if _HEADER in known else []
    rest = [key for key in known if key != _HEADER]
    lead = behind.get(None, [])
    ordered = [*(key for key in lead if key == _HEADER), *first]
    for key in first:
        ordered += behind.get(key, [])
    ordered += [key for key in lead if key != _HEADER]
    for key in rest:
        ordered += [key, *behind.get(key, [])]
    return ordered


class _Join:
    """The join of two catalogs, message by message."""

    def __init__(
        self,
        base: Mapping[Key, Entry],
        ours: Mapping[Key, Entry],
        theirs: Mapping[Key, Entry],
        *,
        forgets: bool,
    ) -> None:
        self._base, self._ours, self._theirs, self._forgets = base, ours, theirs, forgets
        self.conflicts: list[Key] = []

    def entry(self, key: Key) -> Entry | None:
        """Return the entry of a key, None where it is gone."""
        base, our, their = self._base.get(key), self._ours.get(key), self._theirs.get(key)
        if our is None or their is None:
            return self._alone(base, our or their)
        if our.message == their.message:
            return our
        if base and base.message == our.message:
            return their
        if base and base.message == their.message:
            return our
        differ = our.message.obsolete != their.message.obsolete  # then it is live
        old = base.message if base else Message(key[1], context=key[0], obsolete=differ)
        if key == _HEADER:
            return Entry(_header(old, our.message, their.message))
        message = self._both(old, our.message, their.message)
        return next((e for e in (our, their) if e.message == message), Entry(message))

    def _alone(self, base: Entry | None, there: Entry | None) -> Entry | None:
        """Decide on a message that one side does not have."""
        if base is None or there is None:
            return there
        if there.message == base.message and self._forgets:
            return None
        return there if _has_text(there.message) or there.message.comments else None

    def _both(self, old: Message, our: Message, their: Message) -> Message:
        return _with_text(our, self._text(old, our, their))._replace(
            obsolete=_changed(old.obsolete, our.obsolete, their.obsolete),
            comments=_lines(old.comments, our.comments, their.comments),
            extracted=_changed(old.extracted, our.extracted, their.extracted),
            documents=_lines(old.documents, our.documents, their.documents),
            flags=_lines(old.flags, our.flags, their.flags),
            plural=_changed(old.plural, our.plural, their.plural),
        )

    def _text(self, old: Message, our: Message, their: Message) -> Text:
        """Choose the translation, or write both where both have changed it."""
        ours, theirs = _text_of(our), _text_of(their)
        if ours == theirs or _text_of(old) in (ours, theirs):
            return _changed(_text_of(old), ours, theirs)
        for one, other in ((our, their), (their, our)):
            is_same = one[:2] == other[:2] and one.plurals == other.plurals
            if not _has_text(other) or (is_same and not one.fuzzy):
                return _text_of(one)
            if not one.fuzzy and self._is_held(other):
                return _text_of(one)
        self.conflicts.append(our.key)
        return _marked(our, their)

    def _is_held(self, suggestion: Message) -> bool:
        """Whether a suggestion is the translation of another message that is there, too."""
        key = source_of(suggestion)
        sides = (side.get(key) for side in (self._ours, self._theirs))
        same = (suggestion.translation, suggestion.plurals)
        return (
            suggestion.fuzzy
            and key != suggestion.key
            and any(e and (e.message.translation, e.message.plurals) == same for e in sides)
        )


def _text_of(message: Message) -> Text:
    return (
        message.translation,
        message.plurals,
        message.fuzzy,
        message.previous,
        message.previous_context,
        message.previous_plural,
    )


def _with_text(message: Message, text: Text) -> Message:
    translation, plurals, fuzzy, previous, previous_context, previous_plural = text
    return message._replace(
        translation=translation,
        plurals=plurals,
        fuzzy=fuzzy,
        previous=previous,
        previous_context=previous_context,
        previous_plural=previous_plural,
    )


def _has_text(message: Message) -> bool:
    return bool(message.translation) or any(message.plurals)


def both_versions(our: Message, their: Message) -> Message:
    """Return a message, as ours has it, with both translations: a person has to choose."""
    return _with_text(our, _marked(our, their))


def has_both(message: Message, translation: str) -> bool:
    """Whether a message waits for a choice, and a translation is one of those it has."""
    parts = message.translation.split("\n")
    is_marked = _mark("ours") in parts and _mark("theirs") in parts
    return is_marked and translation in message.translation


def _marked(our: Message, their: Message) -> Text:
    """Write both translations, each below its mark."""
    plurals = _pairs(our.plurals, their.plurals)
    is_one = source_of(our) == source_of(their)
    return (
        _both_texts(our.translation, their.translation),
        tuple(_both_texts(one, other) for one, other in plurals),
        True,
        our.previous if is_one else None,
        our.previous_context if is_one else None,
        our.previous_plural if is_one else None,
    )


def _pairs(ours: Sequence[str], theirs: Sequence[str]) -> Iterable[tuple[str, str]]:
    for number in range(max(len(ours), len(theirs))):
        yield "".join(ours[number : number + 1]), "".join(theirs[number : number + 1])


def _both_texts(ours: str, theirs: str) -> str:
    if ours == theirs:
        return ours
    return "\n".join((_mark("ours"), ours, _mark("theirs"), theirs))


def _mark(side: str) -> str:
    return f"#-#-#-#-#  {side}  #-#-#-#-#"


def _changed(old: T, our: T, their: T) -> T:
    """Return a part as the side has it that changed it; as ours where both did."""
    return their if our == old else our


def _lines(old: Sequence[str], our: Sequence[str], their: Sequence[str]) -> tuple[str, ...]:
    """Join lists of lines: without what one side has removed, with what either has added."""
    removed = set(old) - set(their)
    added = [line for line in their if line not in set(old)]
    return tuple(dict.fromkeys((*(line for line in our if line not in removed), *added)))


def _header(old: Message, our: Message, their: Message) -> Message:
    """Join headers field by field: the later date, else what one side has changed, else ours."""
    fields = [po.fields(Catalog("", (Entry(each),))) for each in (old, our, their)]
    values = {}
    for name in dict.fromkeys((*fields[1], *fields[2])):
        before, one, other = (each.get(name, "") for each in fields)
        values[name] = max(one, other) if name in _DATES else _changed(before, one, other)
    comments = _lines(old.comments, our.comments, their.comments)
    fuzzy = _changed(old.fuzzy, our.fuzzy, their.fuzzy)
    return po.set_fields(our, values)._replace(comments=comments, fuzzy=fuzzy)
