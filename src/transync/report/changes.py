"""A change of a file as a diff."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transync.report.ansi import Style, plain

if TYPE_CHECKING:
    from transync.report.ansi import Paint

_STYLES = {"-": Style.ERROR, "+": Style.GOOD, "@": Style.HUNK}
_HEAD = 2
"""Lines that name the file."""


def diff(path: str, before: str | None, after: str | None, paint: Paint = plain) -> str:
    """Give a change as a unified diff, as `patch` and git read it."""
    import difflib  # which only `--diff` needs

    lines = difflib.unified_diff(
        _lines(before),
        _lines(after),
        "/dev/null" if before is None else f"a/{path}",
        "/dev/null" if after is None else f"b/{path}",
    )
    return "".join(_painted(number, each, paint) for number, each in enumerate(lines))


def _painted(number: int, line: str, paint: Paint) -> str:
    text, end, _ = line.partition("\n")
    style = Style.PLACE if number < _HEAD else _STYLES.get(text[0])
    shown = paint(style, text) if style else text
    return f"{shown}\n" if end else f"{shown}\n\\ No newline at end of file\n"


def _lines(text: str | None) -> list[str]:
    """Divide a text at line feeds alone, so that a diff shows every other character."""
    return re.findall(r"[^\n]*\n|[^\n]+", text or "")
