"""Render changes: one file as a diff, a whole run as one line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transync.domain.counts import counted
from transync.report.ansi import Style, plain
from transync.report.findings import worst

if TYPE_CHECKING:
    from transync.domain.changes import Tally
    from transync.report.ansi import Paint

_STYLES = {"-": Style.ERROR, "+": Style.GOOD, "@": Style.HUNK}
_HEAD = 2
"""How many lines of a diff name the file."""


def diff(path: str, before: str | None, after: str | None, paint: Paint = plain) -> str:
    """Return a change as a unified diff that `patch` and git can read."""
    import difflib  # only `--diff` needs it

    lines = difflib.unified_diff(
        _lines(before),
        _lines(after),
        "/dev/null" if before is None else f"a/{path}",
        "/dev/null" if after is None else f"b/{path}",
    )
    return "".join(_painted(number, each, paint) for number, each in enumerate(lines))


def tally_line(tally: Tally, verb: str, paint: Paint = plain) -> str:
    """Sum up a run in one line: `3 files, 1 changed, 2 findings`."""
    parts = [counted(tally.files, "file"), f"{tally.changed or 'none'} {verb}"]
    if tally.held_back:
        parts.append(f"{tally.held_back} not published")
    if tally.findings:
        parts.append(paint(worst(tally.findings), counted(len(tally.findings), "finding")))
    return ", ".join(parts)


def _painted(number: int, line: str, paint: Paint) -> str:
    text, end, _ = line.partition("\n")
    style = Style.PLACE if number < _HEAD else _STYLES.get(text[0])
    shown = paint(style, text) if style else text
    return f"{shown}\n" if end else f"{shown}\n\\ No newline at end of file\n"


def _lines(text: str | None) -> list[str]:
    """Split a text at line feeds only, so that a diff shows every other line break."""
    return re.findall(r"[^\n]*\n|[^\n]+", text or "")
