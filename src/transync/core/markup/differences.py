"""Compares the markup of a translation with its source's, and finds what it may not change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from transync.core.document.line_breaks import broken_lines
from transync.core.document.prose import break_mark
from transync.core.markup.activity import is_active
from transync.core.markup.inventory import (
    ANCHOR,
    IMAGE,
    LABEL,
    LINE_BREAK,
    LINK,
    TAG,
    TOKEN,
    UNBALANCED,
    inventory,
    is_alike,
    undefined,
)
from transync.core.markup.nesting import crossed
from transync.core.markup.strangers import HALF_A_LINK, Stranger, strange
from transync.core.markup.tolerance import Texts, intolerable
from transync.dialects import LineBreaks
from transync.domain.allowance import ALLOWABLE
from transync.domain.model import IN_FRONT_MATTER, Form

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Mapping, Sequence

    from transync.core.markup.inventory import Item
    from transync.dialects import Dialect
    from transync.domain.allowance import Allowance
    from transync.domain.model import Segment

ACTIVE, TEMPLATE_CODE = "T501", "T502"

_CLOSER = re.compile(r"</([\w:.-]+)\s*>")
_LOADING = (LINK, IMAGE, TAG, ANCHOR)
_BROKEN = (Form.TEXT, *IN_FRONT_MATTER)
"""The forms in which a line feed is a break; elsewhere it becomes a blank."""
_IN_MDX = (Form.TEXT, Form.LINE, Form.CELL, Form.HTML)
"""The forms that MDX reads as Markdown."""
_EMPTY_LINE = "\n\n"
"""Two breaks, one behind the other."""


class Difference(NamedTuple):
    """How often a thing is in the source, and how often in the translation."""

    kind: str
    """What it is: the code that an inventory has for it."""
    value: str
    before: int
    after: int
    became: str = ""
    """What stands in its place, where that is clear; of a link: the label that leads nowhere."""

    @property
    def new(self) -> str:
        """What the translation has: the thing itself, or what stands in its place."""
        return self.became or self.value


class Violation(NamedTuple):
    """Something that a translation may not change or add."""

    code: str
    """The code of the finding that reports it."""
    what: Difference | Stranger
    is_allowable: bool = False
    """Whether the translation could be written if somebody allowed the code."""


def violations(
    segment: Segment,
    translation: str,
    references: Mapping[str, str],
    allowance: Allowance,
    dialect: Dialect,
) -> list[Violation]:
    """List what a translation, with its escapes, changes of the markup of a segment.

    What the `allowance` has, and what a translation may change of course, is left out.
    `references` are the targets of the document's links by their labels.
    """
    form = segment.form
    source, target = (
        "\n".join(broken_lines(segment, each, dialect.line_breaks))
        for each in (segment.text, translation)
    )
    if dialect.is_jsx and form in _IN_MDX and (names := _crossed(source, target)):
        return [Violation(TAG, Difference(TAG, f"crossed {name}", 0, 1)) for name in names]
    strangers = strange(source, target, form, references)
    is_suspect = strangers or _has_other_breaks(segment.text, translation)
    if not is_suspect and is_alike(source, target, form, references, dialect):
        return []
    before, after = (inventory(each, form, references, dialect) for each in (source, target))
    if not is_suspect and before == after:
        return []
    compared = Texts(
        *(source, target, form, allowance.of(segment.key), allowance.addresses, dialect.is_jsx),
        dialect.line_breaks,
        tuple(undefined(translation, segment.text, references)),
    )
    return [*deviations(compared, before, after, strangers)]


def _crossed(source: str, target: str) -> list[str]:
    """Return the tags that emphasis of the translation crosses, and none of its source does."""
    found = crossed(target)
    return sorted({*found} - {*crossed(source)}) if found else []


def deviations(
    texts: Texts, before: Counter[Item], after: Counter[Item], strangers: Sequence[Stranger] = ()
) -> Iterator[Violation]:
    """Yield what a translation, by the inventories of both texts, changes and is not allowed to.

    The `strangers`, which only other renderers see, count where the inventories differ in nothing.
    """
    free = texts._replace(allowed=frozenset(ALLOWABLE))
    firm = {code for code, _ in classified(*intolerable(free, before, after), texts.undefined)}
    plain = [*classified(*intolerable(texts, before, after), texts.undefined)]
    yield from (Violation(code, each, code not in firm) for code, each in plain)
    if LINE_BREAK not in texts.allowed and (breaks := line_breaks(texts)):
        yield Violation(LINE_BREAK, breaks, is_allowable=True)
    for stranger in () if plain else strangers:
        is_allowable = stranger.code == LINK and stranger.value != HALF_A_LINK
        if not (is_allowable and stranger.code in texts.allowed):
            yield Violation(stranger.code, stranger, is_allowable)


def classified(
    before: Counter[Item], after: Counter[Item], undefined: Sequence[str] = ()
) -> Iterator[tuple[str, Difference]]:
    """Yield the differences of two inventories, each with the code of the finding it makes.

    `undefined` are the labels in the translation that are not defined: each explains why a
    link is missing.
    """
    labels = list(undefined)
    for kind in sorted({kind for kind, _ in (*before, *after)}):
        for each in differences(kind, before, after):
            is_new = bool(each.became) or each.after > each.before
            if is_new and kind in _LOADING and is_active(each.new):
                yield ACTIVE, each
            elif kind == TOKEN and not each.before:
                yield TEMPLATE_CODE, each
            elif kind == LINK and not each.after and labels:
                yield LABEL, each._replace(became=labels.pop(0))
            else:
                yield kind, each


def differences(kind: str, before: Counter[Item], after: Counter[Item]) -> list[Difference]:
    """List the differences of one kind, without those that only follow from another of them."""
    values = sorted({value for each, value in (*before, *after) if each == kind})
    found = [Difference(kind, value, before[kind, value], after[kind, value]) for value in values]
    found = [each for each in found if each.before != each.after]
    plain = [each for each in found if not UNBALANCED.match(each.value)]
    found = [each for each in plain if not _follows(each, plain)] or found
    if len(found) == 2:
        lost, new = sorted(found, key=lambda each: each.after)
        if (lost.after, new.before) == (0, 0) and lost.before == new.after:
            return [Difference(kind, lost.value, lost.before, new.after, new.value)]
    return found


def _follows(closer: Difference, others: Sequence[Difference]) -> bool:
    """Whether a tag closes others that are missing or added as often."""
    found = _CLOSER.fullmatch(closer.value)
    if found is None:
        return False
    opener = re.compile(rf"<{re.escape(found[1])}(?![\w:.-])", re.IGNORECASE)
    return any(
        opener.match(other.value) and (other.before, other.after) == (closer.before, closer.after)
        for other in others
    )


def line_breaks(texts: Texts) -> Difference | None:
    """Compare the hard breaks of two texts; None where both have as many."""
    source, translation, form, *_ = texts
    if form not in _BROKEN:
        return None
    if form is Form.TEXT and texts.line_breaks is LineBreaks.KEPT:
        before, after = map(_count_hard_breaks, (source, translation))
    else:
        counts_empty = form is Form.TEXT and _EMPTY_LINE in source
        before, after = (_count_breaks(text, counts_empty) for text in (source, translation))
    return None if before == after else Difference(LINE_BREAK, "\n", before, after)


def _has_other_breaks(text: str, translation: str) -> bool:
    """Whether two texts differ in how many breaks they have; those of one line have none."""
    return any(text.count(mark) != translation.count(mark) for mark in ("\n", "\\\n"))


def _count_hard_breaks(text: str) -> int:
    return sum(break_mark(line) != "" for line in text.split("\n")[:-1])


def _count_breaks(text: str, counts_empty: bool) -> int:
    lines = text.strip().split("\n")
    return sum(counts_empty or (not line.isspace() and line != "") for line in lines) - 1
