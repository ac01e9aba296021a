"""Terminal colours, as escape sequences (ECMA-48, Select Graphic Rendition)."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum


class Style(StrEnum):
    """What a piece of a line is; the value is its escape code."""

    PLACE = "1"
    """Bold."""
    ERROR = "31"
    """Red."""
    WARNING = "33"
    """Yellow."""
    CODE = "2"
    """Dim."""
    GOOD = "32"
    """Green."""
    HUNK = "36"
    """Cyan."""


Paint = Callable[[Style, str], str]
"""Returns a text in the colour of a style."""


def plain(_: Style, text: str) -> str:
    """Return a text without colour."""
    return text


def coloured(style: Style, text: str) -> str:
    """Return a text in the colour of a style."""
    return f"\x1b[{style}m{text}\x1b[0m"
