"""Quantities: the numbers in a text, as its language writes them, and what each may mean."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from transync.locale import languages
from transync.locale.scripts import UNSPACED, script

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from transync.locale.languages import Language

MAX_DIGITS = 40
"""Of a longer number only the digits are compared, and not what it amounts to."""

_BLANKS = " \u00a0\u2009\u202f"
_NUMBER = rf"(?:\d{{1,3}}(?:[{_BLANKS}'’]\d{{3}})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)*)"
_NOT_ASCII = re.compile(r"[^\W_a-zA-Z]|[٫٬．，]")
_SEPARATORS = {"٫": ".", "．": ".", "٬": ",", "，": ","}
_NAME = re.compile(r"[A-Za-z]-?$")
_CLOCK_BEHIND = re.compile(
    rf"[{_BLANKS}]?(?:[:.]\d\d(?!\d)|uhr\b|h\b|[ap]\.?[{_BLANKS}]?m\b|[時时點点시])", re.IGNORECASE
)
_CLOCK_BEFORE = re.compile(rf"(?:午[前後后]?|오전|오후)[{_BLANKS}]?$")


class Quantity(NamedTuple):
    """A number in a text."""

    written: str
    values: frozenset[Decimal]
    """What it may amount to: `1.500` is 1500 and 1.5; nothing for a date or a version."""
    parts: tuple[str, ...]
    """Its runs of digits, without the zeros before."""
    scaled: bool = False
    """Whether a word multiplies it: `2 million`."""
    named: bool = False
    """Whether it stands behind a letter: `H100`, `GPT-4`."""
    clock: bool = False
    """Whether it may be an hour of the day."""


def quantities(text: str, language: Language) -> Iterator[Quantity]:
    """Yield the numbers of `text`: digits of any script, grouped in any way, with their words."""
    text = _NOT_ASCII.sub(lambda found: _plain(found[0]), text)
    pattern = _pattern(language)
    for found in pattern.whole.finditer(text):
        terms = list(pattern.term.finditer(found[0]))
        before = text[max(0, found.start() - 3) : found.start()]
        yield Quantity(
            written=found[0],
            values=_values(terms, languages.scales(language)),
            parts=_parts(found[0]),
            scaled=any(term["scale"] for term in terms),
            named=bool(_NAME.search(before)),
            clock=bool(_CLOCK_BEHIND.match(text, found.end()) or _CLOCK_BEFORE.search(before)),
        )


class _Pattern(NamedTuple):
    term: re.Pattern[str]
    """A number, and the word that multiplies it."""
    whole: re.Pattern[str]
    """Terms that are one number together: `1万5000`."""


@cache
def _pattern(language: Language) -> _Pattern:
    words = [word for word in languages.scales(language) if len(word) > 2 or not word.isascii()]
    scale = "|".join(_word(word) for word in sorted(words, key=len, reverse=True)) or r"(?!)"
    scaled = rf"[-{_BLANKS}]?(?:{scale})"
    return _Pattern(
        re.compile(rf"(?P<number>{_NUMBER})(?:[-{_BLANKS}]?(?P<scale>{scale}))?", re.IGNORECASE),
        re.compile(
            rf"{_NUMBER}{scaled}(?:[{_BLANKS}]?{_NUMBER}{scaled})*(?:{_NUMBER})?|{_NUMBER}",
            re.IGNORECASE,
        ),
    )


def _word(word: str) -> str:
    """Return the pattern of a word that multiplies; in some scripts no blank needs to follow."""
    ends = script(word[-1]) in UNSPACED | {"Hang"}
    return re.escape(word) + ("" if ends else r"(?!\w)")


def _plain(character: str) -> str:
    """Return a digit of any script as a digit, and leave all else."""
    digit = unicodedata.decimal(character, None)
    return _SEPARATORS.get(character, character) if digit is None else str(digit)


def _parts(number: str) -> tuple[str, ...]:
    return tuple(part.lstrip("0") or "0" for part in re.findall(r"\d+", number))


def _values(terms: list[re.Match[str]], scales: Mapping[str, int]) -> frozenset[Decimal]:
    """Add the terms of a number up, in every way they may be read."""
    totals = frozenset((Decimal(0),))
    for term in terms:
        factor = scales[term["scale"].casefold()] if term["scale"] else 1
        readings = [value * factor for value in _readings(term["number"])]
        totals = frozenset(total + reading for total in totals for reading in readings)
    return totals


def _readings(number: str) -> Iterator[Decimal]:
    """Return what the digits of a number may mean: grouped, or with decimals, or neither."""
    first, *others = re.split(r"\D", number)
    marks = re.findall(r"\D", number)
    if len(number) > MAX_DIGITS:
        return
    if not marks:
        yield Decimal(number)
        return
    *inner, last = others
    grouped = len(first) <= 3 and all(len(group) in (2, 3) for group in inner)
    if grouped and len(last) == 3 and len(set(marks)) == 1:
        yield Decimal("".join((first, *others)))
    if grouped and marks[-1] in ".," and marks[-1] not in marks[:-1] and len(set(marks[:-1])) < 2:
        yield Decimal(f"{''.join((first, *inner))}.{last}")
