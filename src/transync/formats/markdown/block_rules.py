"""Rules of the parser for the blocks that a `Syntax` adds: containers and raw blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.rules_block import StateBlock

    from transync.formats.markdown.syntax import Container, RawBlock

    BlockRule = Callable[[StateBlock, int, int, bool], bool]

CONTAINER, RAW_BLOCK = "container", "raw_block"
"""The types of their nodes: `container_open`, `container_close`, `raw_block`."""

_TAB = 4
_MAX_UNCLOSED = 100
"""Blocks of a kind that are never closed: behind so many of different names, none is closed."""
_BLANKS = " \t"


def container(kind: Container) -> BlockRule:
    """Return the rule for one kind of containers."""
    opening = re.compile(kind.opening)

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        found = None if state.is_code_block(start) else opening.fullmatch(content(state, start))
        if found is None or silent:
            return found is not None
        token = state.push(f"{CONTAINER}_open", "", 1)
        token.info, token.map = kind.name, [start, start + 1]
        token.meta["starts"] = [state.bMarks[start] + state.tShift[start]]
        if "content" in opening.groupindex:
            read_from(state, start, end, found.start("content"), kind.indent)
        else:
            _read_below(state, start, kind.indent)
        state.push(f"{CONTAINER}_close", "", -1).info = kind.name
        return True

    return rule


def _read_below(state: StateBlock, start: int, indent: int) -> None:
    """Read the blocks that are indented behind a line; what is less so is none of theirs."""
    outer, last = (state.blkIndent, state.parentType), state.lineMax
    state.blkIndent = max(state.sCount[start], 0) + indent
    end = start + 1
    for line in range(start + 1, last):
        if state.isEmpty(line):
            continue
        if state.sCount[line] < state.blkIndent:
            break
        end = line + 1
    state.line, state.lineMax, state.parentType = end, end, CONTAINER
    state.md.block.tokenize(state, start + 1, end)
    state.line, state.lineMax = end, last
    state.blkIndent, state.parentType = outer


def read_from(state: StateBlock, start: int, end: int, offset: int, indent: int) -> None:
    """Read the blocks that begin at an offset in a line, and go on indented, as in a list."""
    outer = state.blkIndent, state.parentType
    shift, count = state.tShift[start], state.sCount[start]
    state.blkIndent = max(count, 0) + (indent or _width(state, start, offset))
    state.tShift[start] = shift + offset
    state.sCount[start] = state.blkIndent
    state.parentType = CONTAINER
    state.md.block.tokenize(state, start, end)
    state.tShift[start], state.sCount[start] = shift, count
    state.blkIndent, state.parentType = outer


def _width(state: StateBlock, line: int, offset: int) -> int:
    """Return how many columns the first characters of a line take; tabs end at every fourth."""
    begin = state.bMarks[line] + state.tShift[line]
    first = column = state.sCount[line] + state.bsCount[line]
    for character in state.src[begin : begin + offset]:
        column += _TAB - column % _TAB if character == "\t" else 1
    return column - first


def raw_block(kind: RawBlock) -> BlockRule:
    """Return the rule for one kind of raw blocks; what is never closed is none."""
    opening = re.compile(kind.opening)

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        found = None if state.is_code_block(start) else opening.fullmatch(content(state, start))
        if found is None:
            return False
        last = _closing(state, start, kind.closed_by(found), kind.name) if kind.closing else start
        if silent or last < 0:
            return last >= 0
        push_raw_block(state, start, last + 1, kind.name, is_html=kind.is_html)
        return True

    return rule


def push_raw_block(
    state: StateBlock, start: int, end: int, name: str, *, is_html: bool = False
) -> None:
    """Take some lines as a raw block, or as raw HTML."""
    token = state.push("html_block" if is_html else RAW_BLOCK, "", 0)
    token.info, token.map = name, [start, end]
    token.content = state.getLines(start, end, state.blkIndent, True)
    token.meta["starts"] = [state.bMarks[n] + state.tShift[n] for n in range(start, end)]
    state.line = end


def is_inside(state: StateBlock, line: int) -> bool:
    """Whether a line belongs to the container that is read."""
    return state.isEmpty(line) or state.sCount[line] >= state.blkIndent


def _closing(state: StateBlock, start: int, closed_by: str, name: str) -> int:
    """Return the line that closes a raw block; -1 where there is none in its container."""
    unclosed = state.env.setdefault("unclosed", {}).setdefault(name, {})
    place = closed_by, state.level, state.blkIndent
    first, last = unclosed.get(place, (0, 0))
    # To look again behind each opening line would be quadratic.
    if first <= start < last or len(unclosed) > _MAX_UNCLOSED:
        return -1
    closing = re.compile(closed_by)
    line = start + 1
    while line < state.lineMax and is_inside(state, line):
        if closing.fullmatch(content(state, line)):
            return line
        line += 1
    unclosed[place] = start, line
    return -1


def content(state: StateBlock, line: int) -> str:
    """Return the characters of a line behind the marks of all containers."""
    begin = state.bMarks[line] + state.tShift[line]
    return state.src[begin : state.eMarks[line]].rstrip(_BLANKS)
