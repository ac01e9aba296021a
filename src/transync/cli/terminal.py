"""The terminal: whether it shows colours, and whether what is on it can be drawn anew."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TextIO

from transync.report.ansi import coloured, plain

if TYPE_CHECKING:
    from transync.report.ansi import Paint

_SIMPLE = ("dumb", "unknown")


def paint(stream: TextIO | None) -> Paint:
    """Give what colours the texts that a stream gets, or leaves them as they are."""
    return coloured if _shows_colours(stream) else plain


def is_redrawn(stream: TextIO | None) -> bool:
    """Tell whether a line on it can be drawn anew, as a bar that grows is."""
    return _is_terminal(stream) and not os.environ.get("NO_COLOR")


def _shows_colours(stream: TextIO | None) -> bool:
    """Decide as others do: https://no-color.org, https://force-color.org, bixense.com/clicolors.

    The user's no counts for more than his yes, and both for more than what the stream is.
    """
    known = os.environ
    if known.get("NO_COLOR") or known.get("FORCE_COLOR") == "0":
        return False
    if known.get("FORCE_COLOR") or known.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    return _is_terminal(stream) and known.get("CLICOLOR") != "0"


def _is_terminal(stream: TextIO | None) -> bool:
    return bool(stream and stream.isatty()) and os.environ.get("TERM") not in _SIMPLE
