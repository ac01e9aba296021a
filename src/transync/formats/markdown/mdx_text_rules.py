"""Rules of the parser for text in MDX: beside tags, and indented however far.

MDX has no HTML blocks and no indented code (micromark-extension-mdx-md): what is neither is text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.common.html_blocks import block_names

from transync.formats.html import INLINE
from transync.formats.markdown.block_rules import content, is_inside, push_raw_block
from transync.formats.markdown.node import TAGS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from markdown_it.rules_block import StateBlock

    BlockRule = Callable[[StateBlock, int, int, bool], bool]

_TAG = re.compile(r"</?(?P<name>[A-Za-z][\w.:-]*)(?=\s|/?>|\Z)")
_CODE_SPAN = re.compile(r"(?<!`)(?P<ticks>`+)(?!`)(?P<code>.*?)(?<!`)(?P=ticks)(?!`)", re.DOTALL)
_BLOCK_NAMES = frozenset(block_names)
_UNDERLINE = re.compile(r"=+|-+")


def html(rule: BlockRule) -> BlockRule:
    """Return the rule for raw HTML of which MDX makes paragraphs: tags with text beside them.

    It begins with the tag of a block (CommonMark 4.6), right below tags with one of a component,
    too; and it ends as a paragraph does. With a tag in a code span, it is Markdown; comments and
    what is never closed are left to the rule of CommonMark.
    """

    def text_with_tags(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if not _begins_with_block(state, start, silent):
            return rule(state, start, end, silent)
        if silent:
            return True
        others = [each for each in _interrupting(state) if each is not text_with_tags]
        last, mark = _text_end(state, start, others)
        if mark or _has_tag_in_code(state, start, last):
            _push(state, start, last, mark)
        else:
            push_raw_block(state, start, last, "", is_html=True)
        return True

    return text_with_tags


def _begins_with_block(state: StateBlock, line: int, silent: bool) -> bool:
    begin = state.bMarks[line] + state.tShift[line]
    tag = _TAG.match(state.src, begin, state.eMarks[line])
    if not tag:
        return False
    name = tag["name"].lower()
    is_below_tags = line == state.env.get(TAGS) and not silent
    return name in _BLOCK_NAMES or (is_below_tags and name not in INLINE)


def _has_tag_in_code(state: StateBlock, start: int, end: int) -> bool:
    text = "\n".join(content(state, line) for line in range(start, end))
    return any("<" in found["code"] for found in _CODE_SPAN.finditer(text))


def paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Take a paragraph, or the heading that it is where its last line underlines it."""
    last, mark = _text_end(state, start, _interrupting(state))
    _push(state, start, last, mark)
    return True


def _push(state: StateBlock, start: int, end: int, mark: str) -> None:
    """Take some lines as a paragraph, or as a heading that a line of these marks underlines."""
    level = {"=": "1", "-": "2"}.get(mark, "")
    kind, tag = ("heading", f"h{level}") if mark else ("paragraph", "p")
    opened = state.push(f"{kind}_open", tag, 1)
    text = state.push("inline", "", 0)
    text.map, text.children = [start, end], []
    text.meta["starts"] = [state.bMarks[n] + state.tShift[n] for n in range(start, end)]
    closed = state.push(f"{kind}_close", tag, -1)
    state.line = end + bool(mark)
    opened.markup = closed.markup = mark
    opened.map = [start, state.line]


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
