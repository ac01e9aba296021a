"""What a front matter says, and where: the nouns that YAML, TOML and JSON are read into."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from transync.domain.errors import FrontMatterError
from transync.domain.model import NEWLINE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transync.domain.model import Form

Value: TypeAlias = "str | bool | int | float | Sequence[Value] | Mapping[str, Value] | None"
"""Plain data, as written: a date or `no`, which readers take for several things, is a string."""
Setting: TypeAlias = "str | bool | int | float | Sequence[Setting]"
"""What a key can be set to."""

MAX_DEPTH = 50
"""Nested lists and tables; beyond it no page was ever described."""

UNREADABLE = re.compile("[\0\ud800-\udfff]")
"""What no catalog can hold: gettext ends a string at NUL, UTF-8 has no surrogates."""


class Span(NamedTuple):
    """Where the front matter of a text is, in offsets from the text's start."""

    form: Form
    """YAML, TOML or JSON."""
    start: int
    """The opening fence; without fences, the brace."""
    data_start: int
    """The line behind the opening fence."""
    data_end: int
    """The closing fence."""
    end: int
    """The line behind the closing fence: the body."""


class Leaf(NamedTuple):
    """One string, and the slice of the text that it was read from."""

    path: str
    """The keys that lead to it, joined by dots; places in a list are left out."""
    start: int
    end: int
    text: str
    prefix: str
    """What a further line of it starts with; empty where it must stay on its line."""


class Entry(NamedTuple):
    """One top-level key, and where its parts are."""

    key: str
    start: int
    """The key."""
    after: int
    """Behind the colon or the equals sign."""
    value_start: int
    end: int
    """Behind the value; its line may go on with a comment."""
    value: Value
    certain: bool
    """Whether every reader takes the value for just this."""
    nested: bool
    """Whether the value is a list or a mapping on lines of its own, without brackets."""
    prefix: str
    """What a further line of the value starts with."""


class Table(NamedTuple):
    """Lines of a TOML table: its header, a key of it, or a dotted key."""

    key: str
    """The top-level key."""
    start: int
    end: int
    value: Value
    """Of the whole table."""


class Contents(NamedTuple):
    """A front matter, read."""

    leaves: Sequence[Leaf] = ()
    entries: Sequence[Entry] = ()
    """The top-level keys that have a value in place, in their order."""
    tables: Sequence[Table] = ()
    """What else belongs to top-level keys."""
    home: int = 0
    """Where the first key goes, when there is none."""
    by_line: bool = True
    """Whether each top-level key has lines of its own, so that they can be added and taken away."""


class Field(NamedTuple):
    """The value of a top-level key, and the place of the key in the file."""

    value: Value
    line: int
    column: int


class Lines:
    """The lines of a text up to `end`, to tell places."""

    def __init__(self, text: str, end: int) -> None:
        self._starts = [0, *(found.end() for found in NEWLINE.finditer(text, 0, end))]

    def start(self, offset: int) -> int:
        """Give the start of the line that an offset is in."""
        return self._starts[bisect_right(self._starts, offset) - 1]

    def place(self, offset: int) -> tuple[int, int]:
        """Give line and column of an offset, from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def fault(message: str, text: str, offset: int, path: str) -> FrontMatterError:
    """Make the error that says `message` of the place at `offset`."""
    line, column = Lines(text, offset).place(offset)
    return FrontMatterError(message, path=path, line=line, column=column)


def says(entry: Entry, value: Setting) -> bool:
    """Tell whether a key has a value already, for every reader, and of the same type."""
    return entry.certain and _same(entry.value, value)


def _same(one: Value, other: Value) -> bool:
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and repr(one) == repr(other)
