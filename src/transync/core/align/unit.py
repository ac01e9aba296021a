"""A block of a document as the aligner sees it: its kind, its place and what its text holds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from transync.domain.model import Segment


class UnitKind(StrEnum):
    """What a block is."""

    FIELD = "front matter"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "list item"
    CELL = "table cell"
    HTML_TEXT = "text in HTML"
    OTHER = "other text"
    CODE = "code"
    HTML = "HTML"
    RULE = "rule"


WITHOUT_TEXT = frozenset((UnitKind.CODE, UnitKind.HTML, UnitKind.RULE))
"""The kinds of blocks that hold nothing to translate."""


@dataclass(frozen=True)
class Unit:
    """A block; `numbers` and `words` are those of its text without code and addresses."""

    kind: UnitKind
    text: str
    detail: str = ""
    """The level of a heading, the column of a cell, the key of a field, the language of code."""
    depth: int = 0
    """How many lists and quotes it is in."""
    marks: Counter[tuple[str, str]] = field(default_factory=Counter)
    """The code spans, links, pictures and tags that a translation keeps, each with its finding."""
    numbers: Counter[str] = field(default_factory=Counter)
    words: frozenset[str] = frozenset()
    length: int = 0
    """The characters of its text without tags."""
    segment: Segment | None = None
    """The text; translators need not be offered it."""
    is_offered: bool = False
    """Whether it is one that translators are offered."""
    piece: int = -1
    """The number of the segment among the pieces of the document."""
    line: int = 0
    column: int = 0
