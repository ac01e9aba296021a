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

from transync.domain.errors import LimitError
from transync.domain.model import NEWLINE
from transync.formats.markdown.node import MAX_NESTING, TAGS, CodeBlock, Line, Node, TooDeepError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from markdown_it.token import Token

    from transync.formats.markdown.syntax import Syntax

__all__ = [
    "TAGS",
    "Inline",
    "Line",
    "Node",
    "Outline",
    "code_lines",
    "events",
    "fences",
    "inlines",
    "outline",
]

_REMEMBERED = 16
"""Outlines that are kept: a document is looked at again for each language, and as it was built."""


class Outline(NamedTuple):
    """The block structure of a text."""

    nodes: tuple[Node, ...]
    references: Mapping[str, str]
    """The targets of its link reference definitions, by their labels."""
    code: tuple[CodeBlock, ...]

    @property
    def structure(self) -> str:
        """A digest of the blocks without their places and their prose."""
        nodes = [node[:-1] for node in self.nodes]
        written = {node: repr(node) for node in set(nodes)}  # most are like others
        whole = "".join(map(written.__getitem__, nodes)).encode("ascii", "backslashreplace")
        return blake2b(whole, digest_size=16).hexdigest()


def outline(text: str, syntax: Syntax, path: str = "", first_line: int = 1) -> Outline:
    """Return the blocks of `text`; raise `LimitError` where they are nested too deep.

    Rules: CommonMark 0.31, and GitHub's tables; footnotes as in Pandoc's manual; and what the
    syntax adds.
    """
    try:
        return _outline(text, syntax)
    except TooDeepError as error:
        message = (
            f"more than {MAX_NESTING} quotes and lists inside each other; make the nesting flatter"
        )
        line = first_line + error.args[0]
        raise LimitError(message, path=path, line=line, column=1) from None


def code_lines(text: str, syntax: Syntax) -> Sequence[tuple[int, int]]:
    """Return the lines of code blocks, from 0: fenced, indented, and raw HTML such as `<pre>`.

    Empty where blocks are nested too deep to tell.
    """
    try:
        return [(block.start, block.end) for block in _outline(text, syntax).code]
    except TooDeepError:
        return ()


def fences(text: str, syntax: Syntax) -> Sequence[tuple[str, int, int]]:
    """Return the info string of each fence, and the lines in it, from 0; none as `code_lines`."""
    try:
        code = _outline(text, syntax).code
    except TooDeepError:
        return ()
    return [(block.info, *block.content) for block in code if block.info is not None]


@lru_cache(maxsize=_REMEMBERED)
def _outline(text: str, syntax: Syntax) -> Outline:
    normal = _whole(text)
    found = _read(normal, syntax)
    if shifts := _shifts(text):
        nodes = (node._replace(lines=_shifted(node.lines, shifts)) for node in found.nodes)
        return found._replace(nodes=tuple(nodes))
    return found


def _whole(text: str) -> str:
    """Return a text whose lines all end with a line feed."""
    normal = _normal(NEWLINE.sub("\n", text) if "\r" in text else text)
    # Without a last line ending markdown-it-py 4.3 reads beyond the end: `>*\n>   <!--\n>`.
    return normal if normal.endswith("\n") else f"{normal}\n"


def _read(text: str, syntax: Syntax) -> Outline:
    """Read the blocks of a normalised text: what is not plain, the parser reads block by block."""
    from transync.formats.markdown import plain  # which a run that cuts nothing need not load

    nodes, end, line, code = plain.blocks(text, 0, 0, syntax)
    if end == len(text):
        return Outline(tuple(nodes), {}, tuple(code))
    from transync.formats.markdown.parser import Blocks  # which plain documents need not load

    parsed = Blocks(text, syntax)
    while end < len(text):
        found, line = parsed.at(line)
        nodes += found
        code += parsed.code
        more, end, line, plain_code = plain.blocks(text, parsed.begins[line], line, syntax)
        nodes += more
        code += plain_code
    return Outline(tuple(nodes), parsed.references, tuple(code))


class Inline(NamedTuple):
    """A part of a text inside a block; `type` is markdown-it-py's."""

    type: str
    content: str
    target: str
    """Of a link or an image: where it leads."""


def inlines(text: str, references: Mapping[str, str]) -> Iterator[Inline]:
    """Yield the parts of `text`, which is the content of one block (CommonMark 6), flat."""
    from transync.formats.markdown.parser import inline

    for outer in inline(_normal(text), references):
        for token in (outer, *(outer.children or ())):
            target = token.attrGet("href") or token.attrGet("src") or ""
            yield Inline(token.type, token.content, str(target))


def events(text: str) -> Iterator[tuple[str, str]]:
    """Yield what `text` renders, in order: types of markdown-it-py, each with what it shows.

    That is the characters of text and code, the marks of emphasis, the title of a link or an
    image. No label is defined.
    """
    from transync.formats.markdown.parser import inline

    yield from _events(inline(_normal(text), {}))


def _events(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    for token in tokens:
        if token.type == "image":
            yield "image", str(token.attrGet("title") or "")
            yield from _events(token.children or ())
            yield "image_close", ""
        elif token.type == "link_open":
            yield "link_open", str(token.attrGet("title") or "")
        elif token.type.startswith(("em_", "strong_")):
            yield token.type, token.markup
        else:
            yield token.type, token.content


def _shifts(text: str) -> list[int]:
    """Count for each line the line ends before it that are CRLF, and shorter in the normal text."""
    if "\r\n" not in text:
        return []
    lengths = (ending.end() - ending.start() - 1 for ending in NEWLINE.finditer(text))
    return list(accumulate(lengths, initial=0))


def _normal(text: str) -> str:
    """Replace NUL by what every parser reads in its place (CommonMark 2.3)."""
    return text.replace("\0", "\ufffd")


def _shifted(lines: tuple[Line, ...], shifts: Sequence[int]) -> tuple[Line, ...]:
    found = ((line, shifts[line.number]) for line in lines)
    return tuple(Line(n, a + by, b + by, c + by) for (n, a, b, c), by in found)
