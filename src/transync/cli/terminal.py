"""What a terminal can do: show colours, and redraw a line."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TextIO

from transync.report.ansi import coloured, plain

if TYPE_CHECKING:
    from transync.report.ansi import Paint

_SIMPLE = ("dumb", "unknown")


def paint(stream: TextIO | None) -> Paint:
    """Return the function that colours text for a stream, or leaves it plain."""
    return coloured if _shows_colours(stream) else plain


def is_redrawn(stream: TextIO | None) -> bool:
    """Whether a line on a stream can be redrawn, as a progress bar is."""
    return _is_terminal(stream) and not os.environ.get("NO_COLOR")


def _shows_colours(stream: TextIO | None) -> bool:
    """Follow https://no-color.org, https://force-color.org and https://bixense.com/clicolors.

    A user's no beats a user's yes, and both beat what the stream is.
    """
    known = os.environ
    if known.get("NO_COLOR") or known.get("FORCE_COLOR") == "0":
        return False
    if known.get("FORCE_COLOR") or known.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    return _is_terminal(stream) and known.get("CLICOLOR") != "0"


def _is_terminal(stream: TextIO | None) -> bool:
    return bool(stream and stream.isatty()) and os.environ.get("TERM") not in _SIMPLE
