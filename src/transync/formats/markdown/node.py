"""The blocks of a text, as nodes, and the lines that they stand on."""

from __future__ import annotations

from typing import NamedTuple

MAX_NESTING = 100
"""Quotes, lists and footnotes inside each other; deeper input is refused, not shortened."""

TAGS = "tags"
"""The `info` of raw HTML that is nothing but tags, as a line of MDX."""


class TooDeepError(Exception):
    """Raised where blocks are nested deeper, with the line from 0."""


class Line(NamedTuple):
    """The content of one line of a block: offsets into the parsed text, the ending left out."""

    number: int
    """Line of the text, from 0."""
    begin: int
    """Where the line itself begins: its quote marks, list markers, indentation."""
    start: int
    """Where the content begins."""
    end: int


class Node(NamedTuple):
    """One event of the block structure; `type` and `tag` are markdown-it-py's.

    But a paragraph is one node, not three, and stands alone.
    """

    type: str
    tag: str
    nesting: int
    """1 opens, -1 closes, 0 stands alone."""
    level: int
    markup: str
    info: str
    content: str
    """Of code: its text; of a footnote: its label."""
    lines: tuple[Line, ...]
    """Of text (`paragraph`, `inline`) and raw HTML (`html_block`): the lines it stands on."""


class CodeBlock(NamedTuple):
    """Code, raw HTML, or a fence with prose, by its lines: from a number, up to another, from 0."""

    start: int
    end: int
    info: str | None = None
    """The info string of a fence of code; None for all else."""
    content: tuple[int, int] = (0, 0)
    """The lines between the marks of such a fence."""
