"""How near two texts are: alike but for cosmetics, or alike enough to suggest a translation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ENOUGH = 65.0
"""Of 100: a text this near is worth suggesting its translation."""
ENOUGH_SHORT = 80.0
"""The same for short texts, which are soon alike by chance."""
SHORT = 24
"""Characters of a short text."""

_TARGET = re.compile(
    r"(?<=\]\()(?:<[^<>\n]*>|[^\s()<]+(?:\([^\s()]*\)[^\s()]*)*)"
    r"|(?<=<)[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]+(?=>)"
)
"""The target of a link or image, or an autolink."""

_COSMETIC = str.maketrans(
    {
        **dict.fromkeys("„“”«»‟", '"'),
        **dict.fromkeys("‚‘’‹›‛", "'"),
        **dict.fromkeys("–—‐‑‒―−", "-"),
        **dict.fromkeys("\u00a0\u202f\u2009\t", " "),
        "…": "...",
        "\u00ad": None,
    }
)
_DASHES = re.compile(r"-{2,3}")
_BLANKS = re.compile(r" {2,}")


def cosmetic_key(text: str) -> str:
    """Give what stays of `text` when white space, quotes, dashes and link targets are all one."""
    text = _TARGET.sub("", text).translate(_COSMETIC)
    return _BLANKS.sub(" ", _DASHES.sub("-", text)).replace("''", '"')


def carried_over(translation: str, before: str, after: str) -> str | None:
    """Give the translation of `before` as that of `after`, which differs in cosmetics only.

    Link targets follow the source. None where it is not clear which link is which.
    """
    old, new = _TARGET.findall(before), _TARGET.findall(after)
    renamed: dict[str, str] = {}
    for old_target, new_target in zip(old, new, strict=False):
        if renamed.setdefault(old_target, new_target) != new_target:
            return None
    if len(old) != len(new) or sorted(_TARGET.findall(translation)) != sorted(old):
        return translation if old == new else None
    return _TARGET.sub(lambda target: renamed[target[0]], translation)


def nearest(text: str, candidates: Sequence[str]) -> int | None:
    """Give the index of the candidate most like `text`, the first of equals; None if none is."""
    if not candidates:
        return None
    from rapidfuzz import fuzz, process  # not needed unless a text has changed

    enough = ENOUGH_SHORT if len(text) <= SHORT else ENOUGH
    found = process.extractOne(text, candidates, scorer=fuzz.ratio, score_cutoff=enough)
    return found[2] if found else None
