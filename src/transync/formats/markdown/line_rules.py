"""Rules of the parser for lines that stay lines, each with texts of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transync.formats.markdown.block_rules import content, is_inside, push_raw_block

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from markdown_it.rules_block import StateBlock

    from transync.formats.markdown.syntax import LineBlock

    BlockRule = Callable[[StateBlock, int, int, bool], bool]

TEXT, VALUE, PARAMETER = "line_text", "line_value", "line_parameter"
"""The types of the nodes of a text in a line, of one in which no Markdown is read, and of one
between marks.

Their `info` says what they are."""

_NUMBER = re.compile(r"_\d+\Z")


def line_block(kind: LineBlock) -> BlockRule:
    """Return the rule for one kind of line blocks."""
    line = re.compile(kind.line)

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if state.is_code_block(start) or not line.fullmatch(content(state, start)):
            return False
        last = start + 1
        while last < end and _continues(state, last, line):
            last += 1
        is_whole = last >= end or state.isEmpty(last) or not is_inside(state, last)
        if silent or not (kind.ends_paragraph or is_whole):
            return kind.ends_paragraph or is_whole
        push_lines(state, start, last, kind)
        return True

    return rule


def _continues(state: StateBlock, number: int, line: re.Pattern[str]) -> bool:
    return (
        not state.isEmpty(number)
        and is_inside(state, number)
        and line.fullmatch(content(state, number)) is not None
    )


def push_lines(state: StateBlock, start: int, end: int, block: LineBlock) -> None:
    """Take some lines, with the texts that are in each; one without a text is mostly code."""
    texts = re.compile(block.texts)
    state.push("lines_open", "", 1).info = block.name
    for number in range(start, end):
        found = [*texts.finditer(content(state, number))]
        if not (found or block.has_links):
            push_raw_block(state, number, number + 1, block.name)
        for each in found:
            push_texts(state, number, each)
    state.push("lines_close", "", -1).info = block.name
    state.line = end


def push_texts(
    state: StateBlock,
    line: int,
    found: re.Match[str],
    names: Iterable[str] | None = None,
    offset: int = 0,
) -> None:
    """Take the named groups of a match in the content of a line, from an offset on, as texts."""
    begin = state.bMarks[line] + state.tShift[line] + offset
    for name in found.re.groupindex if names is None else names:
        if found[name]:
            start, end = found.span(name)
            push_text(state, line, (begin + start, begin + end), told_by(name))


def told_by(group: str) -> str:
    """Return what a text is, by the name of its group: `table cell` for `table_cell_2`."""
    return _NUMBER.sub("", group).replace("_", " ")


def push_text(
    state: StateBlock, line: int, span: tuple[int, int], what: str, kind: str = TEXT
) -> None:
    """Take some characters of a line as a text."""
    start, end = span
    token = state.push(kind, "", 0)
    token.info, token.map = what, [line, line + 1]
    token.meta["starts"], token.meta["end"] = [start], end
