"""Rules of the parser for fences with prose: a title, options, and blocks or lines."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from transync.formats.markdown.block_rules import content, is_inside, push_raw_block
from transync.formats.markdown.line_rules import (
    PARAMETER,
    VALUE,
    push_lines,
    push_text,
    push_texts,
    told_by,
)
from transync.formats.markdown.syntax import OPTION

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.rules_block import StateBlock

    from transync.formats.markdown.syntax import ProseFence

    BlockRule = Callable[[StateBlock, int, int, bool], bool]

PROSE_FENCE, OPTIONS = "prose_fence", "options"
"""The types of the nodes of such a fence (`prose_fence_open`, whose map is the lines of one that
holds code) and of its options."""

_YAML_OPTION = re.compile(r"(?P<option>[\w-]+):(?:[ \t]+(?P<value>.*))?")
_YAML_FENCE = re.compile(r"---")
_QUOTED = re.compile(r"(?P<quote>[\"'])(?P<text>(?:(?!(?P=quote))[^\\])*)(?P=quote)")
_PLAIN = re.compile(r"(?![\"'|>&*!%@`#?])(?:[^#]|(?<=\S)#)+")
"""A value that MyST reads as it is written."""
_PLAIN_YAML = re.compile(r"(?![\"'|>&*!%@`#?,\[\]{}-])(?:[^#:]|(?<=\S)#|:(?=\S))+")
"""A value that YAML reads as it is written."""
_TERM_INDENT = 1


def prose_fence(kind: ProseFence) -> BlockRule:
    """Return the rule for one kind of fences with prose."""
    opening = re.compile(kind.opening)

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        found = None if state.is_code_block(start) else opening.fullmatch(content(state, start))
        if found is None or silent:
            return found is not None
        last = _closing(state, start, end, found[0])
        token = state.push(f"{PROSE_FENCE}_open", "", 1)
        token.info = kind.name
        if not (kind.has_blocks or kind.lines or kind.has_terms):
            token.map = [start, min(last + 1, end)]
        if kind.has_quoted_title:
            _push_quoted(state, start, found)
        else:
            push_texts(state, start, found)
        first = _options(state, start + 1, last, kind)
        _read(state, first, last, start, kind)
        state.push(f"{PROSE_FENCE}_close", "", -1).info = kind.name
        state.line = min(last + 1, end)
        return True

    return rule


def _push_quoted(state: StateBlock, line: int, found: re.Match[str]) -> None:
    """Take the named groups of a match in the content of a line as texts between marks."""
    begin = state.bMarks[line] + state.tShift[line]
    for name in found.re.groupindex:
        start, end = found.span(name)
        push_text(state, line, (begin + start, begin + end), told_by(name), PARAMETER)


def _closing(state: StateBlock, start: int, end: int, opening: str) -> int:
    """Return the line that closes a fence, or the one behind its last (CommonMark 4.5)."""
    mark = opening[0]
    length = len(opening) - len(opening.lstrip(mark))
    line = start + 1
    while line < end and is_inside(state, line):
        closer = content(state, line)
        if not state.is_code_block(line) and len(closer) >= length and not closer.strip(mark):
            return line
        line += 1
    return line


def _options(state: StateBlock, start: int, end: int, kind: ProseFence) -> int:
    """Take the options that a fence begins with, and return the line behind them."""
    if not kind.option or start >= end:
        return start
    if kind.option == OPTION and _YAML_FENCE.fullmatch(content(state, start)):
        lines = range(start + 1, end)
        last = next((n for n in lines if _YAML_FENCE.fullmatch(content(state, n))), -1)
        if last < 0:
            return start
        for line in lines[: last - start - 1]:
            _option(state, line, _YAML_OPTION.fullmatch(content(state, line)), kind)
        return last + 1
    option, line = re.compile(kind.option), start
    while line < end:
        if not (found := option.fullmatch(content(state, line))):
            break
        _option(state, line, found, kind)
        line += 1
    return line


def _option(state: StateBlock, line: int, found: re.Match[str] | None, kind: ProseFence) -> None:
    """Take one line of options, with what readers see of it."""
    begin = state.bMarks[line] + state.tShift[line]
    name, value = found.group("option", "value") if found else ("", "")
    if found and kind.lines and name in kind.line_options and _PLAIN.fullmatch(value or ""):
        start, end = found.span("value")
        cells = [*re.compile(kind.lines.texts).finditer(found.string[start:end])]
        for cell in cells:
            push_texts(state, line, cell, offset=start)
    elif found and name in kind.options and (span := _visible(value, kind)):
        start = begin + found.start("value")
        what = f"option `{name}`"
        push_text(state, line, (start + span[0], start + span[1]), what, VALUE)
    else:
        push_raw_block(state, line, line + 1, OPTIONS)


def _visible(value: str, kind: ProseFence) -> tuple[int, int] | None:
    """Return where the text of a value is; None where only YAML could tell."""
    if quoted := _QUOTED.fullmatch(value or ""):
        return quoted.span("text")
    plain = _PLAIN if kind.option == OPTION else _PLAIN_YAML
    return (0, len(value)) if plain.fullmatch(value or "") else None


def _read(state: StateBlock, start: int, end: int, opening: int, kind: ProseFence) -> None:
    """Read the content of a fence."""
    if start >= end:
        return
    if kind.lines:
        push_lines(state, start, end, kind.lines)
        return
    if not (kind.has_blocks or kind.has_terms):
        push_raw_block(state, start, end, kind.name)
        return
    outer = state.blkIndent, state.parentType, state.lineMax
    indents = [state.sCount[line] for line in range(start, end) if not state.isEmpty(line)]
    state.blkIndent = min((state.sCount[opening], *indents))
    state.lineMax, state.parentType = end, PROSE_FENCE
    if kind.has_terms:
        _read_terms(state, start, end)
    else:
        state.md.block.tokenize(state, start, end)
    state.blkIndent, state.parentType, state.lineMax = outer


def _read_terms(state: StateBlock, start: int, end: int) -> None:
    """Read terms, one a line, each with the blocks that are indented behind it."""
    margin, line = state.blkIndent, start
    while line < end:
        if state.isEmpty(line):
            line += 1
            continue
        if state.sCount[line] <= margin:
            begin = state.bMarks[line] + state.tShift[line]
            push_text(state, line, (begin, begin + len(content(state, line))), "term")
            line += 1
            continue
        below = takewhile(lambda n: _is_below(state, n, margin), range(line, end))
        last = max(below) + 1
        state.blkIndent, state.lineMax = state.sCount[line], last
        state.md.block.tokenize(state, line, last)
        state.blkIndent, state.lineMax = margin, end
        line = max(state.line, line + 1) if state.line < last else last


def _is_below(state: StateBlock, line: int, margin: int) -> bool:
    return state.isEmpty(line) or state.sCount[line] >= margin + _TERM_INDENT
