"""What is measured of a document and of what a tool made of it.

Nothing here is transync's: the documents are read with markdown-it-py, set up afresh.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it.token import Token

_NO_PROSE = re.compile(
    r"^::: *\w+(?:\.\w+)+(?s:.*)"  # the reference of a module and its options
    r"|^(?:/{3,}|:{3,}|!!!|\?\?\?\+?)[ \t]*[\w-]*(.*)$"  # the name of an admonition, not its title
    r"|(?s:\{%.*?%\}|\{\{.*?\}\}|\{\*.*?\*\}|\{[ :]*[#.][^{}]*\})"  # for template engines
    r"|\[![A-Z]+\]|[a-z][a-z0-9+.-]*://\S+|www\.\S+",
    re.MULTILINE,
)
_WORD = re.compile(r"[^\W\d_]+")
_HIDDEN = frozenset(("code", "pre", "script", "style", "svg", "template", "textarea"))
_VOWEL = re.compile("[aeiouäöü]", re.IGNORECASE)


@cache
def blocks(text: str) -> tuple[tuple[str, str], ...]:
    """Give the block structure: the types and tags of the parser's tokens."""
    return tuple((token.type, token.tag) for token in _parser().parse(text))


@cache
def prose(text: str) -> tuple[str, ...]:
    """List what a reader sees outside code, below the front matter: the words of each run of text.

    A run ends where other markup, a URL or a template token stands.
    """
    found = []
    for token in _parser().parse(text):
        if token.type == "inline":
            found += [run for text in _inline(token.children or ()) for run in _runs(text)]
        elif token.type == "html_block":
            found += [run for text in _html(token.content) for run in _runs(text)]
    return tuple(found)


def lost(runs: Iterable[str], messages: Iterable[str]) -> int:
    """Count the words of the runs that no message has, in this order."""
    offered = "|".join(_words(unescape(message)) for message in messages)
    return sum(_count(run) for run in runs if run not in offered)


def unchanged(runs: Iterable[str], after: Iterable[str]) -> int:
    """Count the words that a pseudo-translation should have changed, and that still stand there."""
    there = set(after)
    return sum(_count(run) for run in runs if run in there and _VOWEL.search(run))


def total(runs: Iterable[str]) -> int:
    """Count the words of runs."""
    return sum(map(_count, runs))


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": 1000}).enable(["table", "strikethrough"])
    return parser.use(footnote_plugin).use(front_matter_plugin)


def _words(text: str) -> str:
    """Give the words of a text between blanks, and nothing else of it."""
    return f" {' '.join(_WORD.findall(text))} "


def _runs(text: str) -> list[str]:
    return [run for part in _NO_PROSE.split(text) if (run := _words(part or "")).strip()]


def _count(run: str) -> int:
    return len(run.split())


def _inline(tokens: Iterable[Token]) -> Iterator[str]:
    """Give the visible text of a block, what no markup divides in one piece."""
    text = ""
    url = False
    for token in tokens:
        if token.type == "text" and not url:
            text += token.content
        elif token.type in ("softbreak", "hardbreak"):
            text += "\n"
        else:
            yield text
            text = ""
            url = token.type == "link_open" and token.markup == "autolink"
            yield from _inline(token.children or ())
    yield text


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.hidden += tag in _HIDDEN

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in _HIDDEN and self.hidden > 0

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.text.append(data)


def _html(source: str) -> list[str]:
    parser = _Text()
    parser.feed(source)
    return parser.text
