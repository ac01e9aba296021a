"""Finds messages that are no text: words that translators are offered and no page shows."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from tests.sites.figures import WORD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.sites.figures import Languages, Site


def noise(messages: Mapping[str, list[str]], alone: Site, languages: Languages) -> Counter[str]:
    """Count the messages whose words no canonical page shows."""
    seen = set()
    for address, page in alone.items():
        if languages.is_canonical(address):
            seen |= _pairs(" ".join(page.texts))
            seen |= {(word,) for text in page.texts for word in _words(text)}
    places: Counter[str] = Counter()
    for path, texts in messages.items():
        for text in texts:
            pairs = _pairs(_without_markup(text))
            if not pairs or 2 * len(pairs & seen) < len(pairs):
                places[f"{path}: {text[:80]!r}"] += 1
    return places


_MARKUP = re.compile(
    r"`[^`]*`|\]\([^)]*\)|<[^<>]*>|\{[^{}]*\}|\{\{.*?\}\}|https?://\S+|&\w+;|\]\[[^\]]*\]"
    r"|\+\+[\w+-]+\+\+|(?<!\w):[a-z][\w-]*:"
)


def _without_markup(text: str) -> str:
    return re.sub(r"[*~]{1,3}|(?<!\w)_+|_+(?!\w)", "", _MARKUP.sub(" ", text))


def _pairs(text: str) -> set[tuple[str, ...]]:
    """Return the words of a text, each with the next one."""
    found = _words(text)
    return set(pairwise(found)) if len(found) > 1 else {(word,) for word in found}


def _words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]
