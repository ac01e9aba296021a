"""Finds the text most similar to another, whose translation can then be suggested."""

from __future__ import annotations

from collections import defaultdict
from heapq import nsmallest
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ENOUGH = 65.0
"""Of 100: a text this near is worth suggesting its translation."""
ENOUGH_SHORT = 80.0
"""The same for short texts, which are soon alike by chance."""
SHORT = 24
"""Characters of a short text."""
FEW = 256
"""How many texts are compared, at most: of more, those that share the rarest pieces."""

_SHINGLE = 4
"""Characters of a piece by which a similar text is found."""
_SKETCH = 32
"""Pieces that stand for a text."""


class Nearest:
    """Finds which of `texts` is most like another, in a time that hardly grows with their number.

    Similar texts share pieces. The pieces of a text whose checksums are lowest stand for it: two
    texts that share many share some of these, and no text has more than its share of the index.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = tuple(texts)
        self._holders: defaultdict[int, list[int]] = defaultdict(list)
        if len(self._texts) > FEW:
            for index, text in enumerate(self._texts):
                for piece in _sketch(text):
                    self._holders[piece].append(index)

    def to(self, text: str) -> tuple[float, str] | None:
        """Return the score of the text most similar to `text`, and that text; else None."""
        return most_similar(text, self.candidates(text))

    def candidates(self, text: str) -> Sequence[str]:
        """Return the texts worth comparing with `text`, in their order; at most `FEW`."""
        if len(self._texts) <= FEW:
            return self._texts
        chosen: set[int] = set()
        holders = (self._holders[piece] for piece in _sketch(text) if piece in self._holders)
        for indices in sorted(holders, key=len):
            chosen.update(indices[: FEW - len(chosen)])
        return [self._texts[index] for index in sorted(chosen)]


def most_similar(text: str, candidates: Sequence[str]) -> tuple[float, str] | None:
    """Return the score (0 to 100) of the candidate most similar to `text`, and that candidate.

    None if none is so like it that it is worth suggesting its translation.
    """
    if not candidates:
        return None
    from rapidfuzz import fuzz, process  # not needed unless a text has changed

    enough = ENOUGH_SHORT if len(text) <= SHORT else ENOUGH
    found = process.extractOne(text, candidates, scorer=fuzz.ratio, score_cutoff=enough)
    return (found[1], found[0]) if found else None


def _sketch(text: str) -> list[int]:
    starts = range(max(1, len(text) - _SHINGLE + 1))
    pieces = {text[start : start + _SHINGLE] for start in starts}
    return nsmallest(_SKETCH, [crc32(piece.encode(errors="surrogatepass")) for piece in pieces])
