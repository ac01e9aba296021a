"""Carries a translation over to a text that is alike: what leads somewhere follows the source.

A translation is only carried if it is clear which of its parts is which: it has each that has
changed as often as its source.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from transync.core.markup.fast_inventory import key
from transync.core.markup.likeness import reading
from transync.core.markup.parts import MarkupKind, MarkupPart
from transync.core.markup.restyle import restyled
from transync.formats.html import TRANSLATABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from transync.core.markup.likeness import Reading

    Name = tuple[str, str]
    """Of a part: what it is, and which."""

_LABELS = (MarkupKind.LABEL, MarkupKind.SHORT)
_ADDRESSES = (MarkupKind.ADDRESS, MarkupKind.LINK)
_FREE = (MarkupKind.CODE, MarkupKind.TOKEN)
"""What a translation may name more often than its source, or not at all."""

_BEFORE_ADDRESS = re.compile(r"(?:^|[\s(*_~])$")
_BEHIND_ADDRESS = re.compile(r"[.,;:!?)*_~]*(?:\s|$)")
"""What may stand around an address without brackets, wherever it is rendered (GitHub, 6.9)."""


def carried_over(translation: str, before: str, after: str) -> str | None:
    """Return the translation of `before` as that of `after`; None where it cannot be both.

    Where the texts are not alike, or it is not clear which part of the translation is which.
    """
    old, new = reading(before), reading(after)
    if not old.is_like(new):
        return None
    followed = _followed(translation, old.parts, new.parts)
    return None if followed is None else restyled(followed, before, after)


class _ChangedPart(NamedTuple):
    """A part of the source that has changed."""

    new: MarkupPart
    often: int
    """How often the source had it."""


def _followed(translation: str, old: Sequence[MarkupPart], new: Sequence[MarkupPart]) -> str | None:
    """Let the parts of a translation follow those of its source."""
    if [*map(_written, old)] == [*map(_written, new)]:
        return translation
    changes = _changes(old, new)
    if changes is None:
        return None
    told = reading(translation)
    there = Counter(map(_name, told.parts))
    if any(there[name] != each.often for name, each in changes.items() if each.often):
        return None
    done = _replaced(translation, told.parts, changes)
    if done is None or not _is_right(told, reading(done), changes):
        return None
    return done


def _changes(
    old: Sequence[MarkupPart], new: Sequence[MarkupPart]
) -> Mapping[Name, _ChangedPart] | None:
    """Return what each changed part has become; None where one has become two."""
    if [*map(_family, old)] != [*map(_family, new)]:
        return None
    became: dict[Name, MarkupPart] = {}
    for one, other in zip(old, new, strict=True):
        if _written(became.setdefault(_name(one), other)) != _written(other):
            return None
    often = Counter(map(_name, old))
    pairs = [(one, became[_name(one)]) for one in old]
    return {
        _name(one): _ChangedPart(other, 0 if _is_free(one, other) else often[_name(one)])
        for one, other in pairs
        if _written(one) != _written(other)
    }


def _is_free(one: MarkupPart, other: MarkupPart) -> bool:
    """Whether a translation need not have a part; what is in brackets may be no label."""
    return one.kind in _FREE or one.kind is other.kind is MarkupKind.SHORT


def _family(part: MarkupPart) -> str:
    """Return what a part is, whichever way it is written."""
    if part.kind is MarkupKind.TARGET or part.kind in _LABELS:
        return "target"
    return "address" if part.kind in _ADDRESSES else part.kind.name


def _name(part: MarkupPart) -> Name:
    """Return what distinguishes a part from the others of a translation."""
    what, value = _written(part)
    return "address" if part.kind in _ADDRESSES else what, normalize("NFC", value)


def _written(part: MarkupPart) -> Name:
    """Return what a translation has to have, to the letter."""
    if part.kind in _LABELS:
        return "label", key(part.value)
    if part.kind is MarkupKind.TAG:
        return "tag", TRANSLATABLE.sub(r"\1", part.raw)
    return part.kind.name, part.value


def _replaced(
    translation: str, found: Iterable[MarkupPart], changes: Mapping[Name, _ChangedPart]
) -> str | None:
    """Put what has changed into a translation; None where it would be something else there."""
    pieces, position = [], 0
    for part in found:
        if change := changes.get(_name(part)):
            start = part.start
            if part.kind is change.new.kind is MarkupKind.SHORT:  # then its text is its label
                start -= len(part.raw)
                if start < position:
                    continue
            written = _put(part, change.new, translation[:start], translation[part.end :])
            if written is None:
                return None
            pieces += [translation[position:start], written]
            position = part.end
    return "".join((*pieces, translation[position:]))


def _put(part: MarkupPart, new: MarkupPart, ahead: str, behind: str) -> str | None:
    """Write a new part in the place of one of a translation."""
    if part.kind is MarkupKind.TARGET and new.kind is MarkupKind.TARGET:
        return f"({new.raw}{part.title})"
    if new.kind is MarkupKind.TARGET:
        return f"({new.raw}{new.title})"
    if new.kind in _LABELS:
        return None if part.title else new.raw
    if new.kind is MarkupKind.ADDRESS and part.kind is MarkupKind.LINK:
        is_safe = _BEFORE_ADDRESS.search(ahead) and _BEHIND_ADDRESS.match(behind)
        return new.raw if is_safe else None
    return _with_own_words(new.raw, part.raw) if part.kind is MarkupKind.TAG else new.raw


def _with_own_words(tag: str, own: str) -> str:
    """Return a tag with the values of a translation's where a reader sees them."""
    words = {found[1].lower(): found[0] for found in TRANSLATABLE.finditer(own)}
    return TRANSLATABLE.sub(lambda found: words.get(found[1].lower(), found[0]), tag)


def _is_right(before: Reading, after: Reading, changes: Mapping[Name, _ChangedPart]) -> bool:
    """Whether a translation is what it was, apart from what has changed."""
    wanted = [
        _written(changes[name].new if (name := _name(part)) in changes else part)
        for part in before.parts
    ]
    return before.is_like(after) and wanted == [*map(_written, after.parts)]
