"""Finds emphasis that does not nest with the tags of MDX, which refuses the whole document then."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transync.formats import html
from transync.formats.markdown import events

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_MARKS = 1000
"""Tags and brackets in a text; in one with more, nothing is looked for: it would take too long."""

_MAY_CROSS = re.compile(r"(?=[^*_~\[]*[*_~\[])[^<]*<")
_OPENING = frozenset(("em_open", "strong_open", "s_open", "link_open"))
_CLOSING = frozenset(("em_close", "strong_close", "s_close", "link_close"))
_LOOSE = re.compile(r"[*~]|(?<![^\W_])_|_(?![^\W_])")
"""What may begin or end emphasis (CommonMark 6.2)."""
_MARK = re.compile(
    r"(?P<ticks>`+)[\s\S]*?(?P=ticks)|<[^<>]*>|\{[^{}]*\}|\\[\s\S]|\]\([^()\s]*\)"
    r"|(?P<mark>[*~]+|(?<![^\W_])_+|_+(?![^\W_]))"
)
"""A mark of emphasis, or something in which none is."""


def crossed(text: str) -> list[str]:
    """Return the name of each tag in which emphasis ends that begins before it, or the reverse."""
    is_short = text.count("<") + text.count("[") <= MAX_MARKS
    return [*_crossed(text)] if is_short and _MAY_CROSS.match(text) else []


def _crossed(text: str) -> Iterator[str]:
    found = [*events(text)]
    tags = [html.TAG.fullmatch(content) for kind, content in found if kind == "html_inline"]
    closed = {tag["name"] for tag in tags if tag and tag[0].startswith("</")}
    open_marks: list[str] = []  # the names of tags, and an empty one for emphasis
    for kind, content in found:
        tag = html.TAG.fullmatch(content) if kind == "html_inline" else None
        if kind in _OPENING:
            open_marks.append("")
        elif kind in _CLOSING:
            yield from _close(open_marks, "")
        elif tag and content.startswith("</"):
            yield from _close(open_marks, tag["name"])
        elif tag and tag["name"] in closed and not content.endswith("/>"):
            open_marks.append(tag["name"])


def _close(open_marks: list[str], name: str) -> Iterator[str]:
    """Close a tag or emphasis; yield the tags that it does not nest with."""
    at = next((n for n in reversed(range(len(open_marks))) if open_marks[n] == name), -1)
    if at < 0:
        return
    inner = open_marks[at + 1 :]
    del open_marks[at]
    if not name:
        yield from filter(None, inner)
    elif not all(inner):
        yield name


def without_loose_marks(text: str, source: str) -> str:
    """Escape the marks of emphasis if one is loose, and its source has none.

    In raw HTML, another text of the same paragraph may have the mark that pairs with it.
    """
    if _loose(text) <= _loose(source):
        return text
    return _MARK.sub(_escaped, text)


def _loose(text: str) -> int:
    if not _LOOSE.search(text) or text.count("[") > MAX_MARKS:
        return 0
    return sum(len(_LOOSE.findall(content)) for kind, content in events(text) if kind == "text")


def _escaped(found: re.Match[str]) -> str:
    mark = found["mark"]
    return "".join(f"&#{ord(each)};" for each in mark) if mark else found[0]
