"""Finds the configuration by walking up."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, NamedTuple

from transync.domain.errors import ConfigError, TransyncError
from transync.domain.model import BOM
from transync.storage.read import read_document
from transync.storage.root import Root, real_path

if TYPE_CHECKING:
    from pathlib import Path

CONFIG_NAMES = ("transync.toml", "pyproject.toml")
"""Where the configuration is; the first of them in a folder that has settings counts."""


class ConfigFile(NamedTuple):
    """The file of a configuration, and what is in it."""

    path: Path
    text: str

    @property
    def root(self) -> Root:
        """The folder of the project that it configures."""
        return Root.at(self.path.parent)


def find_config(start: Path) -> ConfigFile:
    """Find `transync.toml`, or a `pyproject.toml` with a table for transync, here or above.

    Raises `ConfigError` if there is none, or if it cannot be read.
    """
    folder = real_path(start)
    for above in (folder, *folder.parents):
        if found := config_in(above):
            return found
    raise ConfigError(
        f"there is no transync.toml, and no pyproject.toml with [tool.transync], in {start} "
        "or a folder above it; `transync init` makes one"
    )


def config_in(folder: Path) -> ConfigFile | None:
    """Find the configuration in a folder; raises `ConfigError` if it cannot be read."""
    for name in CONFIG_NAMES:
        if _is_there(folder / name):
            text = _config_text(folder, name)
            if name == CONFIG_NAMES[0] or _has_settings(text):
                return ConfigFile(folder / name, text)
    return None


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a folder above that is not ours to look into
        return False


def _config_text(folder: Path, name: str) -> str:
    try:
        return read_document(Root(folder), name)
    except TransyncError as error:
        raise ConfigError(
            error.message, path=error.path, line=error.line, column=error.column
        ) from error


def _has_settings(text: str) -> bool:
    """Look for the table; in a text that is not TOML, whoever reads it will say where."""
    try:
        tools = tomllib.loads(text.removeprefix(BOM)).get("tool")
    except (ValueError, RecursionError):
        return "[tool.transync" in text
    return isinstance(tools, dict) and "transync" in tools
