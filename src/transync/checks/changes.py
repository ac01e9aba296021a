"""Changes: how the inventory of a translation differs from its source's, rule by rule."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transync.checks import markup, safety
from transync.checks.active import active, is_active, template_code
from transync.checks.form import hard_break
from transync.checks.markup import LOOSE, Change, shown
from transync.checks.tolerance import Texts, intolerable
from transync.core.markup import inventory
from transync.core.markup.strangers import HALF_A_LINK
from transync.domain.allowance import ALLOWABLE

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable, Iterator, Sequence

    from transync.core.markup.inventory import Item

__all__ = ["Texts", "changes", "deviations"]

_CLOSER = re.compile(r"</([\w:.-]+)\s*>")
_LOADING = (inventory.LINK, inventory.IMAGE, inventory.TAG, inventory.ANCHOR)

_RULES = {
    each.code: each
    for each in (
        *(markup.link, markup.image, markup.code_span, markup.tag),
        *(markup.token, markup.footnote, markup.anchor, markup.structure),
    )
}


def deviations(
    texts: Texts, before: Counter[Item], after: Counter[Item], strange: Sequence[Item] = ()
) -> Iterator[tuple[str, str, bool]]:
    """Tell which differences of a translation are not allowed, and whether they could be.

    What is `strange` to other renderers is told where nothing else is.
    """
    free = texts._replace(allowed=frozenset(ALLOWABLE))
    firm = {code for code, _ in changes(*intolerable(free, before, after), texts.undefined)}
    plain = [*changes(*intolerable(texts, before, after), texts.undefined)]
    yield from ((code, told, code not in firm) for code, told in plain)
    if hard_break.code not in texts.allowed:
        for told in hard_break.tell(texts.source, texts.translation, texts.form):
            yield hard_break.code, told, True
    for code, value in () if plain else strange:
        is_address = code == inventory.LINK and value != HALF_A_LINK
        if not (is_address and code in texts.allowed):
            told_of = strangers(texts.source, texts.translation, [(code, value)])
            yield from ((*each, is_address) for each in told_of)


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
