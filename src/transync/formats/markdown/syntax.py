"""The block syntax of a flavour of Markdown, as a value: what it adds to CommonMark, or drops.

All patterns are of whole lines, without their indentation and without blanks at their end.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

OPTION = r":(?P<option>[\w-]+):(?:[ \t]+(?P<value>.*))?"
"""An option of a directive of MyST."""

_NAME = "NAME"
_GROUP = re.compile(r"\(\?P<\w+>")


class Container(NamedTuple):
    """Blocks that are indented behind an opening line: a box, a tab, a definition."""

    name: str
    opening: str
    """How its first line is written, in a pattern without references back.

    The group `content` is where the first block begins in that line; without such a group, the
    blocks begin on the next."""
    indent: int = 4
    """How far its lines are indented; 0 means as far as its first block, as in a list."""


class ListItem(NamedTuple):
    """An item of a list that CommonMark does not know; it ends the paragraphs of its list alone."""

    name: str
    opening: str
    """How its first line is written: its blocks begin at the group `content`, and are indented as
    that is; other named groups are texts, as those of a `LineBlock`."""


class RawBlock(NamedTuple):
    """Lines that are no prose, from one that opens a raw block to the next that closes it."""

    name: str
    opening: str
    closing: str = ""
    """How its last line is written; empty for a block of one line. `NAME` stands for what the
    group `name` of its first line is."""
    is_html: bool = False
    """Whether it is read as raw HTML is: as tags, and texts between them."""

    def closed_by(self, opened: re.Match[str]) -> str:
        """Return the pattern of the line that closes the block that a line opens."""
        name = opened["name"] if "name" in opened.re.groupindex else ""
        return self.closing.replace(_NAME, re.escape(name))


class LineBlock(NamedTuple):
    """Lines that stay lines, up to an empty one: verses, the fields of a list."""

    name: str
    line: str
    """How each of its lines is written."""
    texts: str
    """A pattern of the texts in such a line: each named group is one, and is named for what it is,
    as in `table_cell`."""
    ends_paragraph: bool = False
    """Whether it may begin and end where there is no empty line."""
    has_links: bool = False
    """Whether a line without texts is no code, as it may have a link."""


class ProseFence(NamedTuple):
    """A fence that holds more than code: MyST's directives, the boxes of mdBook.

    It may begin with options, one a line; MyST's may stand between two lines `---`, too.
    """

    name: str
    opening: str
    """How its first line is written, the fence included; its named groups are texts."""
    options: frozenset[str] = frozenset()
    """The options whose values readers see."""
    lines: LineBlock | None = None
    """Of what its content consists, where that is lines."""
    line_options: frozenset[str] = frozenset()
    """The options whose values are written like one of these lines."""
    has_blocks: bool = True
    """Whether its content is blocks. Where it has neither these nor lines, it is no prose."""
    option: str = OPTION
    """How an option is written; empty where there are none."""
    has_terms: bool = False
    """Whether its content is terms, each with the blocks that are indented behind it."""
    has_quoted_title: bool = False
    """Whether the texts of its first line stand between marks that no escape keeps from closing."""


class Syntax(NamedTuple):
    """The blocks of a flavour of Markdown, beside those of CommonMark, tables and footnotes."""

    containers: tuple[Container, ...] = ()
    list_items: tuple[ListItem, ...] = ()
    raw_blocks: tuple[RawBlock, ...] = ()
    line_blocks: tuple[LineBlock, ...] = ()
    prose_fences: tuple[ProseFence, ...] = ()
    has_drawn_tables: bool = False
    """Whether it has the grid tables and the simple tables of Pandoc."""
    is_mdx: bool = False
    """Whether imports, exports, expressions and tags are blocks, and indented text is no code."""
    is_kramdown: bool = False
    """Whether lines with pipes are a table, and an HTML element lasts to its end."""

    @property
    def openings(self) -> str:
        """The pattern of a line that may open one of these blocks; empty where there are none."""
        containers = [container.opening for container in self.containers]
        raw_blocks = [raw.opening for raw in self.raw_blocks]
        lines = [block.line for block in self.line_blocks]
        fences = [fence.opening for fence in self.prose_fences]
        script = [_OPENS_SCRIPT] if self.is_mdx else []
        items = [item.opening for item in self.list_items]
        tables = [_BORDER, _DASHES] if self.has_drawn_tables else []
        tables += [_WITH_PIPE] if self.is_kramdown else []
        return _joined((*containers, *items, *raw_blocks, *lines, *fences, *tables, *script))

    def bounds(self, line: str) -> bool:
        """Whether a line may open or close one of these blocks."""
        bound = _bound(self)
        return bound is not None and bound.fullmatch(line) is not None


_BORDER, _DASHES = r"\+(?:[-=:]+\+)+", r"-+(?:[ \t]+-+)+"
"""Lines that may begin a grid table or a simple one, or stand below its header."""
_OPENS_SCRIPT = r"(?:(?:import|export)[ ]|[{<]).*"
"""A line that begins imports and exports, an expression or a tag (MDX 2)."""
_IN_SCRIPT = r".*[(){}\[\]'\"`/].*"
"""A line that may change where JavaScript ends."""
_WITH_PIPE = r"[^|\n]*\|.*"
"""A line that may be a row of a table."""
_WITH_TAG = r".*</?[A-Za-z].*"
"""A line that may change where an HTML element ends."""


@lru_cache(maxsize=16)
def _bound(syntax: Syntax) -> re.Pattern[str] | None:
    closings = [raw.closing.replace(_NAME, ".*") for raw in syntax.raw_blocks]
    script = [_IN_SCRIPT] if syntax.is_mdx else []
    tags = [_WITH_TAG] if syntax.is_kramdown else []
    options = {fence.option for fence in syntax.prose_fences}
    whole = _joined(filter(None, (syntax.openings, *closings, *sorted(options), *script, *tags)))
    return re.compile(whole) if whole else None


def _joined(patterns: Iterable[str]) -> str:
    """Return a pattern of any of some lines, without the names of their groups."""
    return _GROUP.sub("(?:", "|".join(patterns))


COMMONMARK = Syntax()
"""CommonMark 0.31, with GitHub's tables and Pandoc's footnotes."""
