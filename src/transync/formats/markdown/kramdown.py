"""Rules of the parser for the blocks of kramdown: tables without a delimiter row, HTML elements."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from transync.formats.markdown.block_rules import content

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

ROWS, ELEMENT = "kramdown table", "kramdown element"

_SEPARATOR = re.compile(r"(?=.*\|)(?=.*[-=])[-=+:| \t]*")
_ATTRIBUTES = re.compile(r"\{:[^{}]*\}")
"""The attributes of the block above."""
_PIPE_IN_CODE = re.compile(r"`[^`]*\|[^`]*`|\{\{[^{}]*\|[^{}]*\}\}|\{%[^%]*\|[^%]*%\}")
"""In code, or between two filters of Liquid."""
_CELL_END = re.compile(r"(?<!\\)\|")
_ELEMENT = re.compile(
    r"<(?P<name>address|article|aside|blockquote|body|center|dd|details|dialog|dir|div|dl|dt"
    r"|fieldset|figcaption|figure|footer|form|h[1-6]|header|iframe|legend|li|main|menu|nav|ol|p"
    r"|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)(?=[\s>])[^<>]*>",
    re.IGNORECASE,
)
"""An opening tag whose content is no Markdown, to kramdown."""
_WITH_MARKDOWN = re.compile(r"<[^<>]*\smarkdown=", re.IGNORECASE)
_MAX_FAILURES = 16
"""Tags without an end; behind so many, none is looked for, which would be quadratic."""


def rows(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take lines that begin with a pipe as the rows of a table; or a block of lines with one each.

    Those may begin and end without a pipe, but none may lack one, nor have one in code.
    """
    if silent:  # a table never ends a paragraph
        return False
    last = start
    while last < end and _is_row(state, last):
        last += 1
    if last == start:
        last = _end_of_open_rows(state, start, end)
    if last == start:
        return False
    state.push("table_open", "table", 1).map = [start, last]
    has_head = last - start > 1 and _is_separator(state, start + 1)
    for line in range(start, last):
        _push_row(state, line, "th" if has_head and line == start else "td")
    state.push("table_close", "table", -1)
    state.line = last
    return True


def _is_row(state: StateBlock, line: int) -> bool:
    if state.isEmpty(line) or state.sCount[line] < state.blkIndent or state.is_code_block(line):
        return False
    return content(state, line).startswith("|")


def _end_of_open_rows(state: StateBlock, start: int, end: int) -> int:
    """Return the line behind the rows that do not begin with a pipe; `start` if there is none."""
    last = start
    while last < end and not state.isEmpty(last):
        if state.sCount[last] < state.blkIndent or state.is_code_block(last):
            break
        row = content(state, last)
        if last > start and _ATTRIBUTES.fullmatch(row):
            break
        if not _CELL_END.search(row) or _PIPE_IN_CODE.search(row):
            return start
        last += 1
    return last


def _is_separator(state: StateBlock, line: int) -> bool:
    return _SEPARATOR.fullmatch(content(state, line)) is not None


def _push_row(state: StateBlock, line: int, tag: str) -> None:
    state.push("tr_open", "tr", 1).map = [line, line + 1]
    row = content(state, line)
    parts = _CELL_END.split(row)
    cells = 0 if _is_separator(state, line) else len(parts) - (not parts[0])
    if cells > 1 and not parts[-1]:
        cells -= 1
    for _ in range(cells):
        state.push(f"{tag}_open", tag, 1)
        token = state.push("inline", "", 0)
        token.map, token.children = [line, line + 1], []
        token.meta["starts"] = [state.bMarks[line] + state.tShift[line]]
        state.push(f"{tag}_close", tag, -1)
    state.push("tr_close", "tr", -1)


def element(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take an element at the margin, with all that is in it, as raw HTML.

    One in which an attribute asks for Markdown is left to CommonMark.
    """
    begin = state.bMarks[start]
    if silent or state.level or not (opened := _ELEMENT.match(state.src, begin)):
        return False
    closed = _end(state, opened)
    last = bisect_left(state.eMarks, closed, hi=state.lineMax)
    if closed < 0 or last >= end or state.src[closed : state.eMarks[last]].strip():
        return False
    if _WITH_MARKDOWN.search(state.src, begin, closed):
        return False
    token = state.push("html_block", "", 0)
    token.map = [start, last + 1]
    token.content = state.getLines(start, last + 1, state.blkIndent, True)
    token.meta["starts"] = [state.bMarks[n] + state.tShift[n] for n in range(start, last + 1)]
    state.line = last + 1
    return True


def _end(state: StateBlock, opened: re.Match[str]) -> int:
    """Return where the end tag of an element ends; -1 where it has none."""
    failures: int = state.env.get("elements", 0)
    if failures >= _MAX_FAILURES:
        return -1
    tags = re.compile(rf"<(?P<end>/?){opened['name']}(?=[\s>])[^<>]*>", re.IGNORECASE)
    depth = 1
    for tag in tags.finditer(state.src, opened.end()):
        depth += -1 if tag["end"] else 1
        if depth == 0:
            return tag.end()
    state.env["elements"] = failures + 1
    return -1
