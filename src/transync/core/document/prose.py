"""The text of a segment: lines joined to what a translator sees, and whether it has words."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from transync.core.document import template_syntax
from transync.dialects import COMMONMARK, LineBreaks
from transync.formats import html

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from transync.dialects import Dialect

BLANKS = " \t"
"""What Markdown strips at the ends of a line (CommonMark 4.8); a no-break space is text."""

_FIRST_WIDE = "\u2e80"
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]\S*+")
"""The rest of a word, from its first letter."""
_PLAIN_WORD = re.compile(r"(?:[^`<{&$\[\]:@]|:(?!/))*?[^\W\d_] ")
"""The first end of a word before all markup, which is none of an address."""
_MARKUP = re.compile(r"[`<{&$\[]|:/|@")
_BACKTICKS = re.compile(r"`+")
_OPENER = re.compile(r"\\[\s\S]|`+")
_MATH = re.compile(r"\$\$[^$]*\$\$")
_LINK_END = re.compile(r"\]\((?:<[^<>\n]*>|[^\s()<]*(?:\([^\s()]*\)[^\s()]*)*)")
_MARKS = (
    r"<(?:code|tt)(?:\s[^<>]*)?>[^<]*</(?:code|tt)\s*>"
    r"|</?[A-Za-z][^<>]*>"  # tags, and autolinks in angle brackets
    r"|<!--(?:[^-<]|-(?!->)|<(?!!--))*-->"
    r"|&(?:[A-Za-z][A-Za-z0-9]*|\#[0-9]+|\#[xX][0-9A-Fa-f]+);"
    r"|\[\^[^\[\]\s]+\]"  # footnote references
    r"|\]\[[^\[\]]*\]"  # the label of a reference link
    r"|\[!\w+\]"
)
_WORDLESS = re.compile(_MARKS)
_BREAKS = frozenset((*BLANKS, "\\"))
"""How a line ends that may be a hard break, or not end where its text does."""
_WORDLESS_OR_ADDRESS = re.compile(
    _MARKS + r"|[A-Za-z][A-Za-z0-9+.-]{1,31}://\S+"
    r"|www\.\S+"
    r"|(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+"
)


_REMEMBERED = 4096
"""Texts whose words are counted once for all languages."""


def has_words(text: str, dialect: Dialect = COMMONMARK) -> bool:
    """Whether `text` has a letter outside code, URLs, HTML and template tokens."""
    is_simple = not template_syntax.has_references(text, dialect)
    if is_simple and _PLAIN_WORD.match(text) and "www." not in text:
        return True
    if not _LETTER.search(text):
        return False
    return bool(_LETTER.search(visible(text, dialect)))


def visible(text: str, dialect: Dialect = COMMONMARK) -> str:
    """Return `text` with a blank in the place of code, URLs, HTML, tokens and references."""
    if not (dialect.reference or dialect.shown or _MARKUP.search(text)) and "www." not in text:
        return text
    if dialect.shown:
        text = dialect.shown.sub(template_syntax.shown_words, text)
    text = outside(text, code_spans(text))
    text = outside(text, (each[:2] for each in html.untranslated(text)))
    for pattern in (dialect.token, dialect.reference, _MATH, _LINK_END):
        text = pattern.sub(" ", text) if pattern else text
    # To look for an address takes long, for it may begin anywhere.
    may_have_address = "@" in text or "://" in text or "www." in text
    return (_WORDLESS_OR_ADDRESS if may_have_address else _WORDLESS).sub(" ", text)


@cache
def _wide() -> re.Pattern[str]:
    """Return the pattern of Chinese and Japanese, which put no blank between words."""
    return re.compile(
        f"[{_FIRST_WIDE}-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf"
        "\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003ffff]"
    )


@cache
def _blank_between() -> re.Pattern[str]:
    wide = _wide().pattern
    return re.compile(f"(?<={wide}) (?={wide})")


def closed(text: str) -> str:
    """Take the blanks out that stand between Chinese or Japanese: a soft wrap is none there."""
    if text.isascii() or max(text) < _FIRST_WIDE:
        return text
    return _blank_between().sub("", text)


@lru_cache(maxsize=_REMEMBERED)
def words(text: str) -> int:
    """Count the words of `text`: what stands between blanks and has a letter.

    Each Chinese or Japanese character is one.
    """
    wide = 0
    if not text.isascii() and max(text) >= _FIRST_WIDE:
        text, wide = _wide().subn(" ", text)
    return wide + len(_WORD.findall(text))


def joined(
    lines: Sequence[str], *, hard: bool = True, line_breaks: LineBreaks = LineBreaks.JOINED
) -> tuple[str, tuple[str, ...]]:
    """Join the lines of a text, with its line breaks as translators see them.

    Also gives the mark of each hard break, as the author wrote it (CommonMark 6.7); the
    lines of raw HTML have none (`hard=False`). Where all breaks are `SHOWN`, a soft one has an
    empty mark.
    """
    if len(lines) == 1:
        return lines[0].strip(BLANKS), ()
    if line_breaks is not LineBreaks.JOINED:
        return _with_all_breaks(lines, hard=hard, is_shown=line_breaks is LineBreaks.SHOWN)
    ends = {line[-1:] for line in lines[:-1]}
    if ends.isdisjoint(_BREAKS) and max(ends) < _FIRST_WIDE:
        return " ".join([line.strip(BLANKS) for line in lines]), ()
    text, breaks = "", []
    for number, line in enumerate(lines, 1):
        content = line.strip(BLANKS)
        mark = break_mark(line) if hard and number < len(lines) else ""
        if mark == "\\":
            content = content[:-1].rstrip(BLANKS)
        text += content
        if mark:
            breaks.append(mark)
            text += "\n"
        elif number < len(lines):
            text += _blank(content, lines[number].lstrip(BLANKS))
    return text, tuple(breaks)


def _with_all_breaks(
    lines: Sequence[str], *, hard: bool, is_shown: bool
) -> tuple[str, tuple[str, ...]]:
    *others, last = lines
    marks = [break_mark(line) if hard else "" for line in others]
    contents = [
        line[: len(line) - len(mark)].strip(BLANKS) + ("\\" if mark and not is_shown else "")
        for line, mark in zip(others, marks, strict=True)
    ]
    kept = marks if is_shown else filter(None, marks)
    return "\n".join((*contents, last.strip(BLANKS))), tuple(kept)


def code_spans(text: str) -> list[tuple[int, int]]:
    """Return the offsets of the code spans (CommonMark 6.1) of a text without other literals."""
    runs = [run.span() for run in _BACKTICKS.finditer(text)]
    if len({end - start for start, end in runs}) <= 1 and "\\" not in text:
        return [(start, end) for (start, _), (_, end) in zip(runs[::2], runs[1::2], strict=False)]
    spans: list[tuple[int, int]] = []
    closers: dict[int, list[int]] = {}
    for start, end in reversed(runs):
        closers.setdefault(end - start, []).append(start)
    position = 0
    while opener := _OPENER.search(text, position):
        position = opener.end()
        if opener[0][0] == "`":
            ends = closers.get(len(opener[0]), [])
            while ends and ends[-1] < position:
                ends.pop()
            if ends:
                position = ends.pop() + len(opener[0])
                spans.append((opener.start(), position))
    return spans


def code_of(span: str) -> str:
    """Return the code in a code span, without its white space."""
    ticks = len(span) - len(span.lstrip("`"))
    return "".join(span[ticks:-ticks].split())


def outside(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return `text` with a blank in the place of each span."""
    bounds = [0, *(offset for span in spans for offset in span), len(text)]
    return " ".join(text[a:b] for a, b in zip(bounds[::2], bounds[1::2], strict=True))


def break_mark(line: str) -> str:
    """Return the mark of the hard break that ends `line`: blanks, a backslash, or nothing."""
    if line.endswith("  "):
        return line[len(line.rstrip(BLANKS)) :]
    backslashes = len(line) - len(line.rstrip("\\"))
    return "\\" if backslashes % 2 else ""


def _blank(before: str, after: str) -> str:
    """Return what a soft wrap stands for: a blank, but none between Chinese or Japanese."""
    if before[-1:] < _FIRST_WIDE or after[:1] < _FIRST_WIDE:
        return " "
    return "" if _wide().match(before[-1]) and _wide().match(after[0]) else " "
