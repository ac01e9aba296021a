"""Where the segments of a Markdown text are: a walk over its blocks."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from transync.core.document import template_syntax
from transync.core.document.directives import NO_WISH, Directive, Wish, directives
from transync.core.document.prose import BLANKS
from transync.domain.errors import DirectiveError
from transync.domain.model import Form
from transync.formats import html
from transync.formats.markdown import Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.formats.markdown import Node, Outline

_ATX = re.compile(r"#{1,6}[ \t]*")
_ATX_END = re.compile(r"(?:(?<=[ \t])|^)#+$")
_ATTRIBUTES = re.compile(r"\{:?[ \t]*[#.][^{}]*\}")
_TASK = re.compile(r"\[[ xX]\][ \t]+")
_COLUMN_NAME = 40
_OPTION_INDENT = 4


class Cut(NamedTuple):
    """A place that holds the text of one segment: the spans of its lines."""

    lines: tuple[Line, ...]
    form: Form
    about: str
    wish: Wish = NO_WISH
    divided: bool = False
    """Whether a site engine divides the paragraph that it is a part of."""


def cuts(text: str, outline: Outline, path: str, first_line: int) -> Iterator[Cut]:
    """Give the places of the segments of `text` in order; `first_line` is its line in the file.

    Raises `DirectiveError` for directives that are unknown or lead nowhere.
    """
    walk = _Walk(text, path, first_line)
    for node in outline.nodes:
        yield from walk.step(node)
    walk.end()


class _Walk:
    """What is known at one node of the walk: the blocks around it, and the author's wishes."""

    def __init__(self, text: str, path: str, first_line: int) -> None:
        self.text = text
        self.path = path
        self.first_line = first_line
        self.around: list[tuple[Node, Wish]] = []
        self.pending = NO_WISH
        self.pending_line = 0
        self.off_line = 0
        self.columns: list[str] = []
        self.column = 0
        self.row: list[Line] = []
        self.fresh_item = False

    def step(self, node: Node) -> Sequence[Cut]:
        """Take one node, and give the cuts in it."""
        if node.nesting > 0:
            self._open(node)
        elif node.nesting < 0:
            self._lead_nowhere()
            self.around.pop()
        elif node.type == "paragraph":
            return self._wished(self._paragraph(node), self._take())
        elif node.type == "inline":
            return self._wished(self._inline(node), self.around[-1][1])
        elif node.type == "html_block" and (found := self._directives(node)):
            self._follow(found, self.first_line + node.lines[0].number)
        else:
            wish = self._take()
            if node.type == "html_block":
                return self._wished([*_html(self.text, node.lines)], wish)
        return ()

    def end(self) -> None:
        """Say what directives still wait for at the end of the text."""
        self._lead_nowhere()
        if self.off_line:
            self._complain("`skip-start` has no `skip-end`", self.off_line)

    def _open(self, node: Node) -> None:
        self.around.append((node, self._take()))
        if node.type == "table_open":
            self.columns = []
        elif node.type == "tr_open":
            self.column = -1
            self.row = []
        elif node.type in ("th_open", "td_open"):
            self.column += 1
        self.fresh_item = node.type == "list_item_open"

    def _take(self) -> Wish:
        """Give the wish for the block that comes now, and wait for no other."""
        wish, self.pending = self.pending, NO_WISH
        around = self.around[-1][1] if self.around else NO_WISH
        return wish.inside(around) if wish else around

    def _wished(self, found: Sequence[Cut], wish: Wish) -> Sequence[Cut]:
        # All were made even if none is wanted: the walk learns from them where it is.
        if wish.skip or self.off_line:
            return ()
        return [cut._replace(wish=wish) for cut in found] if wish else found

    def _directives(self, node: Node) -> list[Directive]:
        source = "\n".join(self.text[line.start : line.end] for line in node.lines)
        if not source.startswith("<!--"):
            return []
        return directives(source, self.path, self.first_line + node.lines[0].number)

    def _follow(self, found: list[Directive], line: int) -> None:
        for directive in found:
            if directive.name == "skip-start":
                self.off_line = self.off_line or line
            elif directive.name == "skip-end":
                if not self.off_line:
                    self._complain("`skip-end` has no `skip-start`", line)
                self.off_line = 0
            else:
                self.pending = self.pending.with_(directive)
                self.pending_line = line

    def _lead_nowhere(self) -> None:
        if self.pending:
            message = "no block follows this directive; put it right before what it is for"
            self._complain(message, self.pending_line)

    def _complain(self, message: str, line: int) -> None:
        raise DirectiveError(message, path=self.path, line=line, column=1)

    def _inline(self, node: Node) -> tuple[Cut]:
        block = self.around[-1][0]
        if block.type == "heading_open":
            return (_heading(self.text, node.lines, block),)
        return (self._cell(node.lines[0], block),)

    def _paragraph(self, node: Node) -> Sequence[Cut]:
        lines = _without_task(self.text, node.lines) if self.fresh_item else node.lines
        self.fresh_item = False
        return _paragraph(self.text, lines, self._about(), self.path)

    def _about(self) -> str:
        for node, _ in reversed(self.around):
            if node.type == "list_item_open":
                return "list item"
            if node.type == "blockquote_open":
                return "quote"
            if node.type == "footnote_reference_open":
                return f"footnote {node.content}"
        return "paragraph"

    def _cell(self, row: Line, block: Node) -> Cut:
        # Once per row: a row cut anew for each of its cells would be quadratic.
        self.row = self.row or _cells(self.text, row)
        known = self.column < len(self.row)
        line = self.row[self.column] if known else row._replace(start=row.end)
        if block.type == "th_open":
            self.columns.append(self.text[line.start : line.end].strip()[:_COLUMN_NAME])
            return Cut((line,), Form.CELL, "table header")
        name = self.columns[self.column]
        return Cut((line,), Form.CELL, f'table cell, column "{name}"' if name else "table cell")


