"""TOML that people write: read, with the places of its keys, so that an error can point at one."""

from __future__ import annotations

import re
import tomllib
from typing import Any, NoReturn

from transync.domain.conflicts import UNRESOLVED, first_line
from transync.domain.errors import ConfigError

Key = tuple[str | int, ...]
"""The way to a value from the top: names of tables and keys, numbers of elements."""
Place = tuple[int, int]
"""Line and column, from 1."""

_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")
_TOKEN = re.compile(
    r"""
    (?P<skipped>[ \t\r]+|\#[^\n]*)
    |(?P<name>\"\"\"(?:\\.|[^\\])*?\"{3,5}|'''.*?'{3,5}
        |"(?:\\.|[^"\\])*"|'[^']*'
        |[^\s\[\]{}=,.\#"']+)
    |(?P<mark>[\[\]{}=,.\n])
    """,
    re.VERBOSE | re.DOTALL,
)


class _Scope:
    """A table, an inline table or an array that is being read."""

    def __init__(self, way: Key, end: str) -> None:
        self.way = way
        self.end = end
        self.key: list[str | int] = [0] if end == "]" else []
        self.starts: list[int] = []
        """Where the parts of the key begin."""
        self.in_value = end == "]"

    def next(self) -> None:
        """Go to the next element, or the next key."""
        self.starts = []
        if self.end == "]":
            self.key = [int(self.key[0]) + 1]
        else:
            self.key, self.in_value = [], False


class _Reader:
    """Reads the tokens of a valid TOML text and notes where each key and element begins."""

    def __init__(self) -> None:
        self.found: dict[Key, int] = {}
        self.scopes = [_Scope((), "\n")]
        self.in_header = False

    def read(self, text: str) -> None:
        for token in _TOKEN.finditer(text):
            if token["name"]:
                self._name(token["name"], token.start())
            elif token["mark"]:
                self._mark(token["mark"], token.start())

    def _name(self, token: str, start: int) -> None:
        scope = self.scopes[-1]
        scope.starts.append(start)
        if scope.in_value:
            self._note()
        else:
            scope.key.append(_unquoted(token))

    def _note(self) -> None:
        scope = self.scopes[-1]
        for length, start in enumerate(scope.starts[: len(scope.key)], 1):
            self.found.setdefault((*scope.way, *scope.key[:length]), start)

    def _mark(self, mark: str, start: int) -> None:
        scope = self.scopes[-1]
        if self.in_header:
            self._header(mark)
        elif mark == "=":
            self._note()
            scope.in_value = True
        elif mark in "[{" and not scope.in_value:
            self.in_header = True
        elif mark in "[{":
            scope.starts.append(start)
            self._note()
            self.scopes.append(_Scope((*scope.way, *scope.key), "]" if mark == "[" else "}"))
        elif mark in "]}":
            self.scopes.pop()
        elif mark == "," or (mark == "\n" and scope.end == "\n"):
            scope.next()

    def _header(self, mark: str) -> None:
        """Begin the table of a header, `[a.b]` or `[[a]]`."""
        if mark == "\n":
            self.in_header = False
        elif mark == "]" and self.scopes[0].key:
            table = tuple(self.scopes[0].key)
            self.scopes[0].way = ()
            self._note()
            self.scopes = [_Scope(table, "\n")]


def toml(text: str, path: str) -> dict[str, Any]:
    """Read a TOML text; raise `ConfigError` with the place where it is none."""
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise ConfigError("is nested too deep to be read as TOML", path=path) from None
    except tomllib.TOMLDecodeError as error:
        message = str(error)
    except ValueError:
        raise ConfigError("has a number that is too long", path=path) from None
    if marked := first_line(text):
        raise ConfigError(f"has {UNRESOLVED}", path=path, line=marked, column=1)
    found = _PLACE.search(message)
    line, column = place_at(text, len(text))
    if found and found["line"]:
        line, column = int(found["line"]), int(found["column"])
    said = f"is not TOML: {_PLACE.sub('', message)}"
    raise ConfigError(said, path=path, line=line, column=column)


def refuse(text: str, path: str, key: Key, message: str) -> NoReturn:
    """Raise `ConfigError` with the place of a key."""
    line, column = place_of(text, key)
    raise ConfigError(message, path=path, line=line, column=column)


def place_of(text: str, key: Key) -> Place:
    """Tell where a table, key or array element of a TOML text begins, or what it would be in.

    The text is valid TOML 1.0; a table that is written in several places begins at the first.
    """
    known = _places(text)
    ways = (key[:length] for length in range(len(key), 0, -1))
    return place_at(text, next((known[way] for way in ways if way in known), 0))


def found(text: str, key: Key) -> Place | None:
    """Tell where exactly that begins, if it is there; else as `place_of`."""
    start = _places(text).get(key)
    return None if start is None else place_at(text, start)


def _places(text: str) -> dict[Key, int]:
    reader = _Reader()
    reader.read(text)
    return reader.found


def place_at(text: str, offset: int) -> Place:
    """Give the line and the column of an offset."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _unquoted(name: str) -> str:
    if name[0] not in "\"'":
        return name
    return str(tomllib.loads(f"name = {name}")["name"])
