"""Measures what share of the visible prose of real documents no translator is offered.

Letters are counted in the texts outside code of the page that the corpus's own generator renders:
Python-Markdown with MkDocs' extensions, or Hugo, where attributes such as `alt` and `title` count,
too; else markdown-it-py's full parser. Template tokens, URLs, the keywords of boxes (`/// tip`)
and the options of documented objects (`::: package.name`) are not prose. What the segments do not
hold of it is lost to translators.

    python -m benchmarks.prose [--as mkdocs|hugo] [FOLDER…]
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.renderings import RENDERINGS
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from tests.sites.rendered import page

from transync.core.document import template_syntax
from transync.core.document.split import split
from transync.dialects import COMMONMARK, DIALECTS
from transync.formats import frontmatter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.token import Token

    from transync.dialects import Dialect

GENERATORS = {"fastapi": "mkdocs"}
"""The generators of the corpora that are not of CommonMark alone."""
CORPORA = Path(__file__).parents[2] / "shared/corpora"
HIDDEN = {"code", "math", "pre", "script", "style", "svg", "template", "textarea"}
URL = re.compile(r"[a-z][a-z0-9+.-]*://[!-~]+|www\.[!-~]+", re.IGNORECASE)
TAG = re.compile(r"<[A-Za-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
TITLE = re.compile(r"\]\([^()\s]*\s+\"([^\"]*)\"\)")
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


def share(text: str, generator: str = "") -> Share:
    """Measure one document, as `shares` does."""
    return shares([text], generator)[0]


def shares(texts: Sequence[str], generator: str = "") -> list[Share]:
    """Measure documents as a generator of `RENDERINGS` renders them, or as CommonMark."""
    bodies = [_body(text) for text in texts]
    dialect = DIALECTS.get(generator, COMMONMARK)
    rendered = RENDERINGS[generator](bodies) if generator else map(_seen, bodies)
    return [
        _share(_letters(pieces), _offered(body, dialect))
        for body, pieces in zip(bodies, rendered, strict=True)
    ]


def _share(visible: Counter[str], offered: Counter[str]) -> Share:
    return Share(visible.total(), (visible - offered).total())


def _body(text: str) -> str:
    """Return a document without its front matter."""
    found = frontmatter.find(text)
    return text[found.end :] if found else text


def _seen(body: str) -> list[str]:
    return list(_rendered(_without_listings(body)))


def _offered(body: str, dialect: Dialect) -> Counter[str]:
    """Count the letters of the segments, as CommonMark renders each, and of their attributes."""
    document = split(body, dialect=dialect)
    definitions = "".join(f"\n\n[{k}]: <{v}>" for k, v in document.references.items())
    return _letters(
        piece
        for segment in document.segments
        for piece in (
            *_rendered(_block(segment.text, segment.form) + definitions),
            *_attributes(segment.text),
        )
    )


def _attributes(text: str) -> Iterator[str]:
    """Yield what readers see of the attributes and link titles in a segment."""
    for tag in TAG.findall(text):
        yield from page("/", tag).texts
    yield from TITLE.findall(text)


def _without_listings(text: str) -> str:
    for start, end, _ in reversed(template_syntax.raw_regions(text, COMMONMARK)):
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


def main(arguments: list[str]) -> None:
    """Print a row per folder: documents, letters, letters lost, their share."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.prose")
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="else the corpora")
    parser.add_argument("--as", choices=sorted(RENDERINGS), dest="generator", help="its generator")
    given = parser.parse_args(arguments)
    roots = given.folders or sorted(path for path in CORPORA.iterdir() if path.is_dir())
    print(f"{'corpus':24}{'generator':>12}{'documents':>10}{'letters':>12}{'lost':>8}{'%':>9}")
    for root in roots:
        generator = given.generator or GENERATORS.get(root.name, "")
        texts = [path.read_text(encoding="utf-8") for path in sorted(root.rglob("*.md"))]
        if texts:
            found = shares(texts, generator)
            total = Share(sum(s.letters for s in found), sum(s.lost for s in found))
            row = f"{len(found):>10}{total.letters:>12}{total.lost:>8}{total.percent:>9.4f}"
            print(f"{root.name:24}{generator or 'commonmark':>12}{row}")


if __name__ == "__main__":
    main(sys.argv[1:])
