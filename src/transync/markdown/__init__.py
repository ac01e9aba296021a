"""Where the blocks of a Markdown text are, as markdown-it-py sees them: nodes with places.

markdown-it-py gives lines, not columns; but while a block rule runs, its state knows where
the content of each line begins behind quote marks, list markers and indentation. The rules
that make text note that down (see `parser`), so that no column is ever guessed.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from transync.errors import LimitError
from transync.model import NEWLINE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markdown_it.token import Token

_REMEMBERED = 16
"""Outlines that are kept: a document is looked at again for each language, and as it was built."""


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


class Outline(NamedTuple):
    """The block structure of a text, and the targets of its link reference definitions."""

    nodes: tuple[Node, ...]
    references: Mapping[str, str]

    @property
    def structure(self) -> str:
        """A digest of the blocks without their places and their prose."""
        nodes = [node[:-1] for node in self.nodes]
        told = {node: repr(node) for node in set(nodes)}  # most are like others
        whole = "".join(map(told.__getitem__, nodes)).encode("ascii", "backslashreplace")
        return blake2b(whole, digest_size=16).hexdigest()


def prepare() -> None:
    """Load the parser, which takes long: once, before there are processes that all need it."""
    from transync.markdown.parser import parser

    parser()


def outline(text: str, path: str = "", first_line: int = 1) -> Outline:
    """Tell the blocks of `text`; raise `LimitError` where they are nested too deep.

    Rules: CommonMark 0.31, and GitHub's tables; footnotes as in Pandoc's manual.
    """
    from transync.markdown.parser import MAX_NESTING, TooDeepError

    try:
        return _outline(text)
    except TooDeepError as error:
        message = (
            f"more than {MAX_NESTING} quotes and lists inside each other; make the nesting flatter"
        )
        line = first_line + error.args[0]
        raise LimitError(message, path=path, line=line, column=1) from None


@lru_cache(maxsize=_REMEMBERED)
def _outline(text: str) -> Outline:
    from transync.markdown.parser import blocks

    normal = _normal(NEWLINE.sub("\n", text) if "\r" in text else text)
    # Without a last line ending markdown-it-py 4.3 reads beyond the end: `>*\n>   <!--\n>`.
    found = blocks(normal if normal.endswith("\n") else f"{normal}\n")
    lines = _Lines(found.begins, found.ends, _shifts(text))
    return Outline(tuple([_node(token, lines) for token in found.tokens]), found.references)


class Inline(NamedTuple):
    """A part of a text inside a block; `type` is markdown-it-py's."""

    type: str
    content: str
    target: str
    """Of a link or an image: where it leads."""


def inlines(text: str, references: Mapping[str, str]) -> Iterator[Inline]:
    """Give the parts of `text`, which is the content of one block (CommonMark 6), flat."""
    from transync.markdown.parser import inline

    for outer in inline(_normal(text), references):
        for token in (outer, *(outer.children or ())):
            target = token.attrGet("href") or token.attrGet("src") or ""
            yield Inline(token.type, token.content, str(target))


class _Lines(NamedTuple):
    """The lines of the normalised text: their offsets, and how they are shifted in the text."""

    begins: Sequence[int]
    ends: Sequence[int]
    shifts: Sequence[int]
    """Empty where nothing has been shifted."""


def _shifts(text: str) -> list[int]:
    """Count for each line the line ends before it that are CRLF, and shorter in the normal text."""
    if "\r\n" not in text:
        return []
    lengths = (ending.end() - ending.start() - 1 for ending in NEWLINE.finditer(text))
    return list(accumulate(lengths, initial=0))


def _normal(text: str) -> str:
    """Replace NUL by what every parser reads in its place (CommonMark 2.3)."""
    return text.replace("\0", "\ufffd")


def _node(token: Token, text: _Lines) -> Node:
    kind, info, content = token.type, token.info, ""
    lines: tuple[Line, ...] = ()
    if starts := token.meta.get("starts"):
        lines = _placed(token, starts, text)
    elif kind in ("fence", "code_block"):
        content = token.content
    elif kind == "ordered_list_open":
        info = str(token.attrGet("start") or "")
    elif kind == "footnote_reference_open":
        content = token.meta["label"]
    return Node(kind, token.tag, token.nesting, token.level, token.markup, info, content, lines)


def _placed(token: Token, starts: list[int], text: _Lines) -> tuple[Line, ...]:
    first = token.map[0] if token.map else 0
    begins, ends, shifts = text
    if not shifts:
        return tuple([Line(n, begins[n], start, ends[n]) for n, start in enumerate(starts, first)])
    return tuple(
        [
            Line(n, begins[n] + shifts[n], start + shifts[n], ends[n] + shifts[n])
            for n, start in enumerate(starts, first)
        ]
    )
