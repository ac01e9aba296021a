"""The rule on numbers: those that only the source has, or only its translation."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from transync.checks.numerals import numerals
from transync.checks.quantities import MAX_DIGITS, quantities
from transync.checks.rule import pair_rule
from transync.domain.model import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.checks.pair import Pair
    from transync.checks.quantities import Quantity

_SPELT = frozenset(map(Decimal, (*range(13), *range(20, 100, 10), 100, 1000, 10**6, "0.5", "1.5")))
"""The numbers that texts often have as words."""
_CENTURIES = frozenset(("17", "18", "19", "20"))
_MOST = 50
"""Of a text with more loose numbers than that, the first are compared."""
_SHOWN = 5


class _Loose(NamedTuple):
    """A number, or one of its runs of digits, that was found on one side only."""

    written: str
    quantity: Quantity

    @property
    def spelt(self) -> bool:
        """Whether the other side may have it as a word, or another name for the thing."""
        if self.quantity.scaled:
            return _SPELT.issuperset(map(Decimal, self.quantity.parts))
        values = self.quantity.values or {Decimal(self.written[:MAX_DIGITS])}
        return self.quantity.named or all(value in _SPELT for value in values)

    @property
    def shown(self) -> str:
        """The number as it stands in the text; of a date or a version, a part of it."""
        return self.quantity.written if self.quantity.values else self.written

    def is_in(self, text: str) -> bool:
        """Whether a text has it, as it is written here."""
        return re.search(rf"(?<!\d){re.escape(self.written)}(?!\d)", text) is not None


@pair_rule("T403", Severity.WARNING)
def numbers(pair: Pair) -> Iterator[str]:
    """A number is missing, added, or another one.

    Numbers are compared by what they amount to, as each language writes them: 1.500 in German
    is 1,500 in English and १,५०० in Hindi, 2 Millionen are 200万 in Chinese, 15:30 is 3:30 pm.
    Small and round numbers may be written as words. What is in code, addresses and tags does
    not count here.

    Fails:

        msgid "Seit 2024 gibt es 1.500 Sorten."
        msgstr "Since 2042 there have been 1,500 kinds."

    Repaired:

        msgid "Seit 2024 gibt es 1.500 Sorten."
        msgstr "Since 2024 there have been 1,500 kinds."
    """
    source, translation = pair.prose
    before, after = _unmatched(
        list(quantities(source, pair.origin)), list(quantities(translation, pair.language))
    )
    if before or after:
        missing, added = _loose(before, after)
        missing = _not_among(missing, numerals(translation))
        added = _not_among(added, numerals(source))
        if not (missing and added):
            # One side may say it in words, or say it again.
            missing = [
                number for number in missing if not (number.spelt or number.is_in(translation))
            ]
            added = [number for number in added if not (number.spelt or number.is_in(source))]
        yield from _told(missing, added)


def _unmatched(
    before: Sequence[Quantity], after: Sequence[Quantity]
) -> tuple[list[Quantity], list[Quantity]]:
    """Take away the numbers that both sides have, in some reading of them."""
    by_value: defaultdict[Decimal, deque[int]] = defaultdict(deque)
    for index, quantity in enumerate(after):
        for value in quantity.values:
            by_value[value].append(index)
    taken: set[int] = set()
    missing = []
    for quantity in before:
        for value in quantity.values:
            waiting = by_value.get(value, deque())
            while waiting and waiting[0] in taken:
                waiting.popleft()
            if waiting:
                taken.add(waiting.popleft())
                break
        else:
            missing.append(quantity)
    return missing, [each for index, each in enumerate(after) if index not in taken]


def _loose(
    before: Sequence[Quantity], after: Sequence[Quantity]
) -> tuple[list[_Loose], list[_Loose]]:
    """Compare the digits of what is left, and take away what only is written in another way."""
    missing, added = list(_parts(before)), list(_parts(after))
    for is_same in (_equal, _of_other_scale, _of_other_clock, _of_century):
        waiting = list(added)
        for lost in missing[:]:
            found = next((new for new in waiting if is_same(lost, new)), None)
            if found:
                waiting.remove(found)
                missing.remove(lost)
        added = waiting
    return missing, added


def _parts(numbers: Sequence[Quantity]) -> Iterator[_Loose]:
    for number in numbers[:_MOST]:
        if number.scaled:
            yield _Loose(number.written, number)
        else:
            yield from (_Loose(part, number) for part in number.parts)


def _equal(one: _Loose, other: _Loose) -> bool:
    return one.written == other.written


def _of_other_scale(one: _Loose, other: _Loose) -> bool:
    """Whether a word multiplies one of them that is unknown for the other."""
    if one.quantity.scaled == other.quantity.scaled:
        return False
    return any(
        _significant(value) == _significant(other_value)
        for value in one.quantity.values
        for other_value in other.quantity.values
    )


def _significant(value: Decimal) -> tuple[int, ...]:
    return value.normalize().as_tuple().digits


def _of_other_clock(one: _Loose, other: _Loose) -> bool:
    """Whether they are the same hour of the day, of 12 and of 24."""
    if not (one.quantity.clock or other.quantity.clock):
        return False
    hours = [int(each.written) for each in (one, other) if len(each.written) <= 2]
    return len(hours) == 2 and abs(hours[0] - hours[1]) == 12 and max(hours) <= 24


def _of_century(one: _Loose, other: _Loose) -> bool:
    """Whether one is the other without its century: the 80s."""
    short, long = sorted((one.written, other.written), key=len)
    return len(short) == 2 and len(long) == 4 and long.endswith(short) and long[:2] in _CENTURIES


def _not_among(numbers: list[_Loose], values: frozenset[int]) -> list[_Loose]:
    """Take away the numbers that the other side has as numerals."""
    return [
        number
        for number in numbers
        if not any(value in values for value in number.quantity.values)
        and not (number.written.isdecimal() and int(number.written[:_MOST]) in values)
    ]


def _told(missing: Sequence[_Loose], added: Sequence[_Loose]) -> Iterator[str]:
    lost, new = (list(dict.fromkeys(each.shown for each in side)) for side in (missing, added))
    if len(lost) == len(new) == 1:
        yield f"the number {lost[0]} has become {new[0]}"
        return
    if lost:
        yield f"{_numbers(lost)} missing"
    if new:
        yield f"{_numbers(new)} not in the source"


def _numbers(written: Sequence[str]) -> str:
    shown = ", ".join(written[:_SHOWN]) + (", …" if len(written) > _SHOWN else "")
    return f"the numbers {shown} are" if len(written) > 1 else f"the number {shown} is"
