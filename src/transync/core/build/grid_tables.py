"""Draws the grid tables of a built text anew, so that a longer cell stays within its borders."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

from transync.core.document import template_syntax
from transync.core.document.headings import body_start
from transync.formats.markdown import outline
from transync.formats.markdown.table_rules import BORDER, GRID, cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.dialects import Dialect
    from transync.formats.markdown import Line

_BLANKS = " \t"


def redrawn(text: str, source: str, dialect: Dialect) -> str:
    """Return a built text whose grid tables are drawn anew where their cells were translated.

    `source` is the text that it was built from, with the same blocks.
    """
    if "+-" not in source:
        return text
    pieces, position = [], 0
    for before, after in zip(_tables(source, dialect), _tables(text, dialect), strict=True):
        rows = [text[start:end] for start, end in after]
        if rows == [source[start:end] for start, end in before]:
            continue
        for (start, end), line in zip(after, _drawn(rows), strict=True):
            pieces += [text[position:start], line]
            position = end
    return "".join((*pieces, text[position:]))


def _tables(text: str, dialect: Dialect) -> Iterator[list[tuple[int, int]]]:
    """Yield the places of the lines of each grid table, without what stands before them."""
    begin = body_start(text)
    body = text[begin:]
    for node in outline(template_syntax.block_text(body, dialect), dialect.syntax).nodes:
        if node.type == f"{GRID}_open":
            yield [(begin + line.start, begin + _end(body, line)) for line in node.lines]


def _end(body: str, line: Line) -> int:
    return line.start + len(body[line.start : line.end].rstrip(_BLANKS))


def _drawn(lines: Sequence[str]) -> list[str]:
    """Return the lines of a table, each column as wide as its widest cell, and never narrower."""
    borders = [line[1:-1].split("+") for line in lines if BORDER.fullmatch(line)]
    rows = [_contents(line) for line in lines if not BORDER.fullmatch(line)]
    if any(len(row) != len(borders[0]) for row in (*borders, *rows)):
        return [*lines]
    widths = [
        max(*map(len, dashes), *(_width(cell.rstrip(_BLANKS)) + 1 for cell in column))
        for dashes, column in zip(zip(*borders, strict=True), zip(*rows, strict=True), strict=True)
    ]
    return [
        _border(line, widths) if BORDER.fullmatch(line) else _row(_contents(line), widths)
        for line in lines
    ]


def _contents(row: str) -> list[str]:
    return [row[start:end] for start, end in cells(row)]


def _border(line: str, widths: Sequence[int]) -> str:
    """Return a border with more dashes between the marks of its alignment."""
    parts = line[1:-1].split("+")
    mark = "=" if "=" in line else "-"
    wide = (
        part[:1] + mark * (width - len(part)) + part[1:]
        for part, width in zip(parts, widths, strict=True)
    )
    return f"+{'+'.join(wide)}+"


def _row(contents: Sequence[str], widths: Sequence[int]) -> str:
    padded = (
        cell.rstrip(_BLANKS) + " " * (width - _width(cell.rstrip(_BLANKS)))
        for cell, width in zip(contents, widths, strict=True)
    )
    return f"|{'|'.join(padded)}|"


def _width(text: str) -> int:
    """Return how many columns a text takes in a font of fixed width."""
    return sum(
        0 if combining(each) else 2 if east_asian_width(each) in ("W", "F") else 1 for each in text
    )
