"""Measures what share of the visible prose of real documents no translator is offered.

Letters are counted in the rendered text nodes outside code, by markdown-it-py's full parser
and Python's HTML parser. Template tokens, URLs, the keywords of boxes (`/// tip`) and the options
of documented objects (`::: package.name`) are not prose. What the segments do not hold of it
is lost to translators.

    python benchmarks/prose.py [FOLDER…]
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from transync.core.document import template_syntax
from transync.core.document.split import split
from transync.dialects import COMMONMARK
from transync.formats import frontmatter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it.token import Token

CORPORA = Path(__file__).parents[2] / "shared/corpora"
HIDDEN = {"code", "math", "pre", "script", "style", "svg", "template", "textarea"}
URL = re.compile(r"[a-z][a-z0-9+.-]*://\S+|www\.\S+", re.IGNORECASE)
OBJECT = re.compile(r":{3}[ \t]+\w+(?:\.\w+)+(?:\n|\Z)")
MARK = re.compile(r"^(?:/{3,}|:{3,}|!!!|\?\?\?\+?)[ \t]*[\w-]*", re.MULTILINE)


class Share(NamedTuple):
    """The letters of visible prose, and those of them outside segments."""

    letters: int
    lost: int

    @property
    def percent(self) -> float:
        """Of the letters, those that are lost."""
        return 100 * self.lost / self.letters if self.letters else 0.0


def share(text: str) -> Share:
    """Measure one document."""
    end = frontmatter.find(text).end if frontmatter.find(text) else 0
    body = text[end:]
    visible = _letters(_rendered(_without_listings(body)))
    definitions = "".join(f"\n\n[{k}]: <{v}>" for k, v in split(body).references.items())
    offered = _letters(
        piece
        for segment in split(body).segments
        for piece in _rendered(_block(segment.text, segment.form) + definitions)
    )
    return Share(visible.total(), (visible - offered).total())


def _without_listings(text: str) -> str:
    for start, end in reversed(template_syntax.raw_regions(text, COMMONMARK)):
        text = text[:start] + text[end:]
    return text


def _block(text: str, form: str) -> str:
    """Make a segment a block of its own: raw HTML, or a paragraph."""
    if form == "html":
        return f"<div>{text}</div>"
    return "x\u200b" + text.replace("\\|", "|").replace("\n", "  \n")


def _letters(pieces: Iterable[str]) -> Counter[str]:
    letters: Counter[str] = Counter()
    for piece in pieces:
        prose = MARK.sub(" ", URL.sub(" ", COMMONMARK.token.sub(" ", piece.replace("x\u200b", ""))))
        letters.update(character for character in prose if character.isalpha())
    return letters


def _rendered(text: str) -> Iterator[str]:
    """Give the text of each block as a reader sees it."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    for token in parser.parse(text):
        if token.type == "inline":
            text = "".join(_visible(token.children or []))
            yield "" if OBJECT.match(text) else text
        elif token.type == "html_block":
            yield _html_text(token.content)


def _visible(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "text":
            yield token.content
        elif token.type in ("softbreak", "hardbreak"):
            yield "\n"
        elif token.type == "image":
            yield from _visible(token.children or [])


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in HIDDEN:
            self.hidden.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.hidden:
            self.hidden.remove(tag)

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.text.append(data)


def _html_text(source: str) -> str:
    parser = _Text()
    parser.feed(source)
    return " ".join(parser.text)


def main(folders: list[str]) -> None:
    """Print a row per folder: documents, letters, letters lost, their share."""
    roots = [Path(folder) for folder in folders] or sorted(
        p for p in CORPORA.iterdir() if p.is_dir()
    )
    print(f"{'corpus':24}{'documents':>10}{'letters':>12}{'lost':>8}{'%':>9}")
    for root in roots:
        shares = [share(path.read_text(encoding="utf-8")) for path in sorted(root.rglob("*.md"))]
        if shares:
            total = Share(sum(s.letters for s in shares), sum(s.lost for s in shares))
            row = f"{len(shares):>10}{total.letters:>12}{total.lost:>8}{total.percent:>9.4f}"
            print(f"{root.name:24}{row}")


if __name__ == "__main__":
    main(sys.argv[1:])
