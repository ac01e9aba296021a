"""How near two texts are: alike but for cosmetics, or alike enough to suggest a translation."""

from __future__ import annotations

import re
from collections import defaultdict
from heapq import nsmallest
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

ENOUGH = 65.0
"""Of 100: a text this near is worth suggesting its translation."""
ENOUGH_SHORT = 80.0
"""The same for short texts, which are soon alike by chance."""
SHORT = 24
"""Characters of a short text."""
FEW = 256
"""Of so many texts each is compared; of more, only so many that share the rarest pieces."""

_SHINGLE = 4
"""Characters of a piece by which a similar text is found."""
_SKETCH = 32
"""Pieces that stand for a text."""

_CODE_OR_TARGET = re.compile(
    r"(?P<code>(?<!`)(?P<marks>`+)(?!`).*?(?<!`)(?P=marks)(?!`))"
    # the target of a link or image, to its end or its title
    r"|(?P<target>(?<=[^\\]\]\()(?:<[^<>\n]*>|[^\s()<]+(?:\([^\s()]*\)[^\s()]*)*)(?=\s*\)|\s+[\"'(])"
    # an autolink
    r"|(?<=<)[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]+(?=>))",
    re.DOTALL,
)
_COSMETIC = str.maketrans(
    {
        **dict.fromkeys("„“”«»‟", '"'),
        **dict.fromkeys("‚‘’‹›‛", "'"),
        **dict.fromkeys("–—‐‑‒―−", "-"),
        # Soft hyphen, zero-width space, word joiner, zero-width no-break space
        **dict.fromkeys("\u00ad\u200b\u2060\ufeff"),
        "…": "...",
    }
)
_VARIED = re.compile(rf"[{''.join(map(chr, _COSMETIC))}]|--|''|[^\S\n ]|  ")
"""What prose may have that is not as it stands when cosmetics are gone."""
_WIDE_BLANKS = "\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_COSMETICS = re.compile(rf"[{''.join(map(chr, _COSMETIC))}{_WIDE_BLANKS}]")
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())
_TARGET = re.compile(r"\]\(|<>|<[A-Za-z][A-Za-z0-9+.-]{1,31}:")
_MARKUP = re.compile(r"[`\[<]")
_DASHES = re.compile(r"(?<=\w)-{2,3}|-{2,3}(?!\S)")
"""What is typed for a dash, as against an option: `--all`."""
_BLANKS = re.compile(r"[^\S\n]+")


def cosmetic_key(text: str) -> str:
    """Give what stays of `text` when white space, quotes, dashes and link targets are all one.

    Code spans stay as they are, and so do hard breaks.
    """
    if not _MARKUP.search(text):
        return _plain(text).strip(" ")
    parts, end = [], 0
    for found in _CODE_OR_TARGET.finditer(text):
        parts += [_plain(text[end : found.start()]), found["code"] or ""]
        end = found.end()
    return "".join((*parts, _plain(text[end:]))).strip(" ")


def cosmetic_letters(text: str) -> bytes:
    """Give something simpler: what texts with one `cosmetic_key` have in common, and few others.

    It ends where the first target may begin.
    """
    plain = text if text.isascii() else _COSMETICS.sub("", text)
    if "]" in plain or "<" in plain:
        plain = "".join(plain.split())
        if found := _TARGET.search(plain):
            plain = plain[: found.start()]
    return plain.encode("utf-8", "surrogatepass").translate(None, _NO_LETTERS)


def carried_over(translation: str, before: str, after: str) -> str | None:
    """Give the translation of `before` as that of `after`, which differs in cosmetics only.

    Link targets follow the source. None where it is not clear which link is which.
    """
    old, new = list(_targets(before)), list(_targets(after))
    if old == new:
        return translation
    if len(old) != len(new) or sorted(_targets(translation)) != sorted(old):
        return None
    renamed = dict(zip(old, new, strict=True))
    if [renamed[target] for target in old] != new:
        return None  # one target became two
    return _CODE_OR_TARGET.sub(lambda found: found["code"] or renamed[found["target"]], translation)


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
        """Give how like `text` the most similar is, of 100, and itself; the first of equals.

        None if none is so like it that it is worth suggesting its translation.
        """
        chosen = self._chosen(text)
        if not chosen:
            return None
        from rapidfuzz import fuzz, process  # not needed unless a text has changed

        enough = ENOUGH_SHORT if len(text) <= SHORT else ENOUGH
        found = process.extractOne(text, chosen, scorer=fuzz.ratio, score_cutoff=enough)
        return (found[1], found[0]) if found else None

    def _chosen(self, text: str) -> Sequence[str]:
        """List the texts worth comparing, in their order."""
        if len(self._texts) <= FEW:
            return self._texts
        chosen: set[int] = set()
        holders = (self._holders[piece] for piece in _sketch(text) if piece in self._holders)
        for indices in sorted(holders, key=len):
            chosen.update(indices[: FEW - len(chosen)])
        return [self._texts[index] for index in sorted(chosen)]


def _plain(text: str) -> str:
    if not _VARIED.search(text):
        return text
    text = _DASHES.sub("-", text.translate(_COSMETIC))
    return _BLANKS.sub(" ", text).replace("''", '"')


def _targets(text: str) -> Iterator[str]:
    return (found["target"] for found in _CODE_OR_TARGET.finditer(text) if found["target"])


def _sketch(text: str) -> list[int]:
    starts = range(max(1, len(text) - _SHINGLE + 1))
    pieces = {text[start : start + _SHINGLE] for start in starts}
    return nsmallest(_SKETCH, [crc32(piece.encode(errors="surrogatepass")) for piece in pieces])
