"""The block syntax of a flavour of Markdown, as a value: what it adds to CommonMark, or drops.

All patterns are of whole lines, without their indentation and without blanks at their end.
"""

from __future__ import annotations

from typing import NamedTuple


class Container(NamedTuple):
    """Blocks that are indented by four behind an opening line: a box, a tab, a definition."""

    name: str
    opening: str
    """How its first line is written, in a pattern without references back.

    The group `content` is where the first block begins in that line; without such a group, the
    blocks begin on the next."""


class RawBlock(NamedTuple):
    """Lines that are no prose, from one that opens a raw block to the next that closes it."""

    name: str
    opening: str
    closing: str
    """How its last line is written."""


class Syntax(NamedTuple):
    """The blocks of a flavour of Markdown, beside those of CommonMark, tables and footnotes."""

    containers: tuple[Container, ...] = ()
    raw_blocks: tuple[RawBlock, ...] = ()
    has_indented_code: bool = True
    """Whether a block that is indented by four is code (CommonMark 4.4)."""
    has_javascript: bool = False
    """Whether a document has imports, exports and expressions of JavaScript, as MDX does."""

    @property
    def openings(self) -> tuple[str, ...]:
        """The lines that the reader of plain blocks must leave to the parser."""
        containers = [container.opening for container in self.containers]
        raw_blocks = [raw.opening for raw in self.raw_blocks]
        return (*containers, *raw_blocks, *([JAVASCRIPT] if self.has_javascript else []))


JAVASCRIPT = r"(?:(?:import|export)[ ]|\{).*"
"""A line that begins imports and exports, or an expression (MDX 2)."""

COMMONMARK = Syntax()
"""CommonMark 0.31, with GitHub's tables and Pandoc's footnotes."""
