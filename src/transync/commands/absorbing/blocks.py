"""Cuts into blocks what an edited page is compared with: its document, and what builds made."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from transync.commands.importing.block_reader import blocks
from transync.domain.model import Segment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from transync.commands.absorbing.base import BuiltPage
    from transync.core.align.unit import UnitKind
    from transync.core.align.units import BlockList
    from transync.domain.model import Document
    from transync.project.project import Project
    from transync.project.targets import Target


class EditedPage(NamedTuple):
    """A page that somebody has edited."""

    target: Target
    text: str
    base: BuiltPage
    """What was edited."""
    now: str
    """What its catalog gives, before any edit goes into it."""
    is_anybodys: bool = True
    """Whether a build leaves it alone; else it has nothing that its document lacks."""


class PageBlocks(NamedTuple):
    """The blocks of a document and of its page, as these were and as they are."""

    source: BlockList
    """Those of the document as it is now."""
    document: BlockList
    """Those of the document that the page was built from."""
    base: BlockList
    """Those of the page as a build had made it."""
    page: BlockList
    """Those of the page as somebody has left it."""
    now: BlockList
    """Those of what the catalog gives now."""

    @property
    def is_now(self) -> bool:
        """Whether the page was built of what the catalog gives now."""
        return self.base is self.now


def page_blocks(project: Project, page: EditedPage) -> PageBlocks:
    """Cut a page and its document, each version once; raises `DocumentError`."""
    own, base = page.target.document, page.base
    paths = page.target.path, own.path
    source = blocks(project, own.text, own.path)
    is_same = base.document == own.text
    document = source if is_same else blocks(project, base.document, own.path)
    built = blocks(project, base.text, *paths)
    now = built if page.now == base.text else blocks(project, page.now, *paths)
    return PageBlocks(source, document, built, blocks(project, page.text, *paths), now)


def own_texts(
    project: Project, source: BlockList, adapted: Document, built: BlockList
) -> Mapping[int, int]:
    """Return which block of a built page is each text of its document, both by their numbers.

    `adapted` is the document with its "between" messages. What these add may look like a text, so
    texts are counted, and not compared. Where nothing was added, there is nothing to know.
    """
    if adapted.text == source.document.text:
        return {}
    model = blocks(project, adapted.text, adapted.path)
    if _kinds(model) != _kinds(built):
        return {}
    starts = [*accumulate((len(piece.raw) for piece in model.document.pieces), initial=0)]
    at = {starts[unit.piece]: number for number, unit in enumerate(model.units) if unit.segment}
    texts = [number for number, unit in enumerate(source.units) if unit.is_offered]
    places = [at.get(start, -1) for start in _starts_of_texts(adapted)]
    is_known = len(texts) == len(places) and -1 not in places
    return dict(zip(texts, places, strict=True)) if is_known else {}


def _starts_of_texts(document: Document) -> Iterator[int]:
    start = 0
    for piece in document.pieces:
        if isinstance(piece, Segment):
            yield start
        start += len(piece.raw)


def _kinds(page: BlockList) -> list[tuple[UnitKind, int]]:
    return [(unit.kind, unit.depth) for unit in page.units]
