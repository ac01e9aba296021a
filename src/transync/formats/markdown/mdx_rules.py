"""Rules of the parser for the code in MDX: modules, and lines of tags and expressions.

A line of nothing but tags is a block of its own (micromark-extension-mdx-jsx): it ends what stands
above it, and the next line begins another block, without an empty line between them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from transync.formats.markdown.block_rules import content, is_inside, push_raw_block
from transync.formats.markdown.javascript import module_end
from transync.formats.markdown.jsx import UNFINISHED, Flow, flow
from transync.formats.markdown.node import TAGS

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock

MODULE, EXPRESSION, ELEMENT = "module", "expression", "element"
"""The names of raw blocks: of JavaScript, and of an element whose text is no prose."""

_MODULE = re.compile(r"(?:import|export)[ ]")
_MAX_FAILURES = 16
"""Modules that never end; behind so many, none is looked for, which would be quadratic."""
_STEP = 8
"""By how much more lines are looked at for the end of a tag, each time that it is not there."""
_MAX_WASTE = 16
"""Lines looked at in vain, to each line of the text; then none behind the first is looked at."""


def module(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take imports and exports up to the first blank line at which no bracket is open."""
    begin = state.bMarks[start]
    if silent or state.level or not _MODULE.match(state.src, begin):
        return False
    last = _module_end(state, begin)
    if last < 0:  # then as MDX says where it stops
        last = start
        while last + 1 < end and not state.isEmpty(last + 1):
            last += 1
    push_raw_block(state, start, last + 1, MODULE)
    return True


def _module_end(state: StateBlock, begin: int) -> int:
    """Return the last line of a module; -1 where it has none."""
    failures = state.env.setdefault("failures", 0)
    place = module_end(state.src, begin) if failures < _MAX_FAILURES else -1
    line = bisect_left(state.eMarks, place, hi=state.lineMax)
    if place >= 0 and line < state.lineMax:
        return line
    state.env["failures"] += 1
    return -1


class _FlowLines(NamedTuple):
    """Lines of tags and expressions, up to the one before `end`."""

    end: int
    flow: Flow


def tags(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take the tags and expressions that stand alone on their lines.

    Where an element is open whose text is no prose, that is taken with it.
    """
    begin = state.bMarks[start] + state.tShift[start]
    found = _lines(state, start) if state.src.startswith(("<", "{"), begin) else None
    if found is None:
        return False
    last, name = found.end, TAGS if found.flow.has_tags else EXPRESSION
    if found.flow.hidden:
        last, name = _element_end(state, last, found.flow.hidden), ELEMENT
    if silent or last < 0:
        return last >= 0
    push_raw_block(state, start, last, name, is_html=found.flow.has_tags)
    state.env[TAGS] = last
    return True


def _lines(state: StateBlock, start: int) -> _FlowLines | None:
    """Return the tags and expressions from a line on; None where something else is beside them."""
    count, known = 1, 1
    is_wasteful = state.env.setdefault("waste", 0) > _MAX_WASTE * len(state.bMarks)
    while True:
        while known < count and _continues(state, start, start + known):
            known += 1
        text = state.getLines(start, start + known, state.blkIndent, False).lstrip()
        found = flow(text)
        if found.end != UNFINISHED or known < count or is_wasteful:
            break
        count *= _STEP
    if found.end < 0:
        state.env["waste"] += known - 1
        return None
    return _FlowLines(start + 1 + text.count("\n", 0, found.end), found)


def _continues(state: StateBlock, start: int, line: int) -> bool:
    """Whether a line is in the container in which a tag begins."""
    if line >= state.lineMax:
        return False
    return is_inside(state, line) or state.sCount[line] >= state.sCount[start]


def _element_end(state: StateBlock, line: int, name: str) -> int:
    """Return the line behind the end of an element, looking from a line on; -1 without one."""
    if state.env["waste"] > _MAX_WASTE * len(state.bMarks):
        return -1
    closing = re.compile(rf"</{re.escape(name)}\s*>", re.IGNORECASE)
    first = line
    while line < state.lineMax and is_inside(state, line):
        line += 1
        if closing.search(content(state, line - 1)):
            return line
    state.env["waste"] += line - first
    return -1
