"""Reads a TOML front matter, and finds where each part of it is."""

from __future__ import annotations

import re
import tomllib
from datetime import date, time
from typing import TYPE_CHECKING, NamedTuple, cast

from transync.domain.model import NEWLINE
from transync.formats.frontmatter.fields import (
    MAX_DEPTH,
    UNREADABLE,
    Contents,
    Entry,
    Leaf,
    Table,
    fault,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from transync.domain.errors import FrontMatterError
    from transync.formats.frontmatter.fields import Span, Value

_GAP = re.compile(r"(?>(?:[ \t\r\n]|#[^\r\n]*)*)")
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
_BLANK = re.compile(r"[ \t]*")
_DATE = re.compile(r"[0-9]{4}-|[0-9]{2}:")
_OTHER = re.compile(r"[^,\[\]{}#\r\n]*[^,\[\]{}#\s]")
_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")


class _Place(NamedTuple):
    """Where a top-level `key = value` is."""

    key: str
    start: int
    after: int
    value_start: int
    end: int
    certain: bool


def read(text: str, span: Span, path: str) -> Contents:
    """Read the TOML between the fences.

    Raises `FrontMatterError` for what is no TOML, and for what is nested too deeply.
    """
    scan = _Scan(text, span, path)
    scan.document()
    return scan.contents(_parsed(text, span, path))


def _parsed(text: str, span: Span, path: str) -> Mapping[str, Value]:
    data = text[span.data_start : span.data_end]
    if found := UNREADABLE.search(data):
        problem = f"U+{ord(found[0]):04X} must not be in TOML; remove it"
        raise fault(problem, text, span.data_start + found.start(), path)
    try:
        return _plain(tomllib.loads(_unified(data)))
    except (ValueError, RecursionError) as error:  # an integer too long is no TOMLDecodeError
        raise _syntax_error(error, text, span, path) from None


def _unified(data: str) -> str:
    """Make every line break a line feed: TOML knows no lone carriage return."""
    return NEWLINE.sub("\n", data)


def _plain(table: Mapping[str, object]) -> Mapping[str, Value]:
    return {key: _value(value) for key, value in table.items()}


def _value(value: object) -> Value:
    match value:
        case dict():
            return _plain(value)
        case list():
            return [_value(item) for item in value]
        case date() | time():
            return value.isoformat()
    return cast("str | bool | int | float", value)


def _syntax_error(error: Exception, text: str, span: Span, path: str) -> FrontMatterError:
    known = isinstance(error, tomllib.TOMLDecodeError)
    problem = str(error) if known else "a number too long, or nested too deeply"
    found = _PLACE.search(problem)
    message = f"the front matter is not TOML ({_PLACE.sub('', problem)}); correct it"
    if not found or not found[1]:
        return fault(message, text, span.data_start if not found else span.data_end, path)
    breaks = [0, *(line.end() for line in NEWLINE.finditer(text, span.data_start, span.data_end))]
    start = breaks[int(found[1]) - 1] or span.data_start
    return fault(message, text, start + int(found[2]) - 1, path)


class _Scan:
    """One pass over a TOML text, which finds where its strings and top-level keys are."""

    def __init__(self, text: str, span: Span, path: str) -> None:
        self.text = text
        self.path = path
        self.base = span.data_start
        self.data = text[span.data_start : span.data_end]
        self.at = 0
        self.leaves: list[Leaf] = []
        self.places: list[_Place] = []
        self.tables: list[tuple[str, int, int]] = []

    def contents(self, data: Mapping[str, Value]) -> Contents:
        """Join the places with the values that the parser read."""
        base = self.base
        entries = [
            Entry(
                place.key,
                base + place.start,
                base + place.after,
                base + place.value_start,
                base + place.end,
                data[place.key],
                place.certain,
                nested=False,
                prefix="",
            )
            for place in self.places
        ]
        tables = [
            Table(key, base + start, base + end, data[key]) for key, start, end in self.tables
        ]
        home = tables[0].start if tables else base + len(self.data)
        return Contents(self.leaves, entries, tables, home)

    def document(self) -> None:
        """Walk over the headers and the `key = value` of the text."""
        table: tuple[str, ...] = ()
        while self.skip(_GAP) < len(self.data):
            start = self.at
            if self.data[start] == "[":
                width = 2 if self.data.startswith("[[", start) else 1
                self.at += width
                table = self.key(())
                self.expect("]" * width)
                self.tables.append((table[0], start, self.at))
            else:
                self.pair(table, start)

    def pair(self, table: tuple[str, ...], start: int) -> None:
        """Walk over one `key = value`."""
        keys = self.key(table)
        self.expect("=")
        after = self.at
        value_start = self.skip(_BLANK)
        certain = self.value(keys, len(keys))
        if len(keys) == 1:
            self.places.append(_Place(keys[0], start, after, value_start, self.at, certain))
        else:
            self.tables.append((keys[0], start, self.at))

    def key(self, table: tuple[str, ...]) -> tuple[str, ...]:
        """Walk over a key with its dots; give it with the keys of the table that it is in."""
        keys = list(table)
        while True:
            start = self.at
            keys.append(self.unquoted(self.take(_KEY, "no key").strip(" \t"), start))
            if len(keys) > MAX_DEPTH:
                raise self.too_deep()
            if not self.data.startswith(".", self.at):
                return tuple(keys)
            self.at += 1

    def value(self, keys: tuple[str, ...], depth: int) -> bool:
        """Walk over a value; tell whether it holds no date."""
        first = self.data[self.at : self.at + 1]
        if first in ("[", "{"):
            if depth >= MAX_DEPTH:
                raise self.too_deep()
            self.at += 1
            return self.array(keys, depth + 1) if first == "[" else self.inline(keys, depth + 1)
        if first not in ('"', "'"):
            return not _DATE.match(self.take(_OTHER, "no value"))
        start = self.at
        text = self.unquoted(self.take(_STRING, "a string that does not close"), start)
        places = (self.base + start, self.base + self.at)
        self.leaves.append(Leaf(".".join(keys), *places, text, ""))
        if UNREADABLE.search(text):
            problem = "a text has a character that no catalog can hold; remove its escape"
            raise fault(problem, self.text, places[0], self.path)
        return True

    def array(self, keys: tuple[str, ...], depth: int) -> bool:
        """Walk over the items of an array."""
        certain = True
        while not self.passes("]"):
            certain &= self.value(keys, depth)
            if not self.passes(","):
                self.expect("]")
                break
        return certain

    def inline(self, keys: tuple[str, ...], depth: int) -> bool:
        """Walk over the pairs of an inline table."""
        certain = True
        while not self.passes("}"):
            here = self.key(keys)
            self.expect("=")
            self.skip(_BLANK)
            certain &= self.value(here, depth)
            if not self.passes(","):
                self.expect("}")
                break
        return certain

    def passes(self, mark: str) -> bool:
        """Step over a mark and what may stand around it, if it comes next."""
        self.skip(_GAP)
        if not self.data.startswith(mark, self.at):
            return False
        self.at += len(mark)
        if mark == ",":
            self.skip(_GAP)
        return True

    def expect(self, mark: str) -> None:
        """Step over a mark that must come next."""
        self.skip(_BLANK)
        if not self.data.startswith(mark, self.at):
            raise self.fault(f"no `{mark}`", self.at)
        self.at += len(mark)

    def take(self, pattern: re.Pattern[str], otherwise: str) -> str:
        """Step over what must come next, and give it."""
        found = pattern.match(self.data, self.at)
        if not found:
            raise self.fault(otherwise, self.at)
        self.at = found.end()
        return found[0]

    def skip(self, pattern: re.Pattern[str]) -> int:
        """Step over what may come next, and give where it ends."""
        found = pattern.match(self.data, self.at)
        self.at = found.end() if found else self.at
        return self.at

    def too_deep(self) -> FrontMatterError:
        """Make the error for what is nested too deeply."""
        problem = f"keys, lists and tables are nested more than {MAX_DEPTH} deep; flatten them"
        return fault(problem, self.text, self.base + self.at, self.path)

    def unquoted(self, raw: str, start: int) -> str:
        """Give the text of a key, or of a string."""
        if raw[:1] not in ('"', "'"):
            return raw
        if "\\" not in raw and raw[:3] not in ('"""', "'''"):
            return raw[1:-1]
        try:
            return str(tomllib.loads("text = " + _unified(raw))["text"])
        except ValueError as error:
            raise self.fault(_PLACE.sub("", str(error)), start) from None

    def fault(self, problem: str, index: int) -> FrontMatterError:
        """Make the error for what is no TOML at a place in the data."""
        message = f"the front matter is not TOML ({problem}); correct it"
        return fault(message, self.text, self.base + index, self.path)
