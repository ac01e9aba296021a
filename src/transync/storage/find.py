"""Find the configuration file, in a folder or the nearest one above it."""

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
"""The names of a configuration file; in each folder, the first one with settings counts."""


class ConfigFile(NamedTuple):
    """A configuration file and its text."""

    path: Path
    text: str

    @property
    def root(self) -> Root:
        """The folder of the project it configures."""
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
        f"no transync.toml, and no pyproject.toml with [tool.transync], in {start} "
        "or any folder above it; `transync init` creates one"
    )


def config_in(folder: Path) -> ConfigFile | None:
    """Return the configuration of a folder, if any; raises `ConfigError` if it is unreadable."""
    for name in CONFIG_NAMES:
        if _is_there(folder / name):
            text = _config_text(folder, name)
            if name == CONFIG_NAMES[0] or _has_settings(text):
                return ConfigFile(folder / name, text)
    return None


def _is_there(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # no permission for a folder above
        return False


def _config_text(folder: Path, name: str) -> str:
    try:
        return read_document(Root(folder), name)
    except TransyncError as error:
        raise ConfigError(
            error.message, path=error.path, line=error.line, column=error.column
        ) from error


def _has_settings(text: str) -> bool:
    """Whether the table is there; in a text that is not TOML, look for its header."""
    try:
        tools = tomllib.loads(text.removeprefix(BOM)).get("tool")
    except (ValueError, RecursionError):
        return "[tool.transync" in text
    return isinstance(tools, dict) and "transync" in tools
