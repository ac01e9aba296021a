"""Adds settings to the text of a configuration; what is there stays as somebody has written it."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

from transync.domain.errors import ConfigError
from transync.formats.toml_editor import with_value, written

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from transync.formats.toml_editor import TomlValue

_PYPROJECT = "pyproject.toml"
_IN_PYPROJECT = ("tool", "transync")


def is_pyproject_file(path: str) -> bool:
    """Whether the file at a path is a `pyproject.toml`, which has other settings, too."""
    return path.rpartition("/")[2] == _PYPROJECT


def with_kept(text: str, paths: Sequence[str], *, is_pyproject: bool = False) -> str:
    """Return a configuration in which `build.keep` has some paths, too.

    Raises `ConfigError` where the setting is written in a way that cannot be edited.
    """

    def added(before: Sequence[str]) -> list[str]:
        return [*before, *(path for path in paths if path not in before)]

    return _with_list(text, added, paths, is_pyproject=is_pyproject)


def without_kept(text: str, paths: Iterable[str], *, is_pyproject: bool = False) -> str:
    """Return a configuration in which `build.keep` has some paths no more.

    Raises `ConfigError` for a path that it does not list as it is, but by a pattern, and where the
    setting is written in a way that cannot be edited.
    """
    gone = {*paths}

    def rest(before: Sequence[str]) -> list[str]:
        for path in sorted(gone - {*before}):
            raise ConfigError(f"a pattern in `build.keep` keeps {path}; replace the pattern first")
        return [path for path in before if path not in gone]

    return _with_list(text, rest, sorted(gone), is_pyproject=is_pyproject)


def kept_paths(text: str, *, is_pyproject: bool = False) -> list[str]:
    """Return what `build.keep` of a configuration has; nothing for one that is no TOML."""
    return _kept(text, _table("build", is_pyproject=is_pyproject))


def with_setting(
    text: str, table: str, key: str, value: TomlValue, *, is_pyproject: bool = False
) -> str:
    """Return a configuration in which a key of a table, or of none, has a value.

    Raises `ConfigError` where the table is written in a way that cannot be edited.
    """
    try:
        return with_value(text, _table(table, is_pyproject=is_pyproject), key, value, lines=False)
    except ConfigError as error:
        hint = f"write it there yourself: {key} = {written(value)}"
        raise ConfigError(f"{error.message}; {hint}") from error


def _with_list(
    text: str,
    changed: Callable[[Sequence[str]], Sequence[str]],
    paths: Sequence[str],
    *,
    is_pyproject: bool,
) -> str:
    table = _table("build", is_pyproject=is_pyproject)
    before = _kept(text, table)
    after = changed(before)
    if after == before:
        return text
    try:
        return with_value(text, table, "keep", after, lines=True)
    except ConfigError as error:
        named = ", ".join(paths)
        raise ConfigError(f"{error.message}; change {named} there yourself") from error


def _table(name: str, *, is_pyproject: bool) -> tuple[str, ...]:
    return (*(_IN_PYPROJECT if is_pyproject else ()), *([name] if name else ()))


def _kept(text: str, table: Sequence[str]) -> list[str]:
    try:
        found: object = tomllib.loads(text)
    except ValueError:
        return []
    for name in (*table, "keep"):
        found = found.get(name, {}) if isinstance(found, dict) else {}
    return [*map(str, found)] if isinstance(found, list) else []
