"""The parser's rule for link definitions, extended: it notes where their titles stand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.common.utils import normalizeReference, unescapeAll

from transync.formats.markdown.block_rules import content
from transync.formats.markdown.line_rules import push_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.rules_block import StateBlock

    BlockRule = Callable[[StateBlock, int, int, bool], bool]

TITLE = "definition_title"
"""The type of the node of a title, between its quotes; `info` is the label of its link."""

_LABEL = re.compile(r"\[(?P<label>(?:\\.|[^\[\]\\])+)\]:")
_AT_END = re.compile(
    r"(?:(?<=[ \t])|\A)(?:\"(?P<double>(?:\\.|[^\"\\])+)\"|'(?P<single>(?:\\.|[^'\\])+)'"
    r"|\((?P<round>(?:\\.|[^()\\])+)\))\Z"
)
_LEADS_SOMEWHERE = re.compile(r"\w")
"""`[//]: # (remark)` leads nowhere: authors write remarks so."""


def definition(rule: BlockRule) -> BlockRule:
    """Return the rule for link definitions (CommonMark 4.7), which pushes a node for a title.

    A title over several lines, and one that another definition of its label hides, get none.
    """

    def noted(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if not rule(state, start, end, silent):
            return False
        if not silent:
            _push_title(state, start)
        return True

    return noted


def _push_title(state: StateBlock, start: int) -> None:
    label = _LABEL.match(content(state, start))
    entry = state.env["references"].get(normalizeReference(label["label"])) if label else None
    if not (label and entry and entry["title"] and entry["map"][0] == start):
        return
    line = state.line - 1
    found = _AT_END.search(content(state, line))
    kind = found.lastgroup if found else None
    if not (found and kind and _LEADS_SOMEWHERE.search(entry["href"])):
        return
    if unescapeAll(found[kind]) == entry["title"]:
        begin = state.bMarks[line] + state.tShift[line]
        span = begin + found.start(kind), begin + found.end(kind)
        push_text(state, line, span, label["label"], TITLE)
