"""Finds blocks that readers see as prose and that are cut as code: drawn tables, unknown fences."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from transync.core.document.prose import words
from transync.formats.markdown import code_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.dialects import Dialect

_BORDER = re.compile(r"\+(?:[-=:]+\+)+|-{3,}(?:[ \t-]*)")
"""A line of a grid table, or of a simple one of Pandoc."""
_DRAWN = re.compile(r"[-+=|:]{2,}|(?<![^\s|])[|:](?![^\s|])")
"""The lines of a table; no hyphen in a word."""
_LETTERS = re.compile(r"[^\W\d_]{3,}")


class SilentBlock(NamedTuple):
    """A block whose texts are no messages; a table if nobody has named it."""

    line: int
    """Of the text, from 0."""
    text: str
    name: str
    """What its fence is called; empty for a table."""


def silent_blocks(body: str, lines: Sequence[str], dialect: Dialect) -> Iterator[SilentBlock]:
    """Yield such blocks of a text, which has these lines."""
    syntax = dialect.syntax
    if not (syntax.has_drawn_tables or dialect.named_fence):
        return
    for first, end in code_lines(body, syntax):
        block = [line.strip(" \t\r\n>") for line in lines[first:end]]
        name = _name(block[0], dialect) if block else None
        if name:
            text = " ".join(block[1:-1])
        elif syntax.has_drawn_tables and any(map(_BORDER.fullmatch, block[:2])):
            text = _DRAWN.sub(" ", " ".join(block))
        else:
            continue
        if _LETTERS.search(text) and words(text) > 1:
            yield SilentBlock(first, " ".join(text.split()), name or "")


def _name(opening: str, dialect: Dialect) -> str:
    """Return what a fence is called that may hold prose, and that the dialect does not know."""
    found = dialect.named_fence.search(opening) if dialect.named_fence else None
    fences = dialect.syntax.prose_fences
    if found is None or any(re.fullmatch(each.opening, found[0]) for each in fences):
        return ""
    return found["name"]
