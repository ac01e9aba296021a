"""The headings of a document, with their own ids: what a site generator makes ids of."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from transync.core.document import template_syntax
from transync.core.document.prose import BLANKS
from transync.dialects.slugs.spelling import own_id
from transync.domain.model import BOM, NEWLINE
from transync.formats import frontmatter
from transync.formats.markdown import outline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.dialects import Dialect
    from transync.dialects.slugs.spelling import Spelling
    from transync.formats.markdown import Line, Node, Outline

_OPENING = re.compile(r"#{1,6}[ \t]*")
_CLOSING = re.compile(r"(?:(?<=[ \t])|^)#+[ \t]*$")
_REMEMBERED = 16
"""Documents whose headings are kept: they are asked for again for each language."""


class PlacedHeading(NamedTuple):
    """A heading in the text of a file; its places are offsets into it."""

    markdown: str
    """Its content on one line, without its own id."""
    own_id: str
    """The id that the author gives it; empty where it has none."""
    begin: int
    """Where its first line begins, marks of quotes and lists included."""
    end: int
    """Where the last line of its content ends, blanks and closing marks included."""
    is_nested: bool
    """Whether it is in a quote, a list or another container."""
    is_underlined: bool = False
    """Whether the line behind its content makes it a heading."""


def headings(text: str, dialect: Dialect) -> tuple[PlacedHeading, ...]:
    """Return the Markdown headings of a file, in order; none where the dialect makes no ids.

    Raises `DocumentError` for what cannot be read.
    """
    return _headings(text, dialect) if dialect.heading_ids else ()


@lru_cache(maxsize=_REMEMBERED)
def _headings(text: str, dialect: Dialect) -> tuple[PlacedHeading, ...]:
    start = body_start(text)
    body = text[start:]
    blocks = outline(template_syntax.block_text(body, dialect), dialect.syntax)
    found = _placed(body, blocks, dialect)
    return tuple(each._replace(begin=each.begin + start, end=each.end + start) for each in found)


def body_start(text: str) -> int:
    """Return where the Markdown of a file begins: behind its front matter, or its BOM."""
    span = frontmatter.find(text)
    return span.end if span else len(BOM) if text.startswith(BOM) else 0


def _placed(body: str, blocks: Outline, dialect: Dialect) -> Iterator[PlacedHeading]:
    assert dialect.heading_ids is not None
    spelling = dialect.heading_ids.spelling
    opened = None
    for node in blocks.nodes:
        if node.type == "heading_open":
            opened = node
        elif node.type == "inline" and opened is not None:
            yield _heading(body, opened, node.lines, spelling)
            opened = None
        elif node.type == "heading_close":
            opened = None


def _heading(body: str, opened: Node, lines: tuple[Line, ...], spelling: Spelling) -> PlacedHeading:
    content = " ".join(body[line.start : line.end].strip(BLANKS) for line in lines)
    is_atx = opened.markup.startswith("#")
    if is_atx:
        content = _CLOSING.sub("", _OPENING.sub("", content, count=1)).rstrip(BLANKS)
    around = _line_before(body, lines[0]), _line_behind(body, lines[-1])
    markdown, own = own_id(content, spelling, *around)
    if own and is_atx:
        markdown = _CLOSING.sub("", markdown)  # `## Titel ## {#anker}`
    is_nested = opened.level > 0
    span = lines[0].begin, lines[-1].end
    return PlacedHeading(markdown.strip(BLANKS), own, *span, is_nested, not is_atx)


def _line_before(body: str, line: Line) -> str:
    """Return the line above, without the white space before it."""
    above = body[: line.begin].rstrip("\r\n")
    cut = max(above.rfind("\n"), above.rfind("\r")) + 1
    return above[cut:].strip(BLANKS)


def _line_behind(body: str, line: Line) -> str:
    """Return the line below, without the white space before it."""
    ending = NEWLINE.match(body, line.end)
    if not ending:
        return ""
    behind = NEWLINE.search(body, ending.end())
    return body[ending.end() : behind.start() if behind else len(body)].strip(BLANKS)
