"""Rules of the parser for tables that are drawn with lines of characters, as Pandoc reads them."""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from transync.formats.markdown.block_rules import content, is_inside, push_raw_block
from transync.formats.markdown.line_rules import push_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.rules_block import StateBlock

GRID, SIMPLE = "grid_table", "simple_table"
"""The types of their nodes: `grid_table_open`, whose lines are those of the table; and the name
of the raw block of a simple table, whose columns are told by their place alone."""

BORDER = re.compile(r"\+(?:[-=:]+\+)+")
_ROW = re.compile(r"\|.*\|")
_PIPE = re.compile(r"(?<!\\)\|")
_DASHES = re.compile(r"-+(?:[ \t]+-+)+")


class Cell(NamedTuple):
    """What stands between two pipes: offsets into its line, blanks included."""

    start: int
    end: int


def cells(row: str) -> list[Cell]:
    """Divide a row at its pipes; a backslash escapes one."""
    bounds = [found.start() for found in _PIPE.finditer(row)]
    return [Cell(left + 1, right) for left, right in pairwise(bounds)]


def grid_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a grid table: its cells as texts, where each row is one line; else as it is."""
    if silent or state.is_code_block(start) or not BORDER.fullmatch(content(state, start)):
        return False
    last = _end(state, start, end)
    lines = [content(state, line) for line in range(start, last)]
    if len(lines) <= 1 or not all(BORDER.fullmatch(line) or _ROW.fullmatch(line) for line in lines):
        return False
    token = state.push(f"{GRID}_open", "", 1)
    token.map = [start, last]
    token.meta["starts"] = [state.bMarks[n] + state.tShift[n] for n in range(start, last)]
    if _is_plain(lines):
        _push_cells(state, start, lines)
    else:
        push_raw_block(state, start, last, GRID)
    state.push(f"{GRID}_close", "", -1)
    state.line = last
    return True


def _end(state: StateBlock, start: int, end: int) -> int:
    """Return the line behind those that follow each other without an empty one."""
    last = start + 1
    while last < end and not state.isEmpty(last) and is_inside(state, last):
        last += 1
    return last


def _is_plain(lines: Sequence[str]) -> bool:
    """Whether each row of a table is one line, and has as many cells as every border."""
    borders = [line for line in lines if BORDER.fullmatch(line)]
    columns = {line.count("+") for line in borders}
    rows = [line for line in lines if not BORDER.fullmatch(line)]
    runs = (len([*run]) for is_border, run in groupby(lines, _is_border) if not is_border)
    return (
        len(columns) == 1
        and _is_border(lines[-1])
        and all(len(cells(row)) + 1 in columns for row in rows)
        and all(length == 1 for length in runs)
    )


def _is_border(line: str) -> bool:
    return BORDER.fullmatch(line) is not None


def _push_cells(state: StateBlock, start: int, lines: Sequence[str]) -> None:
    has_header = any("=" in line for line in lines if _is_border(line))
    for number, line in enumerate(lines, start):
        if _is_border(line):
            has_header = has_header and "=" not in line
            continue
        begin = state.bMarks[number] + state.tShift[number]
        what = "table header" if has_header else "table cell"
        for cell in cells(line):
            push_text(state, number, (begin + cell.start, begin + cell.end), what)


def simple_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a simple table as it is: dashes below its header, or around its rows."""
    if silent or state.is_code_block(start):
        return False
    first = next((n for n in (start, start + 1) if n < end and _has_dashes(state, n)), -1)
    last = _end(state, start, end)
    if first < 0 or last - start <= 1 or first >= last:
        return False
    push_raw_block(state, start, last, SIMPLE)
    return True


def _has_dashes(state: StateBlock, line: int) -> bool:
    return is_inside(state, line) and _DASHES.fullmatch(content(state, line)) is not None
