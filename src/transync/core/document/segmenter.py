"""Where the segments of a Markdown text are: a walk over its blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transync.core.document import blocks
from transync.core.document.blocks import TextPlace
from transync.core.document.directives import NO_DIRECTIVES, BlockDirectives, Directive, directives
from transync.domain.errors import DirectiveError
from transync.domain.model import Form
from transync.formats.markdown import TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.dialects import Dialect
    from transync.formats.markdown import Line, Node, Outline

_COLUMN_NAME = 40
_EMPTY_LINE = re.compile(r"(?:\r\n|\r(?!\n)|\n)[ \t>]*(?=[\r\n]|\Z)")
_IN_LINES = {
    "line_text": (Form.LINE, "{}"),
    "line_value": (Form.VALUE, "{}"),
    "line_parameter": (Form.PARAMETER, "{}"),
    "definition_title": (Form.ATTRIBUTE, "title of the link `[{}]`"),
}
"""The nodes that are a part of a line: the form of their text, and what it is; `{}` is their
`info`."""
_TEXT_CONTAINERS = ("definition", "abbreviation", "example", "list item", "field")
"""Those of which a translator is told: what is in them is a text of its own kind."""


def text_places(
    text: str, outline: Outline, dialect: Dialect, path: str, first_line: int
) -> Iterator[TextPlace]:
    """Yield the places of the segments of `text` in order; `first_line` is its line in the file.

    Raises `DirectiveError` for directives that are unknown or lead nowhere.
    """
    walk = _Walk(text, dialect, path, first_line)
    for node in outline.nodes:
        yield from walk.step(node)
    walk.end()


class _Walk:
    """What is known at one node of the walk: the blocks around it, and the author's directives."""

    def __init__(self, text: str, dialect: Dialect, path: str, first_line: int) -> None:
        self.text = text
        self.dialect = dialect
        self.path = path
        self.first_line = first_line
        self.around: list[tuple[Node, BlockDirectives]] = []
        self.pending = NO_DIRECTIVES
        self.pending_line = 0
        self.below = NO_DIRECTIVES
        self.below_end = 0
        self.off_line = 0
        self.columns: list[str] = []
        self.column = 0
        self.row: list[Line] = []
        self.fresh_item = False
        self.names_in = ""

    def step(self, node: Node) -> Sequence[TextPlace]:
        """Take one node, and return the texts in it."""
        if node.nesting > 0:
            self._open(node)
            return self._directed(self._title(node), self.around[-1][1])
        if node.nesting < 0:
            self._lead_nowhere()
            self.around.pop()
        elif node.type == "paragraph":
            return self._directed(self._paragraph(node), self._take())
        elif node.type == "inline":
            return self._directed(self._inline(node), self.around[-1][1])
        elif node.type in _IN_LINES:
            form, about = _IN_LINES[node.type]
            place = TextPlace(node.lines, form, about.format(node.info))
            return self._directed((place,), self._take())
        elif found := self._directives(node):
            self._follow(found, self.first_line + node.lines[0].number)
        else:
            asked = self._take()
            if node.type == "html_block":
                self._enter(node)
                return self._directed(self._raw(node, asked), asked)
        return ()

    def end(self) -> None:
        """Raise `DirectiveError` for a directive that nothing follows, or a skip without an end."""
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

    def _take(self) -> BlockDirectives:
        """Return what is asked for the block that comes now, and ask it of no other."""
        asked, self.pending = self.pending, NO_DIRECTIVES
        around = self.around[-1][1] if self.around else NO_DIRECTIVES
        return asked.inside(around) if asked else around

    def _directed(self, found: Sequence[TextPlace], asked: BlockDirectives) -> Sequence[TextPlace]:
        # All were made even if none is wanted: the walk learns from them where it is.
        if self.below and found and found[0].lines[0].start < self.below_end:
            asked = asked.inside(self.below)
        if asked.skip or self.off_line:
            return ()
        return [place._replace(directives=asked) for place in found] if asked else found

    def _directives(self, node: Node) -> list[Directive]:
        if node.type not in ("html_block", "raw_block"):
            return []
        source = "\n".join(self.text[line.start : line.end] for line in node.lines)
        line = self.first_line + node.lines[0].number
        return directives(source, self.dialect.comments, self.path, line)

    def _raw(self, node: Node, asked: BlockDirectives) -> Sequence[TextPlace]:
        if node.info != TAGS:
            return blocks.raw_html(self.text, node.lines, self.dialect)
        if asked:  # it is asked of what stands below a line of tags, too, up to an empty line
            self.below, end = asked, _EMPTY_LINE.search(self.text, node.lines[-1].end)
            self.below_end = end.start() if end else len(self.text)
        return blocks.attributes(self.text, node.lines, self.dialect)

    def _enter(self, node: Node) -> None:
        """Note whether a tag opens or closes a component with a list of names."""
        if self.dialect.name_lists:
            line = self.text[node.lines[0].start : node.lines[0].end]
            names = (each for each in self.dialect.name_lists if line.startswith(f"<{each}"))
            self.names_in = next(names, "") or self.names_in
            if self.names_in and f"</{self.names_in}>" in line:
                self.names_in = ""

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

    def _title(self, node: Node) -> Sequence[TextPlace]:
        """Return what readers see of the line that opens a container."""
        if node.type != "container_open" or not node.lines:
            return ()
        return blocks.title(self.text, node.lines[0], self.dialect)

    def _inline(self, node: Node) -> Sequence[TextPlace]:
        block = self.around[-1][0]
        if block.type == "heading_open":
            return blocks.heading(self.text, node.lines, block, self.dialect)
        return (self._cell(node.lines[0], block),)

    def _paragraph(self, node: Node) -> Sequence[TextPlace]:
        lines = blocks.without_task(self.text, node.lines) if self.fresh_item else node.lines
        self.fresh_item = False
        if self.names_in:
            lines = blocks.without_name(self.text, lines)
        return blocks.paragraph(self.text, lines, self._about(), self.dialect)

    def _about(self) -> str:
        for node, _ in reversed(self.around):
            if node.type == "list_item_open":
                return "list item"
            if node.type == "blockquote_open":
                return "quote"
            if node.type == "container_open" and node.info in _TEXT_CONTAINERS:
                return node.info
            if node.type == "footnote_reference_open":
                return f"footnote {node.content}"
        return "paragraph"

    def _cell(self, row: Line, block: Node) -> TextPlace:
        # Once per row: a row divided anew for each of its cells would be quadratic.
        self.row = self.row or blocks.cells(self.text, row)
        known = self.column < len(self.row)
        line = self.row[self.column] if known else row._replace(start=row.end)
        if block.type == "th_open":
            self.columns.append(self.text[line.start : line.end].strip()[:_COLUMN_NAME])
            return TextPlace((line,), Form.CELL, "table header")
        name = self.columns[self.column] if self.column < len(self.columns) else ""
        return TextPlace(
            (line,), Form.CELL, f'table cell, column "{name}"' if name else "table cell"
        )
