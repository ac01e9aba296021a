"""Escapes a translation where its place would read its characters as the start of a block."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transync.core.build.fast_verify import is_line_of_prose
from transync.core.document import template_syntax
from transync.core.document.prose import BLANKS
from transync.core.markup.elsewhere import LETTERS, Place, is_formula, safe, safe_start
from transync.core.markup.nesting import without_loose_marks
from transync.dialects import LineBreaks
from transync.domain.errors import LimitError
from transync.domain.model import IN_FRONT_MATTER, NEWLINE, Form
from transync.formats.html import is_element
from transync.formats.markdown import outline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transync.dialects import Dialect

_SUSPECT = re.compile(r"[-+*_=#>`~<\[\d]")
"""How a line begins that may open a block or end a paragraph; the parser then decides."""

_DELIMITERS = re.compile(r"(?=[^-]*-)[|:\s-]+")
"""A delimiter row: GitHub makes a header even of a line without a pipe (GitHub, 4.10)."""

_TASK = re.compile(r"\[[ xX]\]\s")
_NUMBER = re.compile(r"\d+")
_FENCE = re.compile(r"`{3,}|~{3,}")
_PIPE = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_LONE_BACKSLASH = re.compile(r"(?<!\\)(?:\\\\)*\\$")
_ATX_END = re.compile(r"(?:(?<=\s)|^)#(?=#*$)")
_AMPERSAND = re.compile(r"&(?!#?\w+;)")
_ENTITIES = {ord(mark): f"&#{ord(mark)};" for mark in "\"'<>{}|`\\$"}
"""What may end the value of an attribute, or is code or a mark in one, to some renderer."""
_AS_IS = (Form.VALUE, Form.PARAMETER)
"""The forms in which nothing can be escaped: what they cannot hold is refused."""
_WORD = "x"
"""A line of a paragraph: where engines see a mark above a text, the parser sees more text."""

_ANYWHERE = Place()

_EMPTY_LINE = "\n\n"
_BREAK = "\\"
"""How an empty line of a paragraph is written: as a hard break alone (CommonMark 6.7)."""


def escaped(translation: str, form: Form, place: Place = _ANYWHERE) -> str:
    """Return `translation` as it must be written in a place of that form.

    White space at its ends goes; a line feed is a line break in a `TEXT`, and a blank
    elsewhere, unless the dialect keeps line breaks. What the place would take for a block is
    escaped by a backslash, whichever renderer takes it for one. Parameters of template tokens
    have no escapes that all engines know.
    """
    if form in IN_FRONT_MATTER:
        return translation.strip("\n")
    whole = translation.strip()
    if "\ufeff" in whole:
        whole = whole.replace("\ufeff", "").strip()  # white space to some, text to others
    is_one = "\n" not in whole and "\r" not in whole
    lines = [whole] if is_one else [line.strip(BLANKS) for line in NEWLINE.split(whole)]
    if form is Form.TEXT and not place.is_line:
        is_meant = _EMPTY_LINE in place.source  # two breaks, one behind the other
        return "\n".join(_paragraph([line for line in lines if line or is_meant], place))
    keeps = form is Form.HTML and place.dialect.line_breaks is LineBreaks.KEPT
    text = ("\n" if keeps else " ").join(line for line in lines if line)
    if form is Form.TEXT:
        return "\n".join(_paragraph([text] if text else [], place))
    return text if form in _AS_IS else _on_line(text, form, place)


def _on_line(text: str, form: Form, place: Place) -> str:
    """Escape one line that is a part of a line of the document."""
    if form in (Form.HTML, Form.ATTRIBUTE):
        return _of_html(text, form, place)
    text = safe(text, place, pipes=form is Form.LINE and not place.is_heading)
    if place.leads:
        text = _line(text, [], [], place)
    if form is Form.CELL:
        return _PIPE.sub(r"\1\\|", text) if "|" in text else text
    if text.endswith("\\") and _LONE_BACKSLASH.search(text):
        text += "\\"  # else it would escape what closes the place: a quote, a bracket
    return _ATX_END.sub(r"\\#", text) if text.endswith("#") else text


def _of_html(text: str, form: Form, place: Place) -> str:
    """Escape a text of raw HTML, or the value of an attribute."""
    if form is Form.ATTRIBUTE:
        return _AMPERSAND.sub("&amp;", text).translate(_ENTITIES)
    text = safe(text, place, raw=True)
    if not place.dialect.is_jsx:
        return text
    text = without_loose_marks(text, place.source)
    if _DELIMITERS.fullmatch(text):  # below a line of text, which MDX reads as Markdown
        text = text.replace("-", "&#45;")
    return f"{text[:-1]}&#92;" if text.endswith("\\") else text


def _paragraph(lines: Sequence[str], place: Place) -> list[str]:
    """Escape each line of a paragraph that a renderer would not read as its continuation."""
    if is_formula("\n".join(lines)) and not is_formula(place.source):
        lines = [f"&#91;{lines[0][2:]}", *lines[1:]]
    if len(lines) == 1:
        return [_line(safe(lines[0], place, pipes=True), [], [], place)]
    lines = safe("\n".join(lines), place, pipes=True).split("\n") if lines else []
    done: list[str] = []
    for number, line in enumerate(lines):
        before = [each or _BREAK for each in done[-1:]]
        following = lines[number + 1 : number + 3] if line.startswith("[") else []
        following = [each or _BREAK for each in following]
        done.append(_line(line, before, following, place) if line else "")
    return done


def _line(line: str, before: list[str], following: Sequence[str], place: Place) -> str:
    if line[:1] not in LETTERS or place.dialect.is_jsx or place.begins or place.is_line:
        rest = "\n".join(following)
        safer = safe_start(line, place, is_first=not before, following=rest)
        if safer != line:
            return safer
    if not before and _TASK.match(line):
        return "\\" + line
    mark = template_syntax.marker(line, place.dialect)
    if mark and (mark.rest is None or before):
        return line if line.startswith("{") else "\\" + line
    if _DELIMITERS.fullmatch(line):
        return _backslashed(line)
    if not _SUSPECT.match(line) or is_line_of_prose(line):
        return line
    is_fine = all(
        _is_text([*above, line, *following], len(above) + 1, place.dialect)
        for above in ([[_WORD, *before]] if before else [[], [_WORD]])
    )
    return line if is_fine else _backslashed(line)


def _is_text(lines: list[str], count: int, dialect: Dialect) -> bool:
    """Whether the first `count` of `lines` are one paragraph's, to the parser."""
    try:
        blocks = outline("\n".join(lines), dialect.syntax)
    except LimitError:
        return False
    first = blocks.nodes[0] if blocks.nodes else None
    return (
        first is not None
        and first.type == "paragraph"
        and first.lines[0].number == 0
        and len(first.lines) >= count
    )


def _backslashed(line: str) -> str:
    if number := _NUMBER.match(line):
        return f"{number[0]}\\{line[number.end() :]}"
    if fence := _FENCE.match(line):
        return "".join("\\" + mark for mark in fence[0]) + line[fence.end() :]
    if line[0] == "<" and not is_element(line, 0):
        return f"&lt;{line[1:]}"
    return "\\" + line
