"""What of a rendered page no translation may change: its tags, its links, its other texts."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import NamedTuple

FREE = frozenset(
    (
        "em",
        "strong",
        "s",
        "del",
        "ins",
        "mark",
        "sub",
        "sup",
        "u",
        "b",
        "i",
        "code",
        "br",
        "span",
        "q",
        "tt",
        "kbd",
        "small",
    )
)
"""The elements that only style the text itself."""

HIDDEN = frozenset(
    (
        "script",
        "style",
        "template",
        "iframe",
        "noscript",
        "textarea",
        "title",
        "select",
        "datalist",
        "object",
        "svg",
        "math",
        "video",
        "audio",
        "canvas",
        "dialog",
        "details",
        "xmp",
        "plaintext",
        "noembed",
        "noframes",
        "head",
    )
)
"""The elements whose text a reader may not see."""

VOID = frozenset(
    (
        "br",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "base",
        "col",
        "area",
        "source",
        "embed",
        "track",
        "wbr",
    )
)
_WORD = re.compile(r"wort\d+")
_ENTITY = re.compile(r"&#?\w+;?")
_OWN = re.compile(r"[^\W\d_]{3,}")


class Page(NamedTuple):
    """A page as a reader and a browser get it."""

    events: tuple[str, ...]
    """Its tags with what they do, and the words of other texts, in their order."""
    seen: str
    """The text that a reader sees."""


def page(shown: str, kept: frozenset[str] = frozenset()) -> Page:
    """Read HTML; of the names that headings get, only those in `kept` count."""
    reader = _Reader(kept)
    reader.feed(shown)
    reader.close()
    return Page(tuple(reader.events), " ".join(reader.seen))


def names(shown: str) -> frozenset[str]:
    """Give the names that the elements of a page have."""
    return frozenset(re.findall(r'\bid="([^"]*)"', shown))


def is_hidden(translation: str, seen: str) -> bool:
    """Tell whether a reader sees no word of a translation."""
    words = _OWN.findall(f"{_ENTITY.sub(' ', translation)} {html.unescape(translation)}")
    return bool(words) and not any(word in seen for word in words)


class _Reader(HTMLParser):
    def __init__(self, kept: frozenset[str]) -> None:
        super().__init__()
        self.kept = kept
        self.events: list[str] = []
        self.seen: list[str] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = [f"{name}={value}" for name, value in attrs if self._counts(tag, name, value)]
        if tag not in FREE or told:
            self.events.append(" ".join([f"<{tag}", *told]))
        if tag in HIDDEN:
            self.hidden.append(tag)

    def _counts(self, tag: str, name: str, value: str | None) -> bool:
        if name == "id" and re.fullmatch("h[1-6]", tag):
            return value in self.kept
        return name not in ("title", "alt", "class", "aria-label") or (
            name == "class" and tag not in FREE
        )

    def handle_endtag(self, tag: str) -> None:
        if tag not in FREE and tag not in VOID:
            self.events.append(f"</{tag}")
        if tag in self.hidden:
            self.hidden.remove(tag)

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.seen.append(data)
            self.events += _WORD.findall(data)

    def handle_comment(self, data: str) -> None:
        self.events.append("<!")

    def handle_decl(self, data: str) -> None:
        self.events.append("<!" + data)

    handle_pi = unknown_decl = handle_decl

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        try:
            return super().parse_marked_section(i, report)
        except AssertionError:  # of Python 3.11, where no name follows
            return self.parse_bogus_comment(i, report)
