"""Fills catalogs in: with nothing, with their own source texts, with a pseudo-translation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polib
from markdown_it import MarkdownIt
from tests.support.pseudo import pseudo

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_DEFINITION = re.compile(
    r"^([ >]*\[[^\]\n]+\]:[ \t]*\S+(?:[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?[ \t]*)$",
    re.MULTILINE,
)
"""A link reference definition, which no translator changes where a tool shows him one."""


def same(text: str) -> str:
    """Translate a text with itself."""
    return text


def other(note: str) -> Callable[[str], str]:
    """Make the translator of a document: other letters in its prose, and its marks as they are."""
    environment: dict[str, Mapping[str, str]] = {}
    MarkdownIt().parse(note, environment)
    labels = environment.get("references", {})

    def translate(text: str) -> str:
        parts = _DEFINITION.split(text)
        return "".join(
            part if number % 2 else pseudo(part, labels) for number, part in enumerate(parts)
        )

    return translate


def fill(path: Path, translate: Callable[[str], str]) -> None:
    """Translate every message of a catalog; nothing where the tool has made none."""
    catalog = _read(path)
    if catalog is None:
        return
    for message in catalog:
        message.msgstr = translate(message.msgid)
        message.flags = [flag for flag in message.flags if flag != "fuzzy"]
    catalog.save()


def messages(path: Path) -> list[str]:
    """List what a catalog offers to translators."""
    return [message.msgid for message in _read(path) or () if not message.obsolete]


def _read(path: Path) -> polib.POFile | None:
    """Read a catalog; None where the tool has written none, or none that can be read."""
    try:
        return polib.pofile(str(path), encoding="utf-8") if path.is_file() else None
    except (OSError, ValueError):
        return None
