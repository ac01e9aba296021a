"""The values of a front matter and their places, as the YAML, TOML and JSON readers return them."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from transync.domain.errors import FrontMatterError
from transync.domain.model import NEWLINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from transync.domain.model import Form

Value: TypeAlias = "str | bool | int | float | Sequence[Value] | Mapping[str, Value] | None"
"""Plain data as written: dates and `no`, on which readers disagree, are strings."""
Setting: TypeAlias = "str | bool | int | float | Sequence[Setting]"
"""What a key can be set to."""

MAX_DEPTH = 50
"""The deepest nesting of lists and tables, far beyond what pages need."""

UNREADABLE = re.compile("[\0\ud800-\udfff]")
"""Characters that no catalog can hold: gettext ends strings at NUL, UTF-8 has no surrogates."""


class Span(NamedTuple):
    """Where the front matter of a text is, in offsets."""

    form: Form
    """YAML, TOML or JSON."""
    start: int
    """The opening fence, or the brace where there are no fences."""
    data_start: int
    """The line after the opening fence."""
    data_end: int
    """The closing fence."""
    end: int
    """The line after the closing fence: the body."""


class Leaf(NamedTuple):
    """One string, and the part of the text that it was read from."""

    path: str
    """Its keys from the top, joined by dots, without list indices."""
    start: int
    end: int
    text: str
    prefix: str
    """What its continuation lines start with; empty if it must stay on one line."""
    is_key: bool = False
    """Whether it is the name of a key, the last one of its path, and not a value."""


class KeyValue(NamedTuple):
    """A top-level key with its value, and where its parts are."""

    key: str
    start: int
    """The key."""
    after: int
    """After the colon or the equals sign."""
    value_start: int
    end: int
    """After the value; a comment may follow on its line."""
    value: Value
    certain: bool
    """Whether every reader understands exactly this value."""
    nested: bool
    """Whether the value is a list or a mapping on lines of its own, without brackets."""
    prefix: str
    """What continuation lines of the value start with."""


class Table(NamedTuple):
    """Lines of a TOML table: its header, a key of it, or a dotted key."""

    key: str
    """The top-level key."""
    start: int
    end: int
    value: Value
    """The value of the whole table."""


class Contents(NamedTuple):
    """A front matter, read."""

    leaves: Sequence[Leaf] = ()
    entries: Sequence[KeyValue] = ()
    """The top-level keys with their values, in order."""
    tables: Sequence[Table] = ()
    """Other lines that belong to top-level keys."""
    home: int = 0
    """Where to insert the first key if there is none."""
    by_line: bool = True
    """Whether each top-level key has lines of its own, so that keys can be added and removed."""
    names: Sequence[Leaf] = ()
    """The names of all keys; of a data file alone."""


class Field(NamedTuple):
    """The value of a top-level key, and the place of the key in the file."""

    value: Value
    line: int
    column: int


class ReadValue(NamedTuple):
    """A value, and where a reader has found it."""

    value: Value
    start: int
    end: int
    certain: bool = True
    nested: bool = False
    prefix: str = ""


class TextEdit(NamedTuple):
    """A new text for a part of another."""

    start: int
    end: int
    text: str


class LineIndex:
    """The starts of a text's lines up to `end`, for converting offsets to places."""

    def __init__(self, text: str, end: int) -> None:
        self._starts = [0, *(found.end() for found in NEWLINE.finditer(text, 0, end))]

    def start(self, offset: int) -> int:
        """Return the start of the line that an offset is in."""
        return self._starts[bisect_right(self._starts, offset) - 1]

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset, from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def apply_edits(text: str, edits: Iterable[TextEdit]) -> str:
    """Return a text with parts replaced; those at one place stay in their order."""
    pieces, end = [], 0
    for each in sorted(edits, key=lambda each: each.start):
        pieces += [text[end : each.start], each.text]
        end = each.end
    return "".join([*pieces, text[end:]])


def fault(message: str, text: str, offset: int, path: str) -> FrontMatterError:
    """Return an error with the place of an offset."""
    line, column = LineIndex(text, offset).place(offset)
    return FrontMatterError(message, path=path, line=line, column=column)


def already_says(entry: KeyValue, value: Setting) -> bool:
    """Whether a key has this value and type already, for every reader."""
    return entry.certain and _same(entry.value, value)


def _same(one: Value, other: Value) -> bool:
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and repr(one) == repr(other)
