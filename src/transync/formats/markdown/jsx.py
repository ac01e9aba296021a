"""Finds where tags of JSX end, and lines that consist of nothing but tags and expressions."""

from __future__ import annotations

import re
from typing import NamedTuple

from transync.formats.html import HIDDEN
from transync.formats.markdown.javascript import bracket_end

UNFINISHED, NONE = -1, -2
"""In the place of an offset: the text ends too early; something else is there."""

_WORD = r"[^\W\d][\w$-]*|\$[\w$-]*"
_OPENING = re.compile(
    rf"<(?P<closes>/\s*)?(?:(?P<name>(?:{_WORD})(?:\s*[.:]\s*(?:{_WORD}))*)|(?=\s*>))"
)
"""How a tag begins, or a fragment, which has no name."""
_ATTRIBUTE = re.compile(
    r"\s*(?:(?P<end>(?P<is_whole>/\s*)?>)|(?P<expression>\{)"
    rf"|(?:{_WORD})(?:\s*:\s*(?:{_WORD}))?(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|(?=\{{)))?)"
)
"""What may follow in a tag: an attribute, an expression, the end."""
_UNFINISHED = re.compile(r"\s*(?:/\s*|=\s*(?:\"[^\"]*|'[^']*)?)?\Z")
_BLANKS = re.compile(r"[ \t]*")


class Flow(NamedTuple):
    """Tags and expressions behind each other, and nothing else on their lines."""

    end: int
    """The offset behind them; `UNFINISHED`, or `NONE` where something else is beside them."""
    has_tags: bool = False
    hidden: str = ""
    """The element that is still open and whose text is no prose; empty where there is none."""


class _Tag(NamedTuple):
    end: int
    name: str = ""
    closes: bool = False
    is_whole: bool = False
    """Whether it closes itself."""


def flow(text: str) -> Flow:
    """Read the tags and expressions that a text begins with, up to the end of a line.

    Rules: micromark-extension-mdx-jsx 3 and micromark-extension-mdx-expression 3.
    """
    position, has_tags = 0, False
    hidden: list[str] = []
    while position < len(text) and text[position] != "\n":
        if text[position] == "{":
            position = bracket_end(text, position)
        else:
            tag = _tag(text, position)
            position, has_tags = tag.end, True
            _note(hidden, tag)
        if position < 0:
            return Flow(position)
        position = _blanks_end(text, position)
    return Flow(position, has_tags, hidden[-1] if hidden else "")


def _note(hidden: list[str], tag: _Tag) -> None:
    """Add an element whose text is no prose, or take it away where it is closed."""
    if tag.name in HIDDEN and not tag.is_whole:
        if not tag.closes:
            hidden.append(tag.name)
        elif tag.name in hidden:
            del hidden[hidden.index(tag.name) :]


def _tag(text: str, start: int) -> _Tag:
    opened = _OPENING.match(text, start)
    if not opened:
        return _Tag(NONE)
    position = opened.end()
    while found := _ATTRIBUTE.match(text, position):
        position = found.end()
        if found["end"]:
            name = (opened["name"] or "").lower()
            return _Tag(position, name, bool(opened["closes"]), bool(found["is_whole"]))
        if found["expression"]:
            position = bracket_end(text, position - 1)
            if position < 0:
                return _Tag(UNFINISHED)
    return _Tag(UNFINISHED if _UNFINISHED.match(text, position) else NONE)


def _blanks_end(text: str, position: int) -> int:
    blanks = _BLANKS.match(text, position)
    return blanks.end() if blanks else position
