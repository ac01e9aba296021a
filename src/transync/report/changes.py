"""A change of a file as a diff."""

from __future__ import annotations

import re


def diff(path: str, before: str | None, after: str | None) -> str:
    """Give a change as a unified diff, as `patch` and git read it."""
    import difflib  # which only `--diff` needs

    lines = difflib.unified_diff(
        _lines(before),
        _lines(after),
        "/dev/null" if before is None else f"a/{path}",
        "/dev/null" if after is None else f"b/{path}",
    )
    marked = (
        each if each.endswith("\n") else f"{each}\n\\ No newline at end of file\n" for each in lines
    )
    return "".join(marked)


def _lines(text: str | None) -> list[str]:
    """Divide a text at line feeds alone, so that a diff shows every other character."""
    return re.findall(r"[^\n]*\n|[^\n]+", text or "")
