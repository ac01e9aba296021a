"""Reads blocks that are written as most are; of any other, only the parser can tell.

Headings, paragraphs, lists of paragraphs and fenced code at the margin, whose lines begin with
nothing that could begin a block of another kind, and end where no parser sees more of them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from transync.formats.markdown.node import CodeBlock, Line, Node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from transync.formats.markdown.syntax import Syntax

_BEGINNINGS = (
    r"(?:[^\s\d#>*+\-_`~<|\[=:]"
    r"|[*_]{1,3}[^\W\d_]"
    r"|`{1,2}[^`\n]"
    r"|[0-9]++(?![.)][ \t\n])"
    # A link, or a link in a link; a label of which something is said has a colon behind it.
    r"|\[(?!\^)[^\[\]\\\n]*+(?:\](?!:)|\[))"
)
"""How a line begins that begins no block (CommonMark 4 and 5) and underlines none (4.3)."""
_BLANK = r"(?:[ \t]*+\n)"
_BLANKS = f"(?>{_BLANK}*)"
_INTERRUPTS = r"\#{1,6}[ ]|`{3,}+[^`\n]*+\n"
_BULLET, _NUMBER = r"[-*+]", r"[0-9]{1,9}"
_ITEM = re.compile(rf"(?:{_BULLET}|(?P<number>{_NUMBER})[.)])[ ]{{1,4}}(?=\S)")
_NUMBERED = rf"{_NUMBER}(?P<delimiter>[.)])", rf"{_NUMBER}(?P=delimiter)"
_REMEMBERED = 16
"""Patterns that are kept: a project has few dialects."""


@lru_cache(maxsize=_REMEMBERED)
def _pattern(syntax: Syntax) -> re.Pattern[str]:
    """Return the pattern of a plain block, none of whose lines opens a block of the syntax."""
    other = rf"(?!(?:{syntax.openings})[ \t]*+\n)" if syntax.openings else ""
    text = rf"{other}{_BEGINNINGS}[^\n]*+\n"
    # No line of a paragraph is indented code (4.8); nor does a list end above a lazy one (5.2).
    paragraph = rf"{text}(?>(?:[ ]*+{text})*)"
    kinds = (
        rf"(?P<paragraph>{paragraph}"
        rf"(?={_BLANK}|\Z|{_INTERRUPTS}|{_BULLET}[ ]{{1,4}}{other}{_BEGINNINGS}))",
        # Above a delimiter row, whatever has a pipe is the head of a table, and nothing else.
        r"(?P<heading>(?P<level>\#{1,6})[ ]++[^\s|][^|\n]*+\n)",
        rf"(?P<bullets>{_list(rf'(?P<bullet>{_BULLET})', '(?P=bullet)', paragraph)})",
        rf"(?P<numbers>{_list(*_NUMBERED, paragraph)})",
        r"(?P<fence>(?P<mark>`{3,}+)(?P<info>[^`|\n]*+)\n"
        r"(?P<code>(?:[^\n]*+\n)*?)[ ]{0,3}(?P=mark)`*+[ \t]*+\n)",
        rf"(?={_BLANK})",
    )
    return re.compile(rf"{other}(?:{'|'.join(kinds)}){_BLANKS}")


def _list(first: str, other: str, paragraph: str) -> str:
    """Return the pattern of a list whose items have these marks, up to where nothing joins it."""
    items = rf"{first}[ ]{{1,4}}{paragraph}(?>(?:{_BLANKS}{other}[ ]{{1,4}}{paragraph})*)"
    return rf"{items}(?=\Z|{_INTERRUPTS}|{_BLANK}{_BLANKS}(?:\Z|(?!{_BULLET}[ \t\n]|[0-9])\S))"


class BlockRun(NamedTuple):
    """Some blocks, one behind the other, and where they end."""

    nodes: list[Node]
    end: int
    line: int
    """Behind them, from 0."""
    code: list[CodeBlock]


def blocks(text: str, start: int, line: int, syntax: Syntax) -> BlockRun:
    """Read the plain blocks from the start of a line on, up to the first that is not plain.

    All lines of the text end with a line feed.
    """
    nodes: list[Node] = []
    code: list[CodeBlock] = []
    block = _pattern(syntax)
    while found := block.match(text, start):
        start = found.end()
        if kind := found.lastgroup:
            nodes += _NODES[kind](found, line)
            if kind == "fence":
                code.append(_code(found, line))
        line += text.count("\n", found.start(), start)
    return BlockRun(nodes, start, line, code)


def _paragraph(found: re.Match[str], number: int) -> tuple[Node]:
    lines = tuple(_lines(found["paragraph"], found.start(), number))
    return (_text(0, lines),)


def _heading(found: re.Match[str], number: int) -> tuple[Node, ...]:
    begin, end = found.span("heading")
    opened, closed = _around_heading(found["level"])
    line = Line(number, begin, begin, end - 1)
    return opened, Node("inline", "", 0, 1, "", "", "", (line,)), closed


def _fence(found: re.Match[str], number: int) -> tuple[Node]:
    mark, info, code = found.group("mark", "info", "code")
    return (Node("fence", "code", 0, 0, mark, info, code, ()),)


def _code(found: re.Match[str], number: int) -> CodeBlock:
    first = number + 1
    end = first + found["code"].count("\n")
    return CodeBlock(number, end + 1, found["info"], (first, end))


def _bullets(found: re.Match[str], number: int) -> Iterator[Node]:
    mark = found["bullet"]
    yield Node("bullet_list_open", "ul", 1, 0, mark, "", "", ())
    yield from _items(found["bullets"], found.start(), number, mark)
    yield Node("bullet_list_close", "ul", -1, 0, mark, "", "", ())


def _numbers(found: re.Match[str], number: int) -> Iterator[Node]:
    mark, whole = found["delimiter"], found["numbers"]
    first = int(whole[: whole.index(mark)])
    yield Node("ordered_list_open", "ol", 1, 0, mark, str(first) if first > 1 else "", "", ())
    yield from _items(whole, found.start(), number, mark)
    yield Node("ordered_list_close", "ol", -1, 0, mark, "", "", ())


def _items(whole: str, start: int, number: int, mark: str) -> Iterator[Node]:
    lines: list[Line] = []
    for line in _lines(whole, start, number):
        n, begin, first, end = line
        item = _ITEM.match(whole, begin - start)
        if item is None:
            lines += [line] * (first < end)
            continue
        if lines:
            yield from (_text(2, tuple(lines)), _closed(mark))
        yield _opened(mark, item["number"] or "")
        lines = [Line(n, begin, start + item.end(), end)]
    yield from (_text(2, tuple(lines)), _closed(mark))


def _lines(content: str, begin: int, number: int) -> list[Line]:
    """Return the lines of some text that begins there, without their indentation."""
    lines = []
    for each in content[:-1].split("\n"):
        end = begin + len(each)
        lines.append(Line(number, begin, end - len(each.lstrip(" \t")), end))
        begin, number = end + 1, number + 1
    return lines


def _text(level: int, lines: tuple[Line, ...]) -> Node:
    return Node("paragraph", "p", 0, level, "", "", "", lines)


@lru_cache(maxsize=6)
def _around_heading(mark: str) -> tuple[Node, Node]:
    tag = f"h{len(mark)}"
    opened = Node("heading_open", tag, 1, 0, mark, "", "", ())
    return opened, opened._replace(type="heading_close", nesting=-1)


@lru_cache(maxsize=64)
def _opened(mark: str, number: str) -> Node:
    return Node("list_item_open", "li", 1, 1, mark, number, "", ())


@lru_cache(maxsize=8)
def _closed(mark: str) -> Node:
    return Node("list_item_close", "li", -1, 1, mark, "", "", ())


_NODES: Mapping[str, Callable[[re.Match[str], int], Iterator[Node] | tuple[Node, ...]]] = {
    "paragraph": _paragraph,
    "heading": _heading,
    "fence": _fence,
    "bullets": _bullets,
    "numbers": _numbers,
}
