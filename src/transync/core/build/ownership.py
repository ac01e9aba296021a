"""Finds out whether a page holds anything that stands neither in its document nor in a catalog."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, NamedTuple

from transync.core.document.split import split
from transync.dialects import COMMONMARK
from transync.domain.errors import DocumentError
from transync.domain.model import NEWLINE, Segment
from transync.formats import frontmatter

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from transync.dialects import Dialect

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_LIST_NUMBER = re.compile(r"[\s>*+-]*\d{1,9}[.)]")
_UNMEANT = re.compile(r"[\s\"']+")
_SAYS = re.compile(r"\w")


class PageContents(NamedTuple):
    """What a document or a page holds: what can be somebody's work."""

    texts: frozenset[str]
    """What is translated, and what stands in such places without words, as `plain` gives it."""
    rest: frozenset[str]
    """The lines of everything else that say something: code, HTML, front matter."""
    structure: str
    """What stands for its blocks."""


def page_contents(
    text: str, translate: Sequence[str], keys: Collection[str], dialect: Dialect = COMMONMARK
) -> PageContents:
    """Cut a text, and give what it holds, but for front-matter `keys` that transync sets.

    Raises `DocumentError` for what cannot be cut.
    """
    bare = text if dialect.data else frontmatter.drop(text, keys)
    document = split(bare, "", translate, dialect, wordless=True)
    texts = frozenset(plain(segment.text) for segment in document.segments)
    rest = "".join(" " if isinstance(each, Segment) else each.raw for each in document.pieces)
    return PageContents(texts, frozenset(_lines(rest)), document.structure)


def loose_contents(text: str) -> PageContents:
    """Return what some lines without their document hold: each may be a text, or anything else."""
    try:
        texts = {plain(segment.text) for segment in split(text, wordless=True).segments}
    except DocumentError:
        texts = set()
    texts |= {plain(line) for line in NEWLINE.split(text)}
    return PageContents(frozenset(texts), frozenset(_lines(text)), "")


def plain(text: str) -> str:
    """Return a text without what a build may write otherwise: escapes, entities, line breaks."""
    return " ".join(_ESCAPE.sub(r"\1", unescape(text)).split())


def is_complete(page: PageContents, document: PageContents) -> bool:
    """Whether a page lacks nothing of its document, texts aside."""
    return page.rest == document.rest and page.structure == document.structure


def _lines(text: str) -> Iterator[str]:
    for line in NEWLINE.split(text):
        said = _LIST_NUMBER.sub("", line, count=1) if _LIST_NUMBER.match(line) else line
        if _SAYS.search(said):
            yield _UNMEANT.sub("", said)
