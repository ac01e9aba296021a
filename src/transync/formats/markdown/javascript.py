"""Rules of the parser for the JavaScript of an MDX document: imports, exports and expressions."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from transync.formats.markdown.block_rules import is_inside, push_raw_block

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

MODULE, EXPRESSION = "module", "expression"
"""The names of their raw blocks."""

_MODULE = re.compile(r"(?:import|export)[ ]")
_MARK = re.compile(
    r"(?<![:\w])//[^\n]*"
    r"|'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\""
    r"|(?P<long>/\*|`)"
    r"|(?P<open>[(\[{])|(?P<close>[)\]}])"
    r"|(?P<blank>\n(?=[ \t]*(?:\n|\Z)))"
)
"""What matters to where JavaScript ends: comments, strings, brackets, blank lines."""
_ENDS = {"/*": "*/", "`": "`"}
"""Of comments and templates, which may have several lines."""
_MAX_FAILURES = 16
"""Brackets without a partner; behind so many, none is looked for, which would be quadratic."""


def module(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take imports and exports up to the first blank line at which no bracket is open."""
    begin = state.bMarks[start]
    if silent or state.level or not _MODULE.match(state.src, begin):
        return False
    last = _line_at(state, _end(state, begin, is_module=True))
    if last < 0:  # then as MDX says where it stops
        last = start
        while last + 1 < end and not state.isEmpty(last + 1):
            last += 1
    push_raw_block(state, start, last + 1, MODULE)
    return True


def expression(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take an expression that stands alone on its lines."""
    begin = state.bMarks[start] + state.tShift[start]
    if silent or state.is_code_block(start) or not state.src.startswith("{", begin):
        return False
    closer = _end(state, begin, is_module=False)
    last = _line_at(state, closer)
    if last < 0 or state.src[closer + 1 : state.eMarks[last]].strip():
        return False
    if not all(is_inside(state, line) for line in range(start, last + 1)):
        return False
    push_raw_block(state, start, last + 1, EXPRESSION)
    return True


def _line_at(state: StateBlock, place: int) -> int:
    """Return the line of a place in the text; -1 where that is not to be read."""
    line = bisect_left(state.eMarks, place, hi=state.lineMax)
    return line if place >= 0 and line < state.lineMax else -1


def _end(state: StateBlock, begin: int, *, is_module: bool) -> int:
    """Return where a module, or the bracket at its begin, ends; -1 where it never does."""
    src, depth, position = state.src, 0, begin
    failures: int = state.env.get("failures", 0)
    while failures < _MAX_FAILURES and (found := _MARK.search(src, position)):
        position = found.end()
        if found["open"]:
            depth += 1
        elif found["close"]:
            depth -= 1
        elif found["long"]:
            closed = src.find(_ENDS[found[0]], position)
            if closed < 0:
                break
            position = closed + len(_ENDS[found[0]])
        if depth <= 0 and found.lastgroup == ("blank" if is_module else "close"):
            return found.start()
    state.env["failures"] = failures + 1
    return -1
