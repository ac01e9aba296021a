"""Findings, changes and amounts as text and as JSON."""

from __future__ import annotations

import difflib
import json
import re
from typing import TYPE_CHECKING

from transync.amounts import totals
from transync.model import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transync.amounts import Amount, Row
    from transync.errors import TransyncError

_PARTS = ("translated", "fuzzy", "missing")


def finding(
    error: TransyncError, document: str = "", language: str = "", *, path: str = ""
) -> Finding:
    """Make an error the finding that reports it; `path` stands in where it names no file."""
    return Finding(
        error.code,
        Severity.ERROR,
        error.path or path,
        error.line,
        error.column,
        error.message,
        document,
        language,
    )


def line(found: Finding) -> str:
    """Give a finding as one line: `path:line:column: error T309: what is wrong`."""
    numbers = [str(number) for number in (found.line, found.column) if number]
    place = ":".join([found.path, *numbers])
    return f"{place}: {found.severity} {found.code}: {_on_one_line(found.message)}"


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sort findings by their place; one cause is one finding, whatever suffers from it."""
    causes: dict[Finding, Finding] = {}
    for found in findings:
        causes.setdefault(found._replace(document="", language=""), found)
    return sorted(
        causes.values(), key=lambda found: (found.path, found.line, found.column, found.code)
    )


def counted(number: int, noun: str) -> str:
    """Give a number with what it counts: `1 file`, `2 files`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def diff(path: str, before: str | None, after: str | None) -> str:
    """Give a change as a unified diff, as `patch` and git read it."""
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


def status_json(rows: Sequence[Row]) -> str:
    """Give rows and totals as one JSON object."""
    told = {
        "documents": [_as_dict(row) for row in rows],
        "totals": [_as_dict(row) for row in totals(rows)],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)


def status_text(rows: Sequence[Row]) -> str:
    """Give rows and totals as a table; each number is of segments, with the words behind it."""
    head = ("document", "language", *_PARTS, "%")
    table = [head, *(_cells(row) for row in rows)]
    table += [_cells(row._replace(document="total")) for row in totals(rows)]
    widths = [max(len(row[column]) for row in table) for column in range(len(head))]
    lines = ["  ".join(_aligned(row, widths)).rstrip() for row in table]
    return "\n".join(["segments (words)", *lines])


def _cells(row: Row) -> tuple[str, ...]:
    amounts = [_amount(getattr(row, part)) for part in _PARTS]
    return (row.document, row.language, *amounts, str(row.percent))


def _aligned(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [
        cell.ljust(width) if column < 2 else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(row, widths, strict=True))
    ]


def _amount(amount: Amount) -> str:
    return f"{amount.segments} ({amount.words})"


def _as_dict(row: Row) -> dict[str, object]:
    parts = {part: getattr(row, part)._asdict() for part in _PARTS}
    named = {"document": row.document} if row.document else {}
    return {**named, "language": row.language, **parts, "percent": row.percent}


def _lines(text: str | None) -> list[str]:
    """Divide a text at line feeds alone, so that a diff shows every other character."""
    return re.findall(r"[^\n]*\n|[^\n]+", text or "")


def _on_one_line(message: str) -> str:
    """Keep a message from breaking the line, or the terminal, that it is told on."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in message)
