"""Distinguishes texts that were reworded from those whose spelling, marks or articles changed."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher

_NO_PROSE = re.compile(r"`[^`]*`|\]\([^)]*\)|<[^>]*>|https?://\S+|&\w+;")
"""Code, addresses, tags and entities."""
_WORD = re.compile(r"[^\W_]+")
_SMALL = 3
"""Words of so many letters are articles, prepositions and the like, unless they are names."""
_RESPELT = 0.75
"""From this ratio on, two words are spellings or forms of one."""


def is_reworded(before: str, after: str) -> bool:
    """Whether a text has other words or numbers than before, so that its translation needs others.

    Punctuation, case, markup, addresses, articles, corrected spelling and order do not count.
    """
    old, new = _words(before), _words(after)
    gone, come = [*(old - new).elements()], [*(new - old).elements()]
    for word in gone[:]:
        if other := next((each for each in come if _is_respelt(word, each)), None):
            gone.remove(word)
            come.remove(other)
    return "".join(gone) != "".join(come)


def _words(text: str) -> Counter[str]:
    found = _WORD.findall(_NO_PROSE.sub(" ", text))
    return Counter(word.casefold() for word in found if len(word) > _SMALL or _is_name(word))


def _is_name(word: str) -> bool:
    """Whether a word has a digit, or a capital letter that is not its first."""
    return not word[1:].islower() and (len(word) > 1 or word.isdigit())


def _is_respelt(one: str, other: str) -> bool:
    has_digits = any(map(str.isdigit, one + other))
    return not has_digits and SequenceMatcher(None, one, other).ratio() >= _RESPELT
