"""Changes: how the inventory of a translation differs from its source's, rule by rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transync import inventory
from transync.checks import markup, safety
from transync.checks.active import active, is_active, template_code
from transync.checks.markup import LOOSE, Change, shown

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator, Sequence

    from transync.inventory import Item

_CLOSER = re.compile(r"</([\w:.-]+)\s*>")
_LOADING = (inventory.LINK, inventory.IMAGE, inventory.TAG, inventory.ANCHOR)

_RULES = {
    each.code: each
    for each in (
        *(markup.link, markup.image, markup.code_span, markup.tag),
        *(markup.token, markup.footnote, markup.anchor, markup.structure),
    )
}


def changes(
    before: Counter[Item], after: Counter[Item], undefined: Sequence[str] = ()
) -> Iterator[tuple[str, str]]:
    """Tell how a translation's inventory differs from its source's, as codes and sentences.

    `undefined` are the labels in the translation that are not defined: each explains why a
    link is missing.
    """
    labels = list(undefined)
    for code in sorted({code for code, _ in (*before, *after)}):
        for change in _changes(code, before, after):
            what = change.became or change.value
            is_new = bool(change.became) or change.after > change.before
            if is_new and code in _LOADING and is_active(what):
                yield active.code, active.tell(shown(what))
            elif code == inventory.TOKEN and not change.before:
                yield template_code.code, template_code.tell(shown(what))
            elif code == inventory.LINK and not change.after and labels:
                yield markup.label.code, markup.label.tell(change._replace(became=labels.pop(0)))
            else:
                yield code, _RULES[code].tell(change)


def strangers(
    source: str, translation: str, found: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """Tell what other renderers or browsers make of a translation: codes and sentences."""
    for code, value in found:
        if code == inventory.LINK:
            yield code, markup.strange_link(value)
        elif code == active.code:
            yield code, active.tell(shown(value))
        else:
            yield from ((code, told) for told in safety.added(source, translation, [value]))


def _changes(code: str, before: Counter[Item], after: Counter[Item]) -> list[Change]:
    """List the differences of one kind, but not what only follows from another of them."""
    values = sorted({value for kind, value in (*before, *after) if kind == code})
    found = [Change(value, before[code, value], after[code, value]) for value in values]
    found = [change for change in found if change.before != change.after]
    plain = [change for change in found if not LOOSE.match(change.value)]
    found = [change for change in plain if not _follows(change, plain)] or found
    if len(found) == 2:
        lost, new = sorted(found, key=lambda change: change.after)
        if (lost.after, new.before) == (0, 0) and lost.before == new.after:
            return [Change(lost.value, lost.before, new.after, new.value)]
    return found


def _follows(change: Change, others: Sequence[Change]) -> bool:
    """Tell whether a tag closes others that are missing or added as often."""
    closer = _CLOSER.fullmatch(change.value)
    if closer is None:
        return False
    opener = re.compile(rf"<{re.escape(closer[1])}(?![\w:.-])", re.IGNORECASE)
    return any(
        opener.match(other.value) and (other.before, other.after) == (change.before, change.after)
        for other in others
    )
