"""Invisible characters, and where a text needs them."""

from __future__ import annotations

import re
import unicodedata

from transync.locale import scripts

INVISIBLE = re.compile(
    "[\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028\u2029\u2060-\u2065"
    "\u206a-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
"""What has no shape of its own (Unicode, Default_Ignorable_Code_Point), and line separators.

Soft hyphens are not among it, nor the controls that turn the direction of a text.
"""

_JOINERS = "\u200c\u200d"
_JOINER = "\u200d"
_DIRECTION_MARKS = "\u061c\u200e\u200f"
_BREAK = "\u200b"
_WORD_JOINER = "\u2060"
_NO_BREAK = r"(?:[\u00a0\u2007\u202f]|&(?:nbsp|#160|#[xX][aA]0|#8239|#[xX]202[fF]);)"
_BESIDE_NO_BREAK = re.compile(f"{_NO_BREAK}\u2060|\u2060(?={_NO_BREAK})")
"""A joiner beside a space at which no line may break: some renderers need both."""
_BESIDE = {
    _BREAK: frozenset(("Thai", "Laoo", "Khmr", "Mymr", "Tibt")),
    **dict.fromkeys("\u115f\u1160", frozenset(("Hang",))),
    **dict.fromkeys("\u17b4\u17b5", frozenset(("Khmr",))),
    **dict.fromkeys("\u180b\u180c\u180d\u180e\u180f", frozenset(("Mong",))),
    "\u034f": frozenset(("Hebr",)),
}
"""The scripts that need a character: to mark where a line may break, for a letter's shape."""
_VARIANT = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.,;:'\"-")
_EMPHASIS = frozenset("*_~")
"""Beside these, an invisible character makes Markdown see the mark (CommonMark 6.2)."""
_BESIDE_EMPHASIS = _JOINERS + _BREAK + _WORD_JOINER
_FLAG = re.compile("\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f")
_RIGHT_TO_LEFT = ("R", "AL")


def is_at_home(text: str, place: int) -> bool:
    """Whether the invisible character at a place of a text is needed there."""
    character, before, after = text[place], text[:place][-1:], text[place + 1 : place + 2]
    if character in _BESIDE_EMPHASIS and {before, after} & _EMPHASIS:
        return True
    if character == _WORD_JOINER and any(
        start <= place < end for start, end in map(re.Match.span, _BESIDE_NO_BREAK.finditer(text))
    ):
        return True
    if character in _DIRECTION_MARKS:
        return any(unicodedata.bidirectional(each) in _RIGHT_TO_LEFT for each in text)
    if character in _JOINERS:
        return _joins(character, before, after)
    if _VARIANT.match(character):
        return _varies(before)
    beside = {scripts.script(before), scripts.script(after)}
    return bool(beside & _BESIDE.get(character, frozenset())) or _is_in_flag(text, place)


def _varies(before: str) -> bool:
    """Whether a character can have variants: a sign or an ideograph, no plain letter."""
    if not before or before.isspace() or _VARIANT.match(before):
        return False
    return before not in _PLAIN


def _is_in_flag(text: str, place: int) -> bool:
    return any(start < place < end for start, end in map(re.Match.span, _FLAG.finditer(text)))


def _joins(joiner: str, before: str, after: str) -> bool:
    """Whether a joiner or non-joiner stands in a word that needs it, or in an emoji.

    A word that needs it may begin with foreign letters, or with code: the plural of `URL` in
    Persian.
    """
    if scripts.script(before) in scripts.JOINING:
        return True
    if scripts.script(after) in scripts.JOINING and before and not before.isspace():
        return True
    return joiner == _JOINER and _is_symbol(before) and _is_symbol(after)


def _is_symbol(character: str) -> bool:
    return bool(character) and (
        unicodedata.category(character) in ("So", "Sk") or bool(_VARIANT.match(character))
    )
