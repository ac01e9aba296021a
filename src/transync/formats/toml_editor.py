"""Sets a value in a TOML text; everything else stays as it is."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from itertools import takewhile
from typing import TYPE_CHECKING, TypeAlias

from transync.domain.errors import ConfigError
from transync.formats.frontmatter import toml_style
from transync.formats.toml_scanner import ItemKind, scan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transync.formats.toml_scanner import Item, KeyPath

TomlValue: TypeAlias = "str | bool | int | float | Sequence[TomlValue] | Mapping[str, TomlValue]"

_WIDTH = 80
"""A list that takes more characters has a line for each element."""


def with_value(text: str, table: Sequence[str], key: str, value: TomlValue, *, lines: bool) -> str:
    """Return a text in which a key of a table has a value; an empty table is that of the text.

    With `lines`, a list has a line for each element. Raises `ConfigError` where the table is
    written in a way that cannot be edited.
    """
    edited = _edited(text, (*table, key), value, lines=lines)
    try:
        is_right = tomllib.loads(edited) == _wanted(text, (*table, key), value)
    except ValueError:
        is_right = False
    if not is_right:
        where = f"into [{'.'.join(table)}]" if table else "before the tables"
        raise ConfigError(f"`{key}` cannot be written {where}")
    return edited


def written(value: TomlValue, *, lines: bool = False) -> str:
    """Return a value as TOML: on one line, or a list with a line for each element."""
    if isinstance(value, str | bool | int | float):
        return toml_style.written(value)
    if not isinstance(value, Mapping):
        elements = [written(each) for each in value]
        line = f"[{', '.join(elements)}]"
        if not elements or (not lines and len(line) <= _WIDTH):
            return line
        return "[\n" + "".join(f"    {each},\n" for each in elements) + "]"
    pairs = [f"{toml_style.key(name)} = {written(each)}" for name, each in value.items()]
    return f"{{ {', '.join(pairs)} }}" if pairs else "{}"


def _edited(text: str, path: KeyPath, value: TomlValue, *, lines: bool) -> str:
    items = scan(text)
    if isinstance(value, Mapping) and _last(items, path, is_header=True):
        for name, each in value.items():
            text = _edited(text, (*path, name), each, lines=lines)
        return text
    own = written(value, lines=lines)
    if known := _last(items, path, is_header=False):
        return text[: known.start] + own + text[known.end :]
    setting = f"{toml_style.key(str(path[-1]))} = {own}\n"
    before = _last(items, path[:-1], is_header=True) if path[1:] else _last_ahead(items)
    if before or not path[1:]:
        end = (text.find("\n", before.end) + 1 or len(text)) if before else 0
        gap = "" if not end or text[:end].endswith("\n") else "\n"
        return f"{text[:end]}{gap}{setting}{text[end:]}"
    gap = "" if not text or text.endswith("\n") else "\n"
    name = ".".join(toml_style.key(str(part)) for part in path[:-1])
    return f"{text}{gap}\n[{name}]\n{setting}"


def _last(items: Sequence[Item], path: KeyPath, *, is_header: bool) -> Item | None:
    """Return the header of a table, or the key with its value, that has a path."""
    found = [
        item
        for item in items
        if item.key == path and (item.kind is ItemKind.HEADER) == is_header and item.key_starts
    ]
    return found[-1] if found else None


def _last_ahead(items: Sequence[Item]) -> Item | None:
    """Return the last key that is ahead of all tables."""
    ahead = takewhile(lambda item: item.kind is not ItemKind.HEADER, items)
    return next((item for item in reversed([*ahead]) if item.depth == 0), None)


def _wanted(text: str, path: KeyPath, value: TomlValue) -> object:
    tree: object = tomllib.loads(text)
    inner = tree
    for part in path[:-1]:
        assert isinstance(inner, dict)
        inner = inner.setdefault(part, {})
    if isinstance(inner, dict):
        inner[path[-1]] = value
    return tree
