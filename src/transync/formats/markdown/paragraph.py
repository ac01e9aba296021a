"""The rule for paragraphs: where one ends (CommonMark 4.8), and nothing else.

Most blocks are paragraphs. markdown-it-py makes three tokens of each, and joins its lines for a
renderer; here one token tells its lines.
"""

from __future__ import annotations

from operator import add
from typing import TYPE_CHECKING

from markdown_it.token import Token

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

TYPE = "paragraph"


def paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take the lines up to one that is empty or begins another block; it is asked last."""
    around, state.parentType = state.parentType, TYPE
    state.line = _end(state, start + 1, state.lineMax)
    state.parentType = around
    token = Token(TYPE, "p", 0, map=[start, state.line], level=state.level, block=True)
    token.meta["starts"] = starts(state, start, state.line)
    state.tokens.append(token)
    return True


def starts(state: StateBlock, first: int, end: int) -> list[int]:
    """Tell for each of some lines where its content begins, behind the marks of all containers."""
    return [*map(add, state.bMarks[first:end], state.tShift[first:end])]


def _end(state: StateBlock, line: int, end: int) -> int:
    """Give the first line that does not belong to the paragraph."""
    rules = state.md.block.ruler.getRules(TYPE)
    while line < end and not state.isEmpty(line):
        # An indented line is no code behind a paragraph; below 0, it is a quote's lazy one.
        may_begin_block = state.sCount[line] >= 0 and not state.is_code_block(line)
        if may_begin_block and any(rule(state, line, end, True) for rule in rules):
            break
        line += 1
    return line
