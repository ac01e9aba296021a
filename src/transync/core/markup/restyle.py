"""Writes a translation in the style of its source: marks of emphasis, entities, escapes.

It says the same either way. So it stays as its translator wrote it where the style of the source
would make something else of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from transync.core.markup.likeness import reading, veiled
from transync.formats.markdown import events

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_CHARACTER = re.compile(
    r"\\(?P<mark>[!-/:-@\[-`{-~])|(?P<entity>&(?:#\w{1,8}|[A-Za-z][A-Za-z0-9]{1,31});)|[\s\S]"
)
_EMPHASIS = ("em", "strong")


class _Character(NamedTuple):
    """A character of prose, as it is written."""

    start: int
    end: int
    said: str
    spelt: str


class _Mark(NamedTuple):
    """A mark of emphasis: one sign, or two."""

    start: int
    end: int
    sign: str


def restyled(translation: str, before: str, after: str) -> str:
    """Return the translation of `before` in the style of `after`, as far as that is the same."""
    for style in (_stressed, _spelt):
        told, tried = reading(translation), style(translation, before, after)
        if tried != translation and told.is_like(reading(tried)):
            translation = tried
    return translation


def _stressed(translation: str, before: str, after: str) -> str:
    """Mark emphasis as the source does now."""
    old, new, own = map(_marks, (before, after, translation))
    edits = []
    for kind in _EMPHASIS:
        there, signs = own[kind], [mark.sign for mark in new[kind]]
        was = [mark.sign for mark in old[kind]]
        if len(there) != len(was):  # which is which is unclear, unless all are alike
            signs, was = ([signs[0]] * len(there) if len({*signs}) == 1 else []), was[:1]
            was *= len(there)
        for mark, sign, own_sign in zip(there, signs, was, strict=False):
            if mark.sign == own_sign != sign:
                edits.append((mark.start, mark.end, sign * (mark.end - mark.start)))
    return _edited(translation, edits)


def _spelt(translation: str, before: str, after: str) -> str:
    """Spell characters as the source does now, if it spells each in one way."""
    old, new = _spellings(before), _spellings(after)
    changed = {
        (said, *spelt): min(new[said])
        for said, spelt in old.items()
        if len(spelt) == 1 == len(new.get(said, ())) and spelt != new[said]
    }
    if not changed:
        return translation
    edits = [
        (each.start, each.end, changed[each.said, each.spelt])
        for each in _characters(translation)
        if (each.said, each.spelt) in changed
    ]
    return _edited(translation, edits)


def _spellings(text: str) -> Mapping[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for each in _characters(text):
        found[each.said].add(each.spelt)
    return found


def _characters(text: str) -> Iterator[_Character]:
    """Yield the characters of prose, without marks of emphasis."""
    marks = {place for each in _marks(text).values() for place in _places(each)}
    for found in _outside(text):
        start, end = found.span()
        if start not in marks:
            said = found["mark"] or (unescape(found[0]) if found["entity"] else found[0])
            yield _Character(start, end, said, found[0])


def _places(marks: list[_Mark]) -> Iterator[int]:
    for mark in marks:
        yield from range(mark.start, mark.end)


def _marks(text: str) -> Mapping[str, list[_Mark]]:
    """Find the marks of emphasis, by what they are; none where it is not clear which are some.

    What the parser takes for such a mark, or for text, comes in the order of the text.
    """
    signs = [found for found in _outside(text) if found[0] in ("*", "_")]
    none: dict[str, list[_Mark]] = {kind: [] for kind in _EMPHASIS}
    marks: dict[str, list[_Mark]] = {kind: [] for kind in _EMPHASIS}
    if not signs:
        return none
    rest = iter(signs)
    for kind, content in events(veiled(text, reading(text).parts)):
        emphasis = kind.partition("_")[0]
        is_mark = emphasis in _EMPHASIS
        if kind == "text_special" or not (is_mark or "*" in content or "_" in content):
            continue
        found = [next(rest, None) for sign in content if is_mark or sign in "*_"]
        places = [each.start() for each in found if each]
        if len(places) < len(found) or (is_mark and not _is_run(places)):
            return none
        if is_mark:
            marks[emphasis].append(_Mark(places[0], places[-1] + 1, content[0]))
    return marks if next(rest, None) is None else none


def _is_run(places: list[int]) -> bool:
    return all(other - one == 1 for one, other in pairwise(places))


def _outside(text: str) -> Iterator[re.Match[str]]:
    """Yield the characters outside the parts, each as it is written."""
    position = 0
    for part in reading(text).parts:
        yield from _CHARACTER.finditer(text, position, part.start)
        position = part.end
    yield from _CHARACTER.finditer(text, position)


def _edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    pieces, position = [], 0
    for start, end, new in sorted(edits):
        pieces += [text[position:start], new]
        position = end
    return "".join((*pieces, text[position:]))
