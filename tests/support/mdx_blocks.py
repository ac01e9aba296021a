"""The blocks of MDX documents as they are cut, in a form that is compared with MDX's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync.core.document.template_syntax import block_text
from transync.dialects import DIALECTS
from transync.formats import html
from transync.formats.markdown import outline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.formats.markdown import Node

Event = tuple[object, ...]
Place = tuple[int, int]
"""A line, from 1, and how many blocks are around it."""

_DIALECT = DIALECTS["mdx"]
_CONTAINERS = {
    "bullet_list": "list",
    "ordered_list": "list",
    "list_item": "listItem",
    "blockquote": "blockquote",
    "footnote_reference": "footnoteDefinition",
}


class Blocks(NamedTuple):
    """The blocks of a document, in their order, and the lines of what is not Markdown."""

    events: list[Event]
    """A name, and the first and last line from 1, or the content of code, or the rows of a table;
    `name (` opens a block with others in it, which `)` closes."""
    tags: list[Place]
    """Each line with nothing but tags."""
    expressions: list[Place]
    modules: list[Place]


def blocks(text: str) -> Blocks:
    """Return the blocks of a text without front matter."""
    reading = _Reading(text.split("\n"))
    for node in outline(block_text(text, _DIALECT), _DIALECT.syntax).nodes:
        reading.take(node)
    return Blocks(reading.events, *(sorted(found) for found in reading.found.values()))


def code(content: object) -> str:
    """Return code without its indentation and the empty lines at its end."""
    return "\n".join(line.strip() for line in str(content).split("\n")).rstrip("\n")


def shown(found: Blocks) -> str:
    """Return the blocks, one a line, as the data files have them."""
    return "\n".join((*_shown_events(found.events), *_shown_lines(found)))


def _shown_events(events: Sequence[Event]) -> Iterator[str]:
    depth = 0
    for name, *rest in events:
        if name == ")":
            depth -= 1
            continue
        written = " ".join(repr(each) if isinstance(each, str) else str(each) for each in rest)
        yield f"{'  ' * depth}{str(name).removesuffix(' (')} {written}".rstrip()
        depth += str(name).endswith("(")


def _shown_lines(found: Blocks) -> Iterator[str]:
    for kind in ("tags", "expressions", "modules"):
        if places := getattr(found, kind):
            yield f"{kind} {' '.join(f'{line}({depth})' for line, depth in places)}"


class _Reading:
    """What is read of the nodes until now."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.events: list[Event] = []
        kinds = ("tags", "expression", "module")
        self.found: dict[str, set[Place]] = {kind: set() for kind in kinds}
        self.depth = 0
        self.heading = ""
        self.is_underlined = False
        self.rows = -1

    def take(self, node: Node) -> None:
        kind, _, end = node.type.rpartition("_")
        if node.type == "table_open" or self.rows >= 0:
            self._take_table(node)
        elif kind in _CONTAINERS:
            self.depth += node.nesting
            self.events.append((f"{_name(kind, node)} (",) if end == "open" else (")",))
        elif kind == "heading":
            self.heading = f"heading {node.tag[1:]}"
            self.is_underlined = not node.markup.startswith("#")
        elif node.type == "inline":
            first, last = _span(node)
            self.events.append((self.heading, first, last + self.is_underlined))
        elif node.type == "fence":
            self.events.append(("code", "".join(node.info.split()[:1]), code(node.content)))
        elif node.type == "hr":
            self.events.append(("rule",))
        else:
            self._take_lines(node)

    def _take_table(self, node: Node) -> None:
        if node.type == "table_open":
            self.rows = 0
        elif node.type == "tr_open":
            self.rows += 1
        elif node.type == "table_close":
            self.events.append(("table", self.rows))
            self.rows = -1

    def _take_lines(self, node: Node) -> None:
        """Take a paragraph, raw HTML or JavaScript."""
        first, last = _span(node)
        if self._kind(node) in self.found:
            span = range(first, last + 1)
            found = {(line, self.depth) for line in span if self.lines[line - 1].strip()}
            self.found[self._kind(node)] |= found
            return
        before = self.events[-1] if self.events else ()
        if before[:1] == ("paragraph",) and before[2] == first - 1:  # one of which HTML is a part
            first = int(str(self.events.pop()[1]))
        self.events.append(("paragraph", first, last))

    def _kind(self, node: Node) -> str:
        """Return what a node is; raw HTML without text is tags, whichever rule has taken it."""
        raw = "\n".join(self.lines[line.number][line.start - line.begin :] for line in node.lines)
        is_empty = node.type == "html_block" and not [*html.runs(raw)]
        return "tags" if is_empty else node.info


def _name(kind: str, node: Node) -> str:
    start = f" from {node.info or 1}" if kind == "ordered_list" else ""
    return _CONTAINERS[kind] + start


def _span(node: Node) -> tuple[int, int]:
    return node.lines[0].number + 1, node.lines[-1].number + 1
