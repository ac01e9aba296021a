"""The parts of a text that are no prose: code, tags, tokens, what leads somewhere; and where."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING, NamedTuple

from transync.core.document.prose import code_spans
from transync.dialects.commonmark import TOKEN
from transync.formats import html

if TYPE_CHECKING:
    from collections.abc import Iterator


class MarkupKind(Enum):
    """What a part is."""

    CODE = auto()
    TAG = auto()
    TOKEN = auto()
    """Of a template engine; or math."""
    FOOTNOTE = auto()
    LINK = auto()
    """An address in angle brackets."""
    ADDRESS = auto()
    """The same without them."""
    TARGET = auto()
    """Of a link or an image: what is in the parentheses behind its text."""
    LABEL = auto()
    """What is in brackets behind its text: `[text][label]`, `[label][]`."""
    SHORT = auto()
    """The same where there is nothing behind it, `[label]`: a part without characters."""


class MarkupPart(NamedTuple):
    """A part of a text, with its brackets."""

    kind: MarkupKind
    start: int
    end: int
    raw: str
    """Its characters; of a target, those of the target alone."""
    value: str
    """What it says or leads to."""
    offset: int = 0
    """Of a target: where it begins in the part."""
    title: str = ""
    """Of a target: the title behind it, and the blanks before that."""


_MARK = r"[!-/:-@\[-`{-~]"
_TITLE = r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|\((?:\\.|[^()\\])*\)"
_PLACE = r"\{\{[^{}]*\}\}|\{%[^%{}]*%\}|\\."
_INNER = rf"(?:{_PLACE}|[^\s()\\])*"
_PART = re.compile(
    rf"\\{_MARK}"
    r"|(?P<link><(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\s]*|[^\s<>@\"'=]+@[^\s<>@\"'=]+)>)"
    rf"|(?P<tag><!--(?:[^-<]|-(?!->)|<(?!!--))*-->|{html.TAG.pattern})"
    rf"|(?P<token>{TOKEN.pattern}|\$\$[^$]*\$\$|\$(?![\s$])[^$\n]*[^$\s]\$(?![\d$]))"
    r"|(?P<footnote>\[\^[^\[\]\s]+\])"
    r"|\]\[(?P<label>(?:\\.|[^\[\]\\])*)\]"
    rf"|\](?P<parens>\(\s*(?P<target><(?:\\.|[^<>\n\\])*>|(?!<){_INNER}(?:\({_INNER}\){_INNER})*)"
    rf"(?P<title>\s+(?:{_TITLE}))?\s*\))"
    r"|\](?P<short>)(?![(\[:])"
    r"|(?P<address>(?<![A-Za-z0-9])(?:[A-Za-z][A-Za-z0-9+.-]{1,31}://|(?i:www)\.)"
    rf"(?:\\{_MARK}|(?!&(?:nbsp|lt|gt|quot|#\w+);)[!#-;=?-Z^_a-z|~\u00c0-\u024f\u0370-\u052f])+"
    r"|(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]+@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+)",
    re.DOTALL,
)
_MAY_HAVE = re.compile(r"[<{$\]@]|://|(?i:www)\.")
_ADDRESS_END = ".,;:!?)\"'*_~|\\"
_OPENING = re.compile(r"(?<!\\)(?:\\\\)*\[")


def parts(text: str) -> list[MarkupPart]:
    """List the parts of a text, in their order, none inside another."""
    found: list[MarkupPart] = []
    position = 0
    for start, end in code_spans(text) if "`" in text else ():
        found += _between(text, position, start)
        raw = text[start:end]
        found.append(MarkupPart(MarkupKind.CODE, start, end, raw, raw.strip("`").strip(" ")))
        position = end
    return [*found, *_between(text, position, len(text))]


def _between(text: str, start: int, end: int) -> Iterator[MarkupPart]:
    """Find the parts where no code is."""
    if not _MAY_HAVE.search(text, start, end):
        return
    opened = start
    for found in _PART.finditer(text, start, end):
        kind = found.lastgroup
        if kind in ("parens", "label", "short"):
            yield from _linked(text, opened, found)
            opened = found.start() + 1
        elif kind == "address":
            yield _address(found)
        elif kind:
            raw = found[0]
            value = raw[1:-1] if kind == "link" else raw
            yield MarkupPart(MarkupKind[kind.upper()], found.start(), found.end(), raw, value)


def _linked(text: str, opened: int, found: re.Match[str]) -> Iterator[MarkupPart]:
    """Yield what stands behind the text of a link; that text begins behind `opened`."""
    close, end = found.span()
    if found["parens"] is not None:
        raw = found["target"]
        value = raw[1:-1] if raw.startswith("<") else raw
        start, title = found.start("parens"), found["title"] or ""
        offset = found.start("target") - start
        yield MarkupPart(MarkupKind.TARGET, start, end, raw, value, offset, title)
    elif label := found["label"]:
        yield MarkupPart(MarkupKind.LABEL, close + 1, end, f"[{label}]", label)
    elif opening := [*_OPENING.finditer(text, opened, close)]:
        label = text[opening[-1].end() : close]
        kind = MarkupKind.SHORT if found["label"] is None else MarkupKind.LABEL
        yield MarkupPart(kind, close + 1, end, f"[{label}]", label)


def _address(found: re.Match[str]) -> MarkupPart:
    """Leave out what ends the sentence that an address stands in (GitHub, 6.9)."""
    raw = found[0]
    end = len(raw)
    spare = raw.count(")") - raw.count("(")
    while raw[end - 1] in _ADDRESS_END and end > 1:
        if raw[end - 1] == ")":
            if spare <= 0:
                break
            spare -= 1
        end -= 1
    start = found.start()
    return MarkupPart(MarkupKind.ADDRESS, start, start + end, raw[:end], raw[:end])
