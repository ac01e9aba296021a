"""Rules of the parser for the items of lists that CommonMark does not know."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transync.formats.markdown.block_rules import CONTAINER, content, read_from
from transync.formats.markdown.line_rules import push_texts

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it.rules_block import StateBlock

    from transync.formats.markdown.syntax import ListItem

    BlockRule = Callable[[StateBlock, int, int, bool], bool]


def list_item(kind: ListItem) -> BlockRule:
    """Return the rule for one kind of items: where one is read, another ends its paragraph."""
    opening = re.compile(kind.opening)
    texts = opening.groupindex.keys() - {"content"}

    def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        found = None if state.is_code_block(start) else opening.fullmatch(content(state, start))
        if found is None or silent:
            return found is not None and kind.name in state.env.get("items", ())
        state.push(f"{CONTAINER}_open", "", 1).info = kind.name
        push_texts(state, start, found, texts)
        if found["content"]:
            outer = state.env.get("items", ())
            state.env["items"] = (*outer, kind.name)
            read_from(state, start, end, found.start("content"), 0)
            state.env["items"] = outer
        else:
            state.line = start + 1
        state.push(f"{CONTAINER}_close", "", -1).info = kind.name
        return True

    return rule
