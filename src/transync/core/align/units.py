"""Cuts a document into the blocks that the aligner compares: texts, code, HTML and rules."""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize

from transync.core.align.unit import Unit, UnitKind
from transync.core.document import template_syntax
from transync.core.document.split import front, is_offered, split
from transync.core.markup.inventory import CODE, IMAGE, LINK, UNBALANCED, inventory
from transync.core.markup.tolerance import EXPLAINING
from transync.dialects import COMMONMARK
from transync.domain.model import IN_FRONT_MATTER, Document, Form, Segment
from transync.formats.markdown import outline

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from transync.dialects import Dialect
    from transync.formats.markdown import Node

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_WORD = re.compile(r"[^\W\d_]{3,}")
_DENSE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
"""Chinese, Japanese and Korean, whose words have no blanks between them: pairs of characters."""
NO_PROSE = re.compile(r"`+[^`]*`+|\]\([^)]*\)|<[^>]*>|https?://\S+")
"""Code, addresses and tags."""
_TAG = re.compile(r"</?(?P<name>[A-Za-z][\w:.-]*)[^<>]*>")
_LANGUAGE = re.compile(r"/[a-z]{2}(?:-[A-Za-z]{2,4})?(?=/|$)")
_SCHEME = re.compile(r"^https?://(?:www\.)?")
_CONTAINERS = re.compile(r"(?:bullet_list|ordered_list|blockquote)_(?:open|close)")


class BlockList(NamedTuple):
    """A text in its blocks."""

    document: Document
    """Cut with its texts without words."""
    units: Sequence[Unit]
    """Its blocks, in order."""


def units(
    text: str, path: str = "", translate: Sequence[str] = (), dialect: Dialect = COMMONMARK
) -> BlockList:
    """Cut a text into its blocks.

    Raises `DocumentError` for what cannot be read safely.
    """
    document = split(text, path, translate, dialect, wordless=True)
    _, end = front(text, path, translate, wordless=True)
    starts = accumulate((len(piece.raw) for piece in document.pieces), initial=0)
    places = [
        (start, number, piece)
        for number, (start, piece) in enumerate(zip(starts, document.pieces, strict=False))
        if isinstance(piece, Segment)
    ]
    nodes = outline(template_syntax.block_text(text[end:], dialect), dialect.syntax).nodes
    walk = _UnitWalk(text, end, places, document.references, dialect)
    return BlockList(document, [*walk.units(nodes)])


class _UnitWalk:
    """One walk over the blocks of a document, beside its segments."""

    def __init__(
        self,
        text: str,
        end: int,
        places: Sequence[tuple[int, int, Segment]],
        references: Mapping[str, str],
        dialect: Dialect,
    ) -> None:
        self.text, self.end = text, end
        self.references, self.dialect = references, dialect
        self.places = places
        self.next = 0
        self.depth = 0
        self.column = 0

    def units(self, nodes: Sequence[Node]) -> Iterator[Unit]:
        """Yield the blocks: those of the front matter first."""
        yield from self._texts_before(self.end)
        for node in nodes:
            if _CONTAINERS.fullmatch(node.type):
                self.depth += node.nesting
            elif node.type in ("tr_open", "td_open", "th_open"):
                self.column = 0 if node.type == "tr_open" else self.column + 1
            yield from self._block(node)
        yield from self._texts_before(len(self.text) + 1)

    def _block(self, node: Node) -> Iterator[Unit]:
        if node.lines:
            before = self.next
            yield from self._texts_before(self.end + node.lines[-1].end)
            if before == self.next and node.type == "html_block":
                raw = self.text[self.end + node.lines[0].start : self.end + node.lines[-1].end]
                yield Unit(UnitKind.HTML, raw, depth=self.depth)
        elif node.type in ("fence", "code_block"):
            language = node.info.split()[0] if node.info.strip() else ""
            yield Unit(UnitKind.CODE, node.content, language, self.depth)
        elif node.type == "hr":
            yield Unit(UnitKind.RULE, node.markup, depth=self.depth)

    def _texts_before(self, end: int) -> Iterator[Unit]:
        while self.next < len(self.places) and self.places[self.next][0] < end:
            _, number, segment = self.places[self.next]
            self.next += 1
            yield self._text(number, segment)

    def _text(self, number: int, segment: Segment) -> Unit:
        kind, detail = _kind(segment, self.column)
        is_field = kind is UnitKind.FIELD
        return Unit(
            kind,
            segment.text,
            detail,
            0 if is_field else self.depth,
            Counter() if is_field else _marks(segment, self.references, self.dialect),
            Counter(_NUMBER.findall(NO_PROSE.sub(" ", segment.text))),
            words(segment.text),
            len(_TAG.sub("", segment.text)),
            segment,
            is_offered(segment, self.dialect),
            number,
            segment.line,
            segment.column,
        )


def words(text: str) -> frozenset[str]:
    """Return the words of a text in lower case, without code and addresses."""
    prose = NO_PROSE.sub(" ", text)
    found = {word.lower() for word in _WORD.findall(_DENSE.sub(" ", prose))}
    for run in _DENSE.findall(prose):
        found.update([run[at : at + 2] for at in range(len(run) - 1)] or [run])
    return frozenset(found)


def _kind(segment: Segment, column: int) -> tuple[UnitKind, str]:
    if segment.form in IN_FRONT_MATTER:
        return UnitKind.FIELD, segment.description
    if segment.form is Form.CELL:
        return UnitKind.CELL, str(column)
    if segment.form is Form.HTML:
        return UnitKind.HTML_TEXT, ""
    for kind in (UnitKind.HEADING, UnitKind.PARAGRAPH, UnitKind.ITEM):
        if segment.description.startswith(kind):
            return kind, segment.description if kind is UnitKind.HEADING else ""
    return UnitKind.OTHER, ""


def _marks(
    segment: Segment, references: Mapping[str, str], dialect: Dialect
) -> Counter[tuple[str, str]]:
    """Count what a translation keeps; of addresses, what does not depend on the language.

    Tags that only explain a word are left out: a translation has those that its readers need. Code
    is without full-width characters, which editors exchange.
    """
    found: Counter[tuple[str, str]] = Counter()
    for (code, value), count in inventory(segment.text, segment.form, references, dialect).items():
        if code in (LINK, IMAGE):
            found[code, _address(value)] += count
        elif not (UNBALANCED.match(value) or _explains(value)):
            found[code, normalize("NFKC", value) if code == CODE else value] += count
    return found


def _explains(value: str) -> bool:
    tag = _TAG.match(value)
    return tag is not None and tag["name"] in EXPLAINING


def _address(target: str) -> str:
    plain = _SCHEME.sub("", target.removeprefix("bare ").partition("#")[0])
    return _LANGUAGE.sub("", plain).rstrip("/") or "#"