def _heading(text: str, lines: Sequence[Line], block: Node) -> Cut:
    """Cut a heading (CommonMark 4.2, 4.3) without its marks and its `{#anchor}`."""
    *before, (number, begin, start, end) = lines
    form = Form.TEXT
    if block.markup.startswith("#"):
        form = Form.LINE
        marked = text[start:end].rstrip(BLANKS)
        closing = _ATX_END.search(marked) if "#" in marked else None
        end = start + (closing.start() if closing else len(marked))
        start = _end_of(_ATX, text, lines[-1])
    whole = text[start:end].rstrip(BLANKS)
    content = _without_attributes(whole)
    if form is Form.LINE and content != whole:
        content = _ATX_END.sub("", content)  # `## Titel ## {#anker}`
    last = Line(number, begin, start, start + len(content))
    return Cut((*before, last), form, f"heading, level {block.tag[1:]}")


def _without_attributes(content: str) -> str:
    """Leave out the attribute list that ends a heading: `{#anchor .class}`."""
    content = content.rstrip(BLANKS)
    opening = content.rfind("{") if content.endswith("}") else -1
    if opening >= 0 and _ATTRIBUTES.fullmatch(content, opening):
        return content[:opening].rstrip(BLANKS)
    return content


def _end_of(pattern: re.Pattern[str], text: str, line: Line) -> int:
    found = pattern.match(text, line.start, line.end)
    return found.end() if found else line.start


def _without_task(text: str, lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """Leave out the box of a task list item (GitHub, 5.3)."""
    first, *others = lines
    if text[first.start : first.start + 1] != "[":
        return lines
    return (first._replace(start=_end_of(_TASK, text, first)), *others)


def _paragraph(text: str, lines: tuple[Line, ...], about: str, path: str) -> Sequence[Cut]:
    """Cut a paragraph, at the lines that site engines act on, into its runs of prose."""
    firsts = [text[line.start : line.start + 1] for line in lines]
    has_tags = len(lines) > 1 and "<" in firsts
    is_prose = not has_tags and template_syntax.BEGINNINGS.isdisjoint(firsts)
    if is_prose and not text.startswith(template_syntax.MODULE, lines[0].start):
        return (Cut(lines, Form.TEXT, about),)
    contents = [text[line.start : line.end].rstrip(BLANKS) for line in lines]
    if _is_module(contents, path):
        return ()
    marks = [template_syntax.marker(content) for content in contents]
    if has_tags:
        ends = (0, len(contents) - 1)
        for number, content in enumerate(contents):
            if html.is_standing(content, at_end=number in ends):
                marks[number] = template_syntax.Marker()
    return [*_divided(lines, marks, about)]


def _divided(
    lines: Sequence[Line], marks: Sequence[template_syntax.Marker | None], about: str
) -> Iterator[Cut]:
    run: list[Line] = []
    options = False
    divided = any(marks)
    for line, mark in zip(lines, marks, strict=True):
        options = options and line.start - line.begin >= _OPTION_INDENT
        if options:
            continue
        if mark is None or (mark.rest is not None and not run):
            run.append(line)
            continue
        yield from _run(run, about, divided=divided)
        options = mark.options
        run = [] if mark.rest is None else [line._replace(start=line.start + mark.rest)]
        if mark.title:
            start, end = (line.start + offset for offset in mark.title)
            title = (line._replace(start=start, end=end),)
            yield Cut(title, Form.LINE, "title of a box", divided=len(lines) > 1)
    yield from _run(run, about, divided=divided)


def _is_module(contents: Sequence[str], path: str) -> bool:
    """Tell whether a paragraph is the imports and exports of an MDX document."""
    if path.endswith(".mdx"):
        return template_syntax.is_module(contents[0])
    return all(template_syntax.is_module(content) for content in contents)


def _run(lines: list[Line], about: str, *, divided: bool) -> Iterator[Cut]:
    if lines:
        yield Cut(tuple(lines), Form.TEXT, about, divided=divided)


def _cells(text: str, row: Line) -> list[Line]:
    """Cut a table row at its pipes, as markdown-it-py does: a backslash before one escapes it."""
    content = text[row.start : row.end].rstrip(BLANKS)
    bounds = [-1, *(at.start() for at in re.finditer(r"(?<!\\)\|", content)), len(content)]
    cells = [(left + 1, right) for left, right in pairwise(bounds)]
    if cells[0][1] == 0:
        del cells[0]
    if cells and cells[-1][0] == len(content):
        del cells[-1]
    return [row._replace(start=row.start + left, end=row.start + right) for left, right in cells]


def _html(text: str, lines: Sequence[Line]) -> Iterator[Cut]:
    """Cut raw HTML into the runs of its visible text."""
    source = "\n".join(text[line.start : line.end] for line in lines)
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + line.end - line.start + 1)
    number = 0
    for start, end in html.runs(source):
        while starts[number + 1] <= start:
            number += 1
        run = []
        for index in range(number, len(lines)):
            if starts[index] >= end:
                break
            line, shift = lines[index], lines[index].start - starts[index]
            left, right = max(line.start, start + shift), min(line.end, end + shift)
            run.append(line._replace(start=left, end=right))
        yield Cut(tuple(run), Form.HTML, "HTML")
