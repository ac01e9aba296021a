"""Compares paragraphs of which several segments are parts: two halves may make one thing.

A renderer acts on a line in them, so each part is a segment; to CommonMark, they are one text.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from transync.core.document import template_syntax
from transync.core.document.prose import BLANKS
from transync.core.markup.inventory import CODE, inventory
from transync.core.markup.tolerance import Texts, intolerable
from transync.domain.model import BOM, Document, Form
from transync.formats import frontmatter
from transync.formats.markdown import outline

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterable

    from transync.core.markup.inventory import Item
    from transync.dialects import Dialect
    from transync.domain.allowance import AddressRules


class _Paragraph(NamedTuple):
    begin: int
    end: int
    text: str


class DividedParagraphs:
    """The paragraphs of a document that are no segment as a whole."""

    def __init__(self, document: Document, dialect: Dialect) -> None:
        self._document = document
        self._dialect = dialect
        self._before = _paragraphs(document.text, document.path, dialect)
        self._numbers = _divided(document, self._before)

    def are_changed(
        self,
        text: str,
        allowed: frozenset[str],
        addresses: AddressRules,
        parts: Iterable[str],
    ) -> bool:
        """Whether one of them has, in the built `text`, what its parts alone do not explain.

        `allowed` are codes of deviations, `parts` the translations that were written.
        """
        after = _paragraphs(text, self._document.path, self._dialect) if self._numbers else []
        return any(
            self._differ(self._before[number].text, after[number].text, allowed, addresses, parts)
            for number in self._numbers
        )

    def _differ(
        self,
        source: str,
        text: str,
        allowed: frozenset[str],
        addresses: AddressRules,
        parts: Iterable[str],
    ) -> bool:
        """Whether a paragraph has what is not allowed to it, or code that no part has."""
        before, after = self._inventory(source), self._inventory(text)
        if before == after:
            return False
        code = {item for item in after - before if item[0] == CODE}
        known = map(self._inventory, parts if code else ())
        if not code <= {item for items in known for item in items}:
            return True
        texts = Texts(source, text, Form.TEXT, allowed, addresses, self._dialect.is_jsx)
        left, right = intolerable(texts, before, after)
        return left != right

    def _inventory(self, text: str) -> Counter[Item]:
        return inventory(text, Form.TEXT, self._document.references, self._dialect)


def _divided(document: Document, paragraphs: Iterable[_Paragraph]) -> tuple[int, ...]:
    """Return the numbers of the paragraphs that are no segment as a whole."""
    raws = [piece.raw for piece in document.pieces]
    offsets = accumulate(map(len, raws), initial=0)
    whole = set(zip(offsets, raws, strict=False))
    text = document.text  # which is put together anew each time
    found = []
    for number, paragraph in enumerate(paragraphs):
        raw = text[paragraph.begin : paragraph.end]
        if (paragraph.begin + len(raw) - len(raw.lstrip()), raw.strip()) not in whole:
            found.append(number)
    return tuple(found)


def _paragraphs(text: str, path: str, dialect: Dialect) -> list[_Paragraph]:
    """List the paragraphs that Markdown knows, with the text of each on one line."""
    span = frontmatter.find(text, path)
    start = span.end if span else len(text) - len(text.removeprefix(BOM))
    body = text[start:]
    found = []
    for node in outline(template_syntax.block_text(body, dialect), dialect.syntax, path).nodes:
        if node.type == "paragraph":
            lines = [body[line.start : line.end].strip(BLANKS) for line in node.lines]
            bounds = node.lines[0].start, node.lines[-1].end
            found.append(_Paragraph(start + bounds[0], start + bounds[1], " ".join(lines)))
    return found
