"""What people and their tools do to documents, and no reader sees: each is a function of the text.

A rewriting is asked for with `rewritten`, which leaves out what a reader would see after all: it
compares with a parser of its own.
"""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING
from unicodedata import normalize

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from tests.support.pseudo import KEPT
from transync.core.document.split import split
from transync.domain.model import IN_FRONT_MATTER, Form, Segment

if TYPE_CHECKING:
    from collections.abc import Callable

    from transync.domain.model import Piece

    Rewriter = Callable[[str], str]

FRONT = ("title", "description")

_FENCE = re.compile(r"^(?P<marks>[ \t>]*(?:`{3,}|~{3,}))[\s\S]*?^(?P=marks)[ \t]*$", re.MULTILINE)
_URL = re.compile(r"https?://[^\s<>()\[\]\"'`]+")
_CODE = re.compile(r"(<code[ >].*?</code>)", re.DOTALL)
_LEADING = re.compile(r"\b(href|src|id|class|start)=(\"[^\"]*\"|'[^']*')")


def rewritten(text: str, rewriter: Rewriter) -> str | None:
    """Rewrite a text; None where a reader would see it, or nothing has changed."""
    after = rewriter(text)
    return after if after != text and _seen(text) == _seen(after) else None


def _seen(text: str) -> str:
    """Give what a reader gets of a text: no addresses, no labels, in one normalisation."""
    html = _LEADING.sub(r"\1", _parser().render(normalize("NFC", text)))
    html = re.sub(r"<br ?/?>", "<br>", html)
    html = re.sub(r"<(/?)(h\d|li|ul|ol|p)>\s*", r"<\1\2>", html)
    parts = _CODE.split(html)  # every other part is code, in which an address is no address
    parts[::2] = [re.sub(r"\[\d+(?::\d+)?\]", "[n]", _URL.sub("URL", part)) for part in parts[::2]]
    html = "".join(parts).replace("<a href>URL</a>", "URL").replace("\u00a0", " ")
    return re.sub(r"\s+", " ", html)


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)


def in_prose(rewriter: Rewriter, text: str) -> str:
    """Rewrite the prose of each segment, if what is left of it shows the same."""
    return "".join(_piece(rewriter, piece) for piece in split(text, "x.md", FRONT).pieces)


def _piece(rewriter: Rewriter, piece: Piece) -> str:
    if not isinstance(piece, Segment) or piece.form in (*IN_FRONT_MATTER, Form.HTML):
        return piece.raw
    parts, position = [], 0
    for kept in KEPT.finditer(piece.raw):
        parts += [rewriter(piece.raw[position : kept.start()]), kept[0]]
        position = kept.end()
    after = "".join((*parts, rewriter(piece.raw[position:])))
    return after if _seen(after) == _seen(piece.raw) else piece.raw


def outside_code(rewriter: Rewriter, text: str) -> str:
    """Rewrite what stands outside fences."""
    parts, position = [], 0
    for fence in _FENCE.finditer(text):
        parts += [rewriter(text[position : fence.start()]), fence[0]]
        position = fence.end()
    return "".join((*parts, rewriter(text[position:])))


def replacing(pattern: str, by: str) -> Rewriter:
    """Replace what has a pattern, in prose."""
    return partial(in_prose, partial(re.compile(pattern).sub, by))


def lines(pattern: str, by: str) -> Rewriter:
    """Replace what has a pattern, wherever it is, but not in fences."""
    return partial(outside_code, partial(re.compile(pattern, re.MULTILINE).sub, by))


def _wrapped(text: str) -> str:
    """Wrap the paragraphs in other places: at every fourth blank."""
    made = []
    for piece in split(text, "x.md", FRONT).pieces:
        if isinstance(piece, Segment) and piece.form is Form.TEXT and not piece.breaks:
            words = re.split(r"[ \t]*\n[ \t>]*| ", piece.raw)
            rows = [" ".join(words[start : start + 4]) for start in range(0, len(words), 4)]
            made.append(f"\n{piece.prefix}".join(rows))
        else:
            made.append(piece.raw)
    return "".join(made)


REWRITERS: dict[str, Rewriter] = {
    "NFD": partial(normalize, "NFD"),
    "_emphasis_": replacing(r"(?<![*\w\\])\*(?![*\s])([^*_\n]+)(?<![\s\\])\*(?![*\w])", r"_\1_"),
    "*emphasis*": replacing(r"(?<![_\w\\])_(?![_\s])([^*_\n]+)(?<![\s\\])_(?![_\w])", r"*\1*"),
    "__strong__": replacing(
        r"(?<![*\w\\])\*\*(?![*\s])([^*\n]+)(?<![\s\\])\*\*(?![*\w])", r"__\1__"
    ),
    "entities": replacing(r"&(?![#\w]+;)", "&amp;"),
    "named letters": replacing("ß", "&szlig;"),
    "numbered dashes": replacing("–", "&#8211;"),
    "no-break spaces": replacing("\u00a0", "&nbsp;"),
    "escapes": replacing(r"(?<=\w)([!_~+=])(?=[\w ])", r"\\\1"),
    "stars escaped": replacing(r" \* ", r" \\* "),
    "escapes gone": lines(r"(?<=\w)\\(?=[.!+=:,)])", ""),
    "addresses without brackets": lines(r"(?<![^ ])<(https?://[^\s<>()*_~]+)>(?=[ ]|$)", r"\1"),
    "addresses in brackets": lines(r"(?<![^ ])(https?://[\w./-]*\w)(?= |$)", r"<\1>"),
    "https": lines(r"http://", "https://"),
    "other hosts": lines(r"https?://(?=\w)", "https://x."),
    "targets": lines(r"(?<=[^\\]\]\()(?=[\w./]+\))", "../"),
    "footnotes": lines(r"\[\^([\w-]+)\]", r"[^n\1]"),
    "breaks with blanks": lines(r"(?<=[\w.])\\$", "   "),
    "breaks with backslashes": lines(r"(?<=\w) {2,}$", r"\\"),
    "closed headings": lines(r"^(#{1,6}) (.*\w)$", r"\1  \2 \1"),
    "underlined headings": lines(r"^# (\w.*\w)$", r"\1\n======"),
    "list marks": lines(r"^( *)[-*] (?=\S)", r"\1+ "),
    "table padding": lines(r"^(\|.*[\w.]) \|$", r"\1    |"),
    "delimiter rows": lines(r"-{3,}(?= *\|)", "-----"),
    "tags": lines(r"<br ?/?>", "<br />"),
    "wrapping": _wrapped,
}
