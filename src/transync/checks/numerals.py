"""Numerals: the numbers that a text has in letters, Chinese and Roman."""

from __future__ import annotations

import re

_HAN = {
    **{digit: value for value, digit in enumerate("零一二三四五六七八九")},
    **{"〇": 0, "兩": 2, "两": 2},
}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_HAN_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_HAN_NUMBER = re.compile(f"[{''.join((*_HAN, *_HAN_UNITS, *_HAN_MYRIADS))}]{{1,20}}")
_ROMAN = re.compile(r"\b(?=[IVXLC])(?:XC|XL|L?X{0,3}|C)(?:IX|IV|V?I{0,3})(?![A-Z])")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def numerals(text: str) -> frozenset[int]:
    """Return the values of the Chinese (`三百`, `二〇二四`) and the Roman numerals of a text."""
    han = (_han(found[0]) for found in _HAN_NUMBER.finditer(text))
    return frozenset((*han, *(_roman(found[0]) for found in _ROMAN.finditer(text))))


def _han(numeral: str) -> int:
    if all(digit in _HAN for digit in numeral):
        return int("".join(str(_HAN[digit]) for digit in numeral))
    total = group = digit = 0
    for character in numeral:
        if character in _HAN:
            digit = _HAN[character]
        elif character in _HAN_UNITS:
            group += (digit or 1) * _HAN_UNITS[character]
            digit = 0
        else:
            total += (group + digit or 1) * _HAN_MYRIADS[character]
            group = digit = 0
    return total + group + digit


def _roman(numeral: str) -> int:
    values = [_ROMAN_VALUES[digit] for digit in numeral]
    following = [*values[1:], 0]
    return sum(-a if a < b else a for a, b in zip(values, following, strict=True))
