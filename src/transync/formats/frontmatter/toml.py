"""Read a TOML front matter, and find where each part of it is."""

from __future__ import annotations

import re
import tomllib
from datetime import date, time
from typing import TYPE_CHECKING, cast

from transync.domain.model import NEWLINE
from transync.formats.frontmatter.fields import (
    MAX_DEPTH,
    UNREADABLE,
    Contents,
    KeyValue,
    Leaf,
    Table,
    fault,
)
from transync.formats.toml_scanner import ItemKind, key_end, scan, unquote

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from transync.domain.errors import FrontMatterError
    from transync.formats.frontmatter.fields import Span, Value
    from transync.formats.toml_scanner import Item

_UNCLOSED = r"Illegal character '\n'"
"""What `tomllib` says of a string without its closing quote."""
_TOO_DEEP = f"keys, lists and tables are nested more than {MAX_DEPTH} deep; flatten them"

_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)\Z")


def read(text: str, span: Span, path: str) -> Contents:
    """Read the TOML between the fences.

    Raises `FrontMatterError` for what is not TOML, and for what is nested too deeply.
    """
    data = _parsed(text, span, path)
    items = scan(text[span.data_start : span.data_end])
    _refuse_depth(items, text, span, path)
    entries: list[KeyValue] = []
    tables: list[Table] = []
    for item in items:
        name = str(item.key[0])
        if item.depth == 0:
            begin = item.start if item.kind is ItemKind.HEADER else item.key_starts[0]
            places = (begin, item.after_key, item.start, item.end)
            start, after, value_start, end = (span.data_start + place for place in places)
            if item.kind is ItemKind.HEADER or len(item.key) > 1:
                tables.append(Table(name, start, end, data[name]))
            else:
                certain = not item.has_date
                value = data[name]
                entries.append(
                    KeyValue(name, start, after, value_start, end, value, certain, False, "")
                )
    home = tables[0].start if tables else span.data_end
    return Contents([*_leaves(items, text, span, path)], entries, tables, home)


def names(text: str, span: Span) -> Sequence[Leaf]:
    """Return the names of the keys that have values; that of a table may stand in many places.

    The text was read before.
    """
    return [
        Leaf(_dotted(item), start, end, unquote(text[start:end]), "", is_key=True)
        for item in scan(text[span.data_start : span.data_end])
        if item.key_starts and item.kind is not ItemKind.HEADER
        for start in [span.data_start + item.key_starts[-1]]
        for end in [key_end(text, start)]
    ]


def _dotted(item: Item) -> str:
    return ".".join(each for each in item.key if isinstance(each, str))


def _leaves(items: Sequence[Item], text: str, span: Span, path: str) -> Iterator[Leaf]:
    for item in items:
        if item.kind is ItemKind.STRING:
            start, end = span.data_start + item.start, span.data_start + item.end
            content = unquote(text[start:end])
            if UNREADABLE.search(content):
                problem = "a text has a character that no catalog can hold; remove its escape"
                raise fault(problem, text, start, path)
            yield Leaf(_dotted(item), start, end, content, "")


def _refuse_depth(items: Sequence[Item], text: str, span: Span, path: str) -> None:
    for item in items:
        has_more = item.kind in (ItemKind.ARRAY, ItemKind.INLINE_TABLE)
        if len(item.key) + has_more > MAX_DEPTH:
            raise fault(_TOO_DEEP, text, span.data_start + item.start, path)


def _parsed(text: str, span: Span, path: str) -> Mapping[str, Value]:
    data = text[span.data_start : span.data_end]
    if found := UNREADABLE.search(data):
        problem = f"U+{ord(found[0]):04X} must not be in TOML; remove it"
        raise fault(problem, text, span.data_start + found.start(), path)
    try:
        return _plain(tomllib.loads(_unified(data)))
    except RecursionError:
        raise fault(_TOO_DEEP, text, span.data_start, path) from None
    except ValueError as error:  # an integer too long is not a TOMLDecodeError
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
    problem = str(error) if known else "a number is too long"
    found = _PLACE.search(problem)
    problem = _PLACE.sub("", problem).replace(_UNCLOSED, "a string does not close on its line")
    message = f"the front matter is not TOML ({problem}); correct it"
    if not found or not found[1]:
        return fault(message, text, span.data_start if not found else span.data_end, path)
    breaks = [0, *(line.end() for line in NEWLINE.finditer(text, span.data_start, span.data_end))]
    start = breaks[int(found[1]) - 1] or span.data_start
    return fault(message, text, start + int(found[2]) - 1, path)
