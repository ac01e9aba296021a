"""Cosmetics: what may differ in two texts that say the same, character by character."""

from __future__ import annotations

import re
from html import unescape
from unicodedata import normalize

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
_DASHES = re.compile(r"(?<=\w)-{2,3}|-{2,3}(?!\S)")
"""What is typed for a dash, as against an option: `--all`."""
_BLANKS = re.compile(r"[^\S\n]+")

_SPELT = re.compile(r"\\([!-/:-@\[-`{-~])|&(?:#\w{1,8}|[A-Za-z][A-Za-z0-9]{1,31});")
_HINTS = ("]", "<", "^", "@", "://", "www.")
_TAG = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.-]+:)[^<>@]*>")
_TARGET = re.compile(
    r"\]|<|\[\^|[A-Za-z][A-Za-z0-9+.-]*://|www\.|(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]+@"
)
"""Where something may begin that leads somewhere, or the label of something."""


def plain(text: str) -> str:
    """Return prose with one kind of white space, of quotes and of dashes.

    Line feeds stay as they are: they are hard breaks.
    """
    if not text.isascii():
        text = normalize("NFC", text)
    if not _VARIED.search(text):
        return text
    text = _DASHES.sub("-", text.translate(_COSMETIC))
    return _BLANKS.sub(" ", text).replace("''", '"')


def letters(text: str) -> bytes:
    """Return some letters of a text: those that all texts rendered alike have in common.

    It takes no time to speak of, and few others have the same. It ends where something may begin
    that leads somewhere.
    """
    if "&" in text:
        text = _SPELT.sub(_said, text)
    if not text.isascii():
        text = _COSMETICS.sub("", normalize("NFC", text))
    if any(map(text.__contains__, _HINTS)):
        if "<" in text:
            text = _TAG.sub("", text)
        if found := _TARGET.search(text):
            text = text[: found.start()]
    return text.encode("utf-8", "surrogatepass").translate(None, _NO_LETTERS)


def _said(found: re.Match[str]) -> str:
    return found[1] or unescape(found[0])
