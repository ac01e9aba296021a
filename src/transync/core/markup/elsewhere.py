"""What renderers other than CommonMark take for marks, and how a translation is kept from it.

A page may be rendered by kramdown, Python-Markdown, markdown-it with plug-ins, goldmark, marked
or MDX. What any of them would read as a block, an attribute or code is escaped, in a way that all
of them read alike. What the source has as well is left: there the author has chosen it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from transync.core.document.prose import code_spans
from transync.dialects.commonmark import COMMONMARK, TOKEN
from transync.formats.html import is_element

if TYPE_CHECKING:
    from transync.dialects import Dialect

_START = re.compile(
    r"#"  # a heading even without a blank behind it (kramdown, Python-Markdown)
    r"|\*\[[^\]\n]+\]:"  # an abbreviation
    r"|\[[^\[\]]*\]:"  # a definition, whatever its address is
    r"|[:~](?=\s|\Z)|:{3}|/{3}|!{3}|\?{3}"  # definitions of terms, boxes
    r"|[-+*]\s*(?:\n|\Z)"  # an item without a text
    r"|\^+\s*(?:\n|\Z)"  # the end of a block (kramdown)
)
_NUMBER = re.compile(r"\d+(?=[.)](?:\s|\Z))")
"""A list's number; ten digits, and digits of any script, are one to Python-Markdown."""
_KEY = re.compile(r"[A-Za-z0-9_-]+(?=:)|---|\.\.\.")
"""A line of the metadata that a document may begin with (MultiMarkdown, MkDocs)."""
_MODULE = re.compile(r"(?:im|ex)port(?!\w)")
"""How a line of a module begins (MDX)."""

LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz`_")
"""What most lines begin with, and no mark."""
_SPECIAL = re.compile("[|{<\u2028\u2029]|\\[(?:[ xX]|TOC|toc)\\]|&#")
"""What a text has in which a mark may have to be escaped."""
_MARK = re.compile(
    r"(?P<open>\\<(?=[\w/!?]))"  # which is none to Python-Markdown
    r"|(?P<kept>\\[!-/:-@\[-`{-~]"  # escaped already
    r"|(?<=\])\([^\s()<>]*\)|(?<=\]\()<[^<>\n]*>|</?[A-Za-z][^<>]*>|<!--"  # targets, tags
    rf"|{TOKEN.pattern}|\{{\{{|\{{%|\{{#)"  # which the guard compares
    r"|(?P<braces>\{(?:[^{}\n]*\})?)"
    r"|(?P<task>\[(?:[ xX]\](?!\()|TOC\]|toc\]))"
    r"|(?P<pipe>\|)"
    r"|(?P<less><(?P<letter>(?![A-Za-z])[^\W\d])?)"
    r"|(?P<number>&#(?:[xX][0-9A-Fa-f]+|[0-9]+))"
    "|(?P<separator>[\u2028\u2029]+)"
)


class Place(NamedTuple):
    """What of a translation's place other renderers look at."""

    source: str = ""
    """The text that is translated."""
    leads: bool = False
    """Whether a cell or a title begins its line, or is read like one that does."""
    is_heading: bool = False
    """Whether it stands behind the mark of a heading."""
    begins: bool = False
    """Whether the document begins with it."""
    has_attributes: bool = False
    """Whether attributes are behind it: `{#name}`."""
    is_line: bool = False
    """Whether a line break would end it: an underlined heading, a term, a footnote."""
    dialect: Dialect = COMMONMARK
    """How the page is rendered, as far as that is known."""


def safe_start(line: str, place: Place, *, is_first: bool, following: str = "") -> str:
    """Escape how a line begins; `following` are the lines behind it."""
    if number := _NUMBER.match(line):
        return f"{number[0]}\\{line[number.end() :]}"
    is_kept = is_first and line[:1] in (":", "~") and line[0] == place.source[:1]
    if place.is_line and line.startswith("```"):
        return "\\" + line
    if not is_kept and _START.match(f"{line}\n{following}"):
        return "\\" + line
    if place.dialect.is_jsx and _MODULE.match(line):
        return f"&#{ord(line[0])};{line[1:]}"
    if place.begins and is_first and (key := _KEY.match(line)) and not _KEY.match(place.source):
        mark = line[key.end() : key.end() + 1] or line[-1]
        return f"{line[: key.end()]}&#58;{line[key.end() + 1 :]}" if mark == ":" else "\\" + line
    return line


def safe(text: str, place: Place, *, pipes: bool = False, raw: bool = False) -> str:
    """Escape what is a mark wherever it stands; `pipes`: whether a pipe is one.

    In `raw` HTML, a character is escaped by its number.
    """
    if place.has_attributes and text.count('"') % 2:
        text = text.replace('"', "&quot;")  # else the attributes would be in quotes
    if not _SPECIAL.search(text):
        return text
    pipes = pipes and "|" not in place.source
    if raw or "`" not in text:
        return _safe(text, place, pipes=pipes, raw=raw)
    pieces = []
    position = 0
    for start, end in code_spans(text):
        pieces += [_safe(text[position:start], place, pipes=pipes, raw=raw), text[start:end]]
        position = end
    return "".join((*pieces, _safe(text[position:], place, pipes=pipes, raw=raw)))


def is_formula(paragraph: str) -> bool:
    """Whether a paragraph is one displayed formula (arithmatex of Python-Markdown)."""
    return paragraph.startswith("\\[") and paragraph.rstrip().endswith("\\]")


def _safe(text: str, place: Place, *, pipes: bool, raw: bool) -> str:
    def escaped(found: re.Match[str]) -> str:
        kind, mark = found.lastgroup or "", found[0]
        if kind == "separator":
            return " "
        if kind == "open":
            return mark if is_element(text, found.start() + 1) else "&lt;"
        if kind in active and not (kind == "braces" and mark in _braces(place.source)):
            return _escape(mark, raw=raw)
        if kind == "number" and not _is_character(mark):
            return f"&amp;{mark[1:]}"
        is_tag = kind == "less" and (place.dialect.is_jsx or len(mark) > 1)  # to kramdown, too
        return f"&lt;{mark[1:]}" if is_tag else mark

    if not _SPECIAL.search(text):
        return text
    active = {"braces"} if place.dialect.is_jsx else set()
    if not raw:
        active = {"braces", "task", "pipe"} if pipes else {"braces", "task"}
    return _MARK.sub(escaped, text)


def _escape(mark: str, *, raw: bool) -> str:
    if raw:
        return f"&#{ord(mark[0])};{mark[1:]}"
    # GitHub looks for `[x]` anywhere in a task, whatever is before it.
    return f"\\{mark[:2]}&#93;" if mark in ("[x]", "[X]") else "\\" + mark


def _is_character(entity: str) -> bool:
    """Whether an entity's number is one of a character; others stop kramdown."""
    digits = entity[2:]
    if len(digits) > 9:
        return False
    number = int(digits[1:], 16) if digits[0] in "xX" else int(digits)
    return number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF


def _braces(source: str) -> set[str]:
    """Return what a text has in braces that is no token, and its braces without a partner."""
    return {found[0] for found in _MARK.finditer(source) if found.lastgroup == "braces"}
