"""Read TOML that people write; errors name the place of the key that is wrong."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, NoReturn

from transync.domain.conflicts import UNRESOLVED, first_line
from transync.domain.errors import ConfigError
from transync.formats.toml_scanner import ItemKind, KeyPath, scan

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["KeyPath", "nearest_position", "parse", "position_of", "raise_at"]

Position = tuple[int, int]
"""Line and column, from 1."""

_PLACE = re.compile(r" \(at (?:line (?P<line>\d+), column (?P<column>\d+)|end of document)\)$")


def parse(text: str, path: str) -> dict[str, Any]:
    """Read a TOML text; raises `ConfigError` with the place of a fault."""
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
    line, column = _position(text, len(text))
    if found and found["line"]:
        line, column = int(found["line"]), int(found["column"])
    problem = f"is not TOML: {_PLACE.sub('', message)}"
    raise ConfigError(problem, path=path, line=line, column=column)


def raise_at(text: str, path: str, key: KeyPath, message: str) -> NoReturn:
    """Raise `ConfigError` at the place of a key in a text that `parse` accepts."""
    line, column = nearest_position(text, key)
    raise ConfigError(message, path=path, line=line, column=column)


def nearest_position(text: str, key: KeyPath) -> Position:
    """Return where a table, key or array element begins, or else what it would be in.

    A table that is written in several places begins at the first.
    """
    known = _starts(text)
    outer = (key[:length] for length in range(len(key), 0, -1))
    return _position(text, next((known[each] for each in outer if each in known), 0))


def position_of(text: str, key: KeyPath) -> Position | None:
    """Return where a table, key or array element begins; None if it is not there."""
    start = _starts(text).get(key)
    return None if start is None else _position(text, start)


def _starts(text: str) -> dict[KeyPath, int]:
    found: dict[KeyPath, int] = {}
    tables: dict[KeyPath, int] = {}
    for item in scan(text):
        if item.kind is ItemKind.HEADER and text.startswith("[[", item.start):
            number = tables.get(item.key, -1) + 1
            inner = len(item.key)
            tables = {key: last for key, last in tables.items() if key[:inner] != item.key}
            tables[item.key] = number
        if not item.key_starts:
            found.setdefault(_numbered(item.key, tables), item.start)
        outer = len(item.key) - len(item.key_starts)
        for length, start in enumerate(item.key_starts, outer + 1):
            key = _numbered(item.key[:length], tables)
            found.setdefault(key, start)
            if item.key[:length] in tables:
                found.setdefault(key[:-1], start)
    return found


def _numbered(key: KeyPath, tables: Mapping[KeyPath, int]) -> KeyPath:
    """Put into a key the number of each table of an array that it is in, `[[sources]]`."""
    found: list[str | int] = []
    for length, part in enumerate(key, 1):
        found.append(part)
        if key[:length] in tables:
            found.append(tables[key[:length]])
    return tuple(found)


def _position(text: str, offset: int) -> Position:
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
