"""Proves of most translations, without a cut of what is built, that they break no block.

Blocks begin by how a line begins (CommonMark 3 to 5). So a line that begins like prose, in the
place of prose, opens and ends no block; what else would is known, and is looked for.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from transync.core.document import template_syntax
from transync.core.document.prose import BLANKS
from transync.domain.model import IN_FRONT_MATTER, NEWLINE, Form
from transync.formats import frontmatter

if TYPE_CHECKING:
    from transync.dialects import Dialect
    from transync.domain.model import Segment

_BEGIN = "|".join(
    (
        r"[A-Za-z0-9.&$@%]",
        # Behind a definition, `"x"` would be its title (CommonMark 4.7).
        r"[\"'(](?![^\r\n]*[\"')]\Z)",
        r"[^\x00-\xa0\s\ufeff]",  # what begins a block is ASCII, what begins a file may not be
        r"[*_]{1,3}(?=[^\W_]|[`\"'(]|[^\x00-\xa0\s\ufeff])",
        r"[*_]{2,3}(?=\[)",  # behind one star, it would be an abbreviation
        r":(?=[A-Za-z])",  # the name of an icon
        r"~{1,2}(?=[^\W_])",
        r"`{1,2}(?=[^`\s])",
        r"!\[",
        # A link: no definition, no footnote, no box of a task, no mark of an engine.
        r"\[(?![ xX]\])[^\[\]\\^!\r\n][^\[\]\\\r\n]*\](?=[(\[])",
        r"\[\[[^\[\]\\^!\r\n]+\][^\[\]\\\r\n]+\](?=\()",  # with brackets in its text
        # A tag that does not stand alone (CommonMark 4.6).
        r"<(?:a|abbr|b|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|u|var)"
        r"(?: [\w-]+=(?:\"[^\"<>\r\n]*\"|'[^'<>\r\n]*'))*>(?=[^\s<>])",
        r"\\(?=\S)",
    )
)
_LINE = re.compile(
    rf"(?!import|export|\d{{1,9}}[.)])(?:{_BEGIN})"
    r"(?>(?:[^\x00-\x1f\x7f-\x9f\u2028\u2029{]++|\{(?!%))*)(?<![\s\\#}])"
)
"""A line of prose, without Liquid's tags."""

_DELIMITERS = re.compile(r"(?=[^-]*-)[-:|>\s]*")
"""What may be a delimiter row, by which the line above it becomes a table (GitHub, 4.10)."""
_QUOTE = BLANKS + ">"
_WORD = "x"
_MARKUP = re.compile(r"[<>{}\"'&|]")
_PLAIN_VALUE = re.compile(r"[^\W\d_][\w ,;–]*[.!?…]?")
"""The value of an attribute, or the title of a link, that is nothing but words."""


class Replacement(NamedTuple):
    """A translation in its place: the text that a cut must find again, and its characters."""

    text: str
    raw: str


def is_line_of_prose(line: str) -> bool:
    """Whether a line surely opens and ends no block in the place of prose."""
    return _LINE.fullmatch(line) is not None


def is_provably_safe(
    segment: Segment, replacement: Replacement, ahead: str, behind: str, dialect: Dialect
) -> bool:
    """Whether a replacement of `segment` surely keeps the blocks around it.

    `ahead` and `behind` stand around the segment. Nothing is sure of more than one line, and
    where an engine divides the paragraph.
    """
    text, raw = replacement
    if segment.form in IN_FRONT_MATTER:
        return frontmatter.is_provably_safe(segment, text, raw, ahead, behind)
    has_region = any(region.hint in segment.raw + raw for region in dialect.regions)
    if segment.divided or has_region or dialect.syntax.bounds(raw):
        return False
    return _keeps_blocks(segment, raw, ahead, behind, dialect)


def _keeps_blocks(segment: Segment, raw: str, ahead: str, behind: str, dialect: Dialect) -> bool:
    """Whether `raw` is one line of prose that its place reads as it read the segment's."""
    # Behind the mark of a heading, it does not matter with which mark the text begins.
    is_heading = segment.form is Form.LINE and ahead.rstrip(BLANKS).endswith("#")
    if not is_line_of_prose(f"{_WORD}{raw}" if is_heading and not raw[:1].isspace() else raw):
        return False
    match segment.form:
        case Form.TEXT:
            return not (_DELIMITERS.fullmatch(_next_line(behind)) and "|" in segment.raw + raw)
        case Form.CELL | Form.LINE:
            is_kept = is_heading or _keeps_line(segment, raw, ahead, behind, dialect)
            return is_kept and "|" not in segment.raw + raw
        case Form.HTML:
            return not (_MARKUP.search(segment.raw) or _MARKUP.search(raw))
        case Form.ATTRIBUTE:
            return bool(_PLAIN_VALUE.fullmatch(segment.raw) and _PLAIN_VALUE.fullmatch(raw))
    return False


def _keeps_line(segment: Segment, raw: str, ahead: str, behind: str, dialect: Dialect) -> bool:
    """Whether a line with `raw` in the place of a cell or title begins as before."""
    if segment.form is Form.CELL:
        # What begins a table may begin like a heading, which ends a quote (GitHub, 4.10).
        return "|" in _last_line(ahead) or is_line_of_prose(segment.raw)
    return _is_title(raw, ahead, behind, dialect)


def _is_title(raw: str, ahead: str, behind: str, dialect: Dialect) -> bool:
    """Whether an engine finds `raw` as the title of a box again."""
    lead = _last_line(ahead).lstrip(_QUOTE)
    tail = NEWLINE.split(behind)[0].rstrip(BLANKS)
    title = len(lead), len(lead) + len(raw)
    return template_syntax.marker(lead + raw + tail, dialect) == template_syntax.Marker(title=title)


def _last_line(text: str) -> str:
    return text[max(text.rfind("\n"), text.rfind("\r")) + 1 :]


def _next_line(text: str) -> str:
    """Return the line behind the one that `text` begins in."""
    return "".join(NEWLINE.split(text, 2)[1:2])
