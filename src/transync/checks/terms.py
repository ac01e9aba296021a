"""Terms: words and phrases that are looked for in a text, as a glossary has them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from transync.locale.scripts import UNSPACED, script

if TYPE_CHECKING:
    from collections.abc import Iterator

ANY_ENDING = "*"

_WITHOUT_EDGES = UNSPACED | {"Hang"}
"""Scripts that put no blank between words, or in which words have particles."""
_WITH_PREFIXES = frozenset(("Arab", "Hebr"))
"""Scripts that write articles and prepositions together with the word behind them."""


@dataclass(frozen=True)
class Term:
    """A word or a phrase; a `*` at its end stands for any ending."""

    text: str

    @property
    def shown(self) -> str:
        """The term as a reader would say it."""
        return self.text.removesuffix(ANY_ENDING).rstrip()

    def spans(self, text: str, *, inflected: bool = False) -> Iterator[tuple[int, int]]:
        """Yield the places of the term in a text that is in NFC.

        It stands there as whole words; `inflected`, it may have any ending, and in Arabic and
        Hebrew any beginning. Case counts if the term has a capital behind its first letter.
        """
        inflected = inflected or self.text.endswith(ANY_ENDING)
        for found in self._pattern.finditer(text):
            start, end = found.span()
            begins = _is_edge(text[start - 1 : start], text[start]) or (
                inflected and script(text[start]) in _WITH_PREFIXES
            )
            if begins and (inflected or _is_edge(text[end : end + 1], text[end - 1])):
                yield start, end

    def is_in(self, text: str, *, inflected: bool = False) -> bool:
        """Whether the term is in a text that is in NFC."""
        return any(True for _ in self.spans(text, inflected=inflected))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        words = unicodedata.normalize("NFC", self.shown).split()
        exact = any(letter.isupper() for letter in self.shown[1:])
        return re.compile(r"\s+".join(map(re.escape, words)), 0 if exact else re.IGNORECASE)


def _is_edge(beside: str, last: str) -> bool:
    """Whether a word ends between its `last` character and what stands `beside` it."""
    if not beside or not (beside.isalnum() or beside == "_") or not last.isalnum():
        return True
    return bool({script(beside), script(last)} & _WITHOUT_EDGES)
