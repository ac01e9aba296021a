"""Render translation progress as a table or as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.core.statistics import totals
from transync.report.ansi import Style, plain
from transync.report.encode import as_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from transync.core.statistics import Amount, Row
    from transync.report.ansi import Paint

_PARTS = ("translated", "fuzzy", "missing")


def status_json(rows: Sequence[Row]) -> str:
    """Return rows and totals as one JSON object."""
    return as_json(
        {
            "documents": [_as_dict(row) for row in rows],
            "totals": [_as_dict(row) for row in totals(rows)],
        }
    )


def status_text(rows: Sequence[Row], paint: Paint = plain, *, only_totals: bool = False) -> str:
    """Return rows and totals as a table; each cell has segments, then words in parentheses."""
    parts = _parts(rows)
    head = ("document", "language", *(part.replace("_", " ") for part in parts), "%")
    shown = [
        *(() if only_totals else rows),
        *(row._replace(document="total") for row in totals(rows)),
    ]
    table = [head, *(_cells(row, parts) for row in shown)]
    widths = [max(len(row[column]) for row in table) for column in range(len(head))]
    lines = ["  ".join(_aligned(row, widths)).rstrip() for row in table]
    styles = [Style.PLACE, *(_style(row.percent) for row in shown)]
    painted = [_painted(line, style, paint) for line, style in zip(lines, styles, strict=True)]
    return "\n".join(["segments (words)", *painted, *_notes(rows)])


def _style(percent: int) -> Style:
    return {0: Style.ERROR, 100: Style.GOOD}.get(percent, Style.WARNING)


def _painted(line: str, style: Style, paint: Paint) -> str:
    """Colour the last column, the percentage; the head is bold as a whole."""
    rest, space, last = line.rpartition(" ")
    return paint(style, line) if style is Style.PLACE else f"{rest}{space}{paint(style, last)}"


def _notes(rows: Sequence[Row]) -> Iterator[str]:
    """Yield what the numbers do not show."""
    refused = sum(row.refused.segments for row in rows)
    if refused:
        what = "translation is" if refused == 1 else "translations are"
        yield f"{refused} {what} refused and counted as missing; run `transync check` to see why"


def _parts(rows: Iterable[Row]) -> tuple[str, ...]:
    """Return the columns: what no translator is offered has one only where there is any."""
    return (*_PARTS, "not_offered") if any(row.not_offered.segments for row in rows) else _PARTS


def _cells(row: Row, parts: Sequence[str]) -> tuple[str, ...]:
    if row.error:
        return (row.document, row.language, *("?" for _ in parts), row.error)
    amounts = [_amount(getattr(row, part)) for part in parts]
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
    values = {
        "document": row.document,
        "language": row.language,
        **parts,
        "percent": row.percent,
        "refused": row.refused._asdict() if row.refused.segments else None,
        "error": row.error,
        "unread": row.unread,
        "not_offered": row.not_offered._asdict() if row.not_offered.segments else None,
    }
    always = (*_PARTS, "percent")
    return {key: value for key, value in values.items() if value or key in always}
