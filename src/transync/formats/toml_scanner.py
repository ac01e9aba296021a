"""Find where each key and value of a TOML text stands, which no TOML library reports."""

from __future__ import annotations

import re
import tomllib
from enum import Enum, auto
from typing import NamedTuple, cast

from transync.domain.model import NEWLINE

KeyPath = tuple[str | int, ...]
"""The way to a value from the top: names of tables and keys, numbers of array elements."""

_BASIC = r'"(?>(?:[^"\\\r\n]|\\[^\r\n])*)"'
_LITERAL = r"'[^'\r\n]*+'"
_KEY = re.compile(rf"[ \t]*([A-Za-z0-9_-]+|{_BASIC}|{_LITERAL})[ \t]*")
# Up to two quotes may stand before the three that close a multi-line string.
_STRING = re.compile(
    r'"""(?>(?:[^"\\]|\\.|"{1,2}(?!"))*)"{3,5}'
    r"|'''(?>(?:[^']|'{1,2}(?!'))*)'{3,5}"
    rf"|{_BASIC}|{_LITERAL}",
    re.DOTALL,
)
_OTHER = re.compile(r"[^,\[\]{}#\r\n]*[^,\[\]{}#\s]")
_DATE = re.compile(r"[0-9]{4}-|[0-9]{2}:")
_BLANK = re.compile(r"[ \t]*")
_GAP = re.compile(r"(?>(?:[ \t\r\n]+|#[^\r\n]*)*)")
_GAP_IN_BRACKETS = re.compile(r"(?>(?:[ \t\r\n,]+|#[^\r\n]*)*)")


class ItemKind(Enum):
    """What an item is."""

    HEADER = auto()
    """The header of a table, `[a.b]` or `[[a]]`."""
    STRING = auto()
    DATE = auto()
    """A date or a time."""
    ARRAY = auto()
    INLINE_TABLE = auto()
    OTHER = auto()
    """A number or a truth value."""


class Item(NamedTuple):
    """The header of a table, a key with its value, or an element of an array."""

    key: KeyPath
    kind: ItemKind
    key_starts: tuple[int, ...]
    """Where the last parts of the key begin: those that stand here; none for an element."""
    after_key: int
    """Behind the equals sign."""
    start: int
    """Of the value; of a header, its bracket."""
    end: int
    depth: int = 0
    """How many arrays and inline tables it is in."""
    has_date: bool = False
    """Whether the value is a date, or holds one."""


def scan(text: str) -> list[Item]:
    """List the items of a text that `tomllib` accepts; what holds others comes before them.

    Line endings may be any of LF, CRLF and CR.
    """
    scanner = _TomlScanner(text)
    scanner.document()
    return scanner.items


def key_end(text: str, start: int) -> int:
    """Return the end of the part of a key that begins there, in a text that was scanned."""
    return cast("re.Match[str]", _KEY.match(text, start)).end(1)


def unquote(raw: str) -> str:
    """Return what a key or a string says."""
    if raw[:1] not in ('"', "'"):
        return raw
    if "\\" not in raw and raw[:3] not in ('"""', "'''"):
        return raw[1:-1]
    return str(tomllib.loads("text = " + NEWLINE.sub("\n", raw))["text"])


class _TomlScanner:
    """One pass over a valid TOML text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0
        self.items: list[Item] = []

    def document(self) -> None:
        """Scan the headers and pairs of the text."""
        table: KeyPath = ()
        while self.skip(_GAP) < len(self.text):
            start = self.at
            if self.text[start] == "[":
                width = 2 if self.text.startswith("[[", start) else 1
                self.at += width
                table, starts = self.key(())
                self.at += width
                self.items.append(Item(table, ItemKind.HEADER, starts, start, start, self.at))
            else:
                self.pair(table)

    def pair(self, table: KeyPath) -> bool:
        """Scan `key = value`; return whether the value has a date."""
        key, starts = self.key(table)
        self.at += 1
        return self.value(key, starts)

    def key(self, table: KeyPath) -> tuple[KeyPath, tuple[int, ...]]:
        """Scan a key with its dots, up to what follows it."""
        parts: list[str] = []
        starts: list[int] = []
        while not parts or self.text[self.at] == ".":
            found = cast("re.Match[str]", _KEY.match(self.text, self.at + bool(parts)))
            starts.append(found.start(1))
            parts.append(unquote(found[1]))
            self.at = found.end()
        return (*table, *parts), tuple(starts)

    def value(self, key: KeyPath, starts: tuple[int, ...]) -> bool:
        """Scan a value; return whether it has a date."""
        after = self.at
        start = self.skip(_BLANK)
        number = len(self.items)
        kind, has_date = self.content(key)
        item = Item(key, kind, starts, after, start, self.at, self.depth, has_date)
        self.items.insert(number, item)
        return has_date

    def content(self, key: KeyPath) -> tuple[ItemKind, bool]:
        """Scan what stands in the place of a value."""
        first = self.text[self.at]
        if first == "[":
            return ItemKind.ARRAY, self.elements(key, "]")
        if first == "{":
            return ItemKind.INLINE_TABLE, self.elements(key, "}")
        if first in "\"'":
            self.skip(_STRING)
            return ItemKind.STRING, False
        is_date = _DATE.match(self.text, self.at) is not None
        self.skip(_OTHER)
        return (ItemKind.DATE if is_date else ItemKind.OTHER), is_date

    def elements(self, key: KeyPath, close: str) -> bool:
        """Scan the elements of an array, or the pairs of an inline table, and the bracket."""
        self.at += 1
        self.depth += 1
        number, has_date = 0, False
        while self.text[self.skip(_GAP_IN_BRACKETS)] != close:
            if close == "}":
                has_date |= self.pair(key)
            else:
                has_date |= self.value((*key, number), ())
                number += 1
        self.at += 1
        self.depth -= 1
        return has_date

    def skip(self, pattern: re.Pattern[str]) -> int:
        """Step over what a pattern matches, if it does; return where that ends."""
        found = pattern.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.at
