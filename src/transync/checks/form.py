"""The rules on form: line breaks and emphasis that a translation loses, or that do not work."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from transync.checks.rule import pair_rule, rule
from transync.core.markup.inventory import LINE_BREAK, MAX_BRACKETS, MAX_COMMENTS, mentioned
from transync.domain.model import Form
from transync.formats.markdown import inlines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.checks.pair import Pair
    from transync.core.markup.differences import Difference

_MARKED = (Form.TEXT, Form.LINE, Form.CELL)
_MARK = re.compile(r"\*+|_+")
_OPENER = re.compile(r"[\[<]")
_OBJECT = "\ufffc"
"""Stands for a code span, a tag or an image in what is shown of a text."""
_REMEMBERED = 2048
"""Texts that are read once for all languages."""
_QUOTES = frozenset("「『《〈“„«‘‹")


@rule(LINE_BREAK)
def hard_break(difference: Difference) -> str:
    r"""A line break of the source is missing, or one was added.

    A line feed in a message is a break that the author has set: two blanks, or a backslash, at
    the end of a line. Where a text is wrapped without meaning it, no message has a line feed.
    Two line feeds are two breaks. With `line-breaks = "keep"`, only a line feed behind a backslash
    is such a break; translations have other line feeds where they like.

    If a translation needs another number of lines, say of a verse, allow it: by the comment
    `# transync: allow T308` on its entry, or by `guard.allow` in the configuration.

    Fails:

        msgid "Grüner Tee\nSchwarzer Tee"
        msgstr "Green tea, black tea"

    Repaired:

        msgid "Grüner Tee\nSchwarzer Tee"
        msgstr "Green tea\nBlack tea"
    """
    breaks, before = _count(difference.after, "line break"), difference.before
    return f"has {breaks}, and the source has {before or 'none'}"


@pair_rule("T311")
def emphasis(pair: Pair) -> Iterator[str]:
    """A mark of emphasis shows as it is, and stresses nothing.

    `_` does not work inside a word, and so not in text without blanks between words. `*` and
    `**` do, but not with a punctuation mark inside of them and a letter outside (CommonMark
    6.2): `**“茶”**是`. Move the punctuation out of the marks, put a blank behind them, or write
    `*` for `_`.

    Fails:

        msgid "Das ist **grüner** Tee."
        msgstr "This is ** green ** tea."

    Repaired:

        msgid "Das ist **grüner** Tee."
        msgstr "This is **green** tea."
    """
    for before, after in _read(pair):
        if _is_broken(before, after):
            yield f"{_run(after)}: {_remedy(after)}"


@pair_rule("T313", optional=True)
def lost_emphasis(pair: Pair) -> Iterator[str]:
    """Emphasis of the source is missing.

    Many good translations stress by other means, such as word order or particles, so this rule
    only runs where it is selected. Strong emphasis may become simple, and quotation marks may
    stand for either.

    Fails:

        msgid "Das ist **grüner** Tee."
        msgstr "This is green tea."

    Repaired:

        msgid "Das ist **grüner** Tee."
        msgstr "This is **green** tea."
    """
    for before, after in _read(pair):
        quoted = _quotes(after) - _quotes(before)
        if before.stressed > after.stressed + max(0, quoted) and not _is_broken(before, after):
            yield f"stresses {_count(after.stressed, 'passage')}, and the source {before.stressed}"


class _Emphasis(NamedTuple):
    """What of the marks in a text works, and what is shown."""

    text: str
    """As a reader sees it."""
    stressed: int
    """How many passages are in strong or simple emphasis."""
    loose: tuple[re.Match[str], ...]
    """The marks that are shown."""
    escaped: bool
    """Whether one of them has a backslash before it."""


def _read(pair: Pair) -> Iterator[tuple[_Emphasis, _Emphasis]]:
    """Read both texts, where there are marks in them that can be read."""
    if pair.form in _MARKED and _MARK.search(pair.source + pair.translation):
        texts = pair.source, pair.translation
        before, after = (_shown(text, mentioned(text, pair.references)) for text in texts)
        if before and after:
            yield before, after


@lru_cache(maxsize=_REMEMBERED)
def _shown(text: str, links: tuple[tuple[str, str], ...]) -> _Emphasis | None:
    """Read the emphasis of a text; None for one with too many brackets to be read."""
    if len(_OPENER.findall(text)) > min(MAX_BRACKETS, MAX_COMMENTS):
        return None
    parts = list(inlines(text, dict(links)))
    types = [part.type for part in parts]
    shown = "".join(
        part.content if part.type in ("text", "text_special") else _OBJECT
        for part in parts
        if part.type not in ("inline", "em_open", "em_close", "strong_open", "strong_close")
    )
    loose = tuple(found for found in _MARK.finditer(shown) if _is_loose(shown, *found.span()))
    escaped = any(part.type == "text_special" and part.content in "*_" for part in parts)
    stressed = types.count("strong_open") + types.count("em_open")
    return _Emphasis(shown, stressed, loose, escaped)


def _is_loose(text: str, start: int, end: int) -> bool:
    """Whether a mark seems to be meant as one: not in `a_name`, `2*3`, `a * b`."""
    before, after = text[:start][-1:], text[end : end + 1]
    in_name = before.isascii() and after.isascii() and before.isalnum() and after.isalnum()
    return not in_name and not (before.isspace() and after.isspace() and end - start == 1)


def _is_pair(loose: tuple[re.Match[str], ...]) -> bool:
    marks = [found[0] for found in loose]
    return any(marks.count(mark) > 1 for mark in marks)


def _is_broken(before: _Emphasis, after: _Emphasis) -> bool:
    """Whether marks show that do not in the source, and were meant as such."""
    if len(after.loose) <= len(before.loose):
        return False
    return before.stressed > after.stressed or _is_pair(after.loose)


def _quotes(shown: _Emphasis) -> int:
    """Count the quotations of a text, by the marks that open them."""
    return sum(sign in _QUOTES for sign in shown.text) + shown.text.count('"') // 2


def _run(shown: _Emphasis) -> str:
    found = shown.loose[0]
    around = shown.text[max(0, found.start() - 10) : found.end() + 10].replace(_OBJECT, "")
    return f"`{found[0]}` shows as it is in “{around.strip()}”"


def _remedy(shown: _Emphasis) -> str:
    if shown.escaped:
        return "take the backslash away"
    if not _is_pair(shown.loose):
        return "it has no partner"
    if shown.loose[0][0].startswith("_"):
        return "write `*`, which also works beside letters"
    return "no blank may stand inside the marks, nor punctuation where a letter is outside"


def _count(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"
