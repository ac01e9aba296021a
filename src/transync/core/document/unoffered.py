"""Finds what readers surely see of a document, and no translator is offered.

It is in the parameters of shortcodes and components that no dialect and no configuration names.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from transync.core.document import template_syntax
from transync.core.document.attributes import parameters
from transync.core.document.headings import body_start
from transync.core.document.prose import words
from transync.domain.model import NEWLINE
from transync.formats.markdown import code_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

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


class Unoffered(NamedTuple):
    """A text that readers see and that is no message."""

    line: int
    column: int
    text: str
    selector: str
    """What would offer it: `{{hero}}@subtitle`."""

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
    found = [each for each in parameters(body, dialect) if _is_shown(each)]
    if not found:
        return []
    hidden = [*_hidden(body, dialect)]
    return [
        _placed(text, start + each.start, each)
        for each in found
        if not any(begin <= each.start < end for begin, end in hidden)
    ]


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
    """Yield the offsets of code, of what the dialect keeps, and of what the author leaves out."""
    for region in template_syntax.raw_regions(body, dialect):
        yield region.content, region.end
    yield from (found.span() for found in _SKIPPED.finditer(body))
    starts = [0, *(ending.end() for ending in NEWLINE.finditer(body)), len(body)]
    for first, behind in code_lines(body, dialect.syntax):
        yield starts[first], starts[min(behind, len(starts) - 1)]


def _placed(text: str, offset: int, each: Parameter) -> Unoffered:
    before = text[:offset]
    line = 1 + len(NEWLINE.findall(before))
    column = offset - max(before.rfind("\n"), before.rfind("\r"))
    return Unoffered(line, column, " ".join(each.value.split()), f"{each.owner}@{each.name}")
