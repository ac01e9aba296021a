"""Finds what readers surely see of a document, and no translator is offered.

It is in the parameters of shortcodes and components that no dialect and no configuration names, and
in blocks that look like code.
"""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from transync.core.document import template_syntax
from transync.core.document.attributes import parameters
from transync.core.document.headings import body_start
from transync.core.document.prose import words
from transync.core.document.silent_blocks import silent_blocks
from transync.domain.model import NEWLINE
from transync.formats.markdown import code_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transync.core.document.attributes import Parameter
    from transync.dialects import Dialect

_PROSE = re.compile(
    r"[^\W\d_][^\W\d_]+(?:['’-][^\W\d_]+)*[,;:.!?…]?(?:\s+[\w'’()&„“”\"-]+[,;:.!?…]?)+", re.DOTALL
)
"""Several words, as in a sentence or a title."""
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_NOT_SHOWN = re.compile(
    r"(?:on|data|v|hx|x)[-A-Z].*|.*(?:[cC]lass|[sS]tyle|[iI]d|[uU]rl|[pP]ath|[sS]rc|[nN]ames?)"
    r"|a[rl]ign|allow|args?|client|code|col(?:umn)?s?|command|cmd|content-type|expr|file|filter|format"
    r"|from|hl_lines|href|icon|key(?:words)?|lang(?:uage)?|layout|link|match|media|mode|options"
    r"|order|params|query|rel|role|row?s|sizes|sort|source|src(?:set)?|tags?|target|to|type|value"
    r"|variant|where|with"
)
"""The names of attributes whose values are for programs."""
_CONTROL = re.compile(
    r"assign|block|call|capture|case|comment|cycle|elif|elsif|extends|filter|for|from|if|import"
    r"|macro|set|unless|when"
)
"""The tags of template engines whose values are code."""
_SKIPPED = re.compile(
    r"transync:[ ]skip-start[\s\S]*?(?:transync:[ ]skip-end|\Z)"
    r"|transync:[ ]skip[ ][^\n]*\n\s*(?:[^\n]*\S[^\n]*\n?)*"
)
"""What the author has left out."""


class UnofferedKind(StrEnum):
    """Where a text is that no translator is offered."""

    ATTRIBUTE = "attribute"
    FENCE = "fence"
    TABLE = "table"
    FILE = "file"
    """A file that the document includes."""


class Unoffered(NamedTuple):
    """A text that readers see and that is no message."""

    line: int
    column: int
    text: str
    kind: UnofferedKind
    name: str
    """The selector of an attribute: `{{hero}}@subtitle`; what a fence is called."""

    @property
    def words(self) -> int:
        """The number of its words."""
        return words(self.text)


def unoffered(text: str, dialect: Dialect) -> list[Unoffered]:
    """Return what of a document's text is shown and not offered, in its order."""
    if not dialect.base or dialect.data is not None:
        return []  # of a dialect that nobody has chosen, nothing is sure
    start = body_start(text)
    body = text[start:]
    shown = [each for each in parameters(body, dialect) if _is_shown(each)]
    blocks = [*_blocks(body, dialect)]
    if not (shown or blocks):
        return []
    skipped = [found.span() for found in _SKIPPED.finditer(body)]
    hidden = [*skipped, *_hidden(body, dialect)] if shown else []
    found = [
        *((each.start, _of_attribute(each)) for each in shown if not _is_in(each.start, hidden)),
        *((offset, each) for offset, each in blocks if not _is_in(offset, skipped)),
    ]
    return [_placed(text, start + offset, each) for offset, each in sorted(found)]


def _is_in(offset: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(begin <= offset < end for begin, end in spans)


def _of_attribute(each: Parameter) -> Unoffered:
    selector = f"{each.owner}@{each.name}"
    return Unoffered(0, 0, " ".join(each.value.split()), UnofferedKind.ATTRIBUTE, selector)


def _blocks(body: str, dialect: Dialect) -> Iterator[tuple[int, Unoffered]]:
    """Yield the blocks that look like code, each with its offset."""
    starts = _line_starts(body)
    lines = [body[begin:end] for begin, end in pairwise(starts)]
    for line, text, name in silent_blocks(body, lines, dialect):
        kind = UnofferedKind.FENCE if name else UnofferedKind.TABLE
        indent = len(lines[line]) - len(lines[line].lstrip(" \t"))
        yield starts[line] + indent, Unoffered(0, 0, text, kind, name)


def _is_shown(each: Parameter) -> bool:
    """Whether a value that is not offered is surely prose."""
    if each.is_offered:
        return False
    if not each.is_selected:
        is_code = _CONTROL.fullmatch(each.owner.strip("{%}")) or _NOT_SHOWN.fullmatch(each.name)
        is_html = each.owner.islower() and each.owner[0] != "{" and "-" not in each.owner
        if is_code or is_html or each.owner == "{}":
            return False
    return bool(_PROSE.fullmatch(each.value.strip()) and _LETTERS.search(each.value))


def _hidden(body: str, dialect: Dialect) -> Iterator[tuple[int, int]]:
    """Yield the offsets of code, and of what the dialect keeps."""
    for region in template_syntax.raw_regions(body, dialect):
        yield region.content, region.end
    starts = _line_starts(body)
    for first, behind in code_lines(body, dialect.syntax):
        yield starts[first], starts[min(behind, len(starts) - 1)]


def _line_starts(body: str) -> list[int]:
    return [0, *(ending.end() for ending in NEWLINE.finditer(body)), len(body)]


def _placed(text: str, offset: int, each: Unoffered) -> Unoffered:
    """Return a text with its place."""
    before = text[:offset]
    line = 1 + len(NEWLINE.findall(before))
    column = offset - max(before.rfind("\n"), before.rfind("\r"))
    return each._replace(line=line, column=column)
