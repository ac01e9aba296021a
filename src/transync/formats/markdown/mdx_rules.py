"""Rules of the parser for MDX: modules, lines of tags and expressions, text at any indentation.

MDX has no HTML blocks and no indented code: a line of nothing but tags is a block of its own, and
the next line begins another one, without an empty line between them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from markdown_it.common.html_blocks import block_names

from transync.formats.markdown.block_rules import content, is_inside, push_raw_block
from transync.formats.markdown.javascript import module_end
from transync.formats.markdown.jsx import UNFINISHED, Flow, flow
from transync.formats.markdown.node import TAGS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.rules_block import StateBlock

    BlockRule = Callable[[StateBlock, int, int, bool], bool]

MODULE, EXPRESSION, ELEMENT = "module", "expression", "element"
"""The names of raw blocks: of JavaScript, and of an element whose text is no prose."""

_MODULE = re.compile(r"(?:import|export)[ ]")
_MAX_FAILURES = 16
"""Modules that never end; behind so many, none is looked for, which would be quadratic."""
_STEP = 8
"""By how much more lines are looked at for the end of a tag, each time that it is not there."""
_MAX_WASTE = 16
"""Lines looked at in vain, to each line of the text; then none behind the first is looked at."""
_BLOCK_TAG = re.compile(rf"</?(?:{'|'.join(block_names)})(?=\s|/?>|\Z)", re.IGNORECASE)
"""How a line begins that is cut as raw HTML, though text is beside its tags."""
_UNDERLINE = re.compile(r"=+|-+")


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


def html(rule: BlockRule) -> BlockRule:
    """Return the rule for raw HTML of which MDX makes paragraphs: tags with text beside them.

    It begins as CommonMark says (4.6), and ends as a paragraph does. Comments and what is never
    closed are left to the rule of CommonMark.
    """

    def text_with_tags(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if not _BLOCK_TAG.match(content(state, start)):
            return rule(state, start, end, silent)
        if silent:
            return True
        others = [each for each in _interrupting(state) if each is not text_with_tags]
        last, mark = _text_end(state, start, others)
        if not mark:
            push_raw_block(state, start, last, "", is_html=True)
        return not mark

    return text_with_tags


def paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a paragraph, or the heading that it is where its last line underlines it."""
    last, mark = _text_end(state, start, _interrupting(state))
    level = {"=": "1", "-": "2"}.get(mark, "")
    kind, tag = ("heading", f"h{level}") if mark else ("paragraph", "p")
    opened = state.push(f"{kind}_open", tag, 1)
    text = state.push("inline", "", 0)
    text.map, text.children = [start, last], []
    closed = state.push(f"{kind}_close", tag, -1)
    state.line = last + bool(mark)
    opened.markup = closed.markup = mark
    opened.map = [start, state.line]
    return True


def _interrupting(state: StateBlock) -> Sequence[BlockRule]:
    return state.md.block.ruler.getRules("paragraph")


def _text_end(state: StateBlock, start: int, rules: Sequence[BlockRule]) -> tuple[int, str]:
    """Return the line behind a paragraph, which these rules end, and the mark that underlines it.

    No line is indented so far that it could begin no other block.
    """
    outer, state.parentType = state.parentType, "paragraph"
    line, mark = start + 1, ""
    while line < state.lineMax and not state.isEmpty(line):
        if is_inside(state, line) and _UNDERLINE.fullmatch(content(state, line)):
            mark = content(state, line)[0]
            break
        # A line outside of a quote has been looked at by the quote.
        is_lazy = state.sCount[line] < 0
        if not is_lazy and any(rule(state, line, state.lineMax, True) for rule in rules):
            break
        line += 1
    state.parentType = outer
    return line, mark


def list_at_any_indentation(rule: BlockRule) -> BlockRule:
    """Let a list have items that are indented by four or more (CommonMark 5.2, without 4.4)."""

    def placed(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        outer, state.listIndent = state.listIndent, -1
        try:
            return rule(state, start, end, silent)
        finally:
            state.listIndent = outer

    return placed
