"""Compares a page with what a build had made: which texts somebody has changed, or taken out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from transync.core.align.align import align
from transync.core.align.path import Bead

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from transync.core.align.unit import Unit
    from transync.core.align.units import BlockList
    from transync.domain.model import Segment


class TextOnPage(NamedTuple):
    """A text of a document, as it was on its page, and as somebody has left it."""

    segment: Segment
    before: str
    after: str | None
    """None where the page lacks it."""
    line: int = 0
    """Where it is on the page, from 1; where it is not, that of the text before it."""
    column: int = 0


class PageEdits(NamedTuple):
    """The texts of a document on an edited page, and how the blocks of both belong together."""

    texts: Sequence[TextOnPage]
    before: Sequence[Bead]
    """The blocks of the document, and those of the page as it was."""
    after: Sequence[Bead]
    """The blocks of the document, and those of the page as it is."""


def edited_page(
    document: BlockList, base: BlockList, page: BlockList, own: Mapping[int, int] = {}
) -> PageEdits:
    """Compare a document, what a build had made of it, and what somebody has made of that.

    `own` says which block of the built page is each text of the document, where that is known.
    """
    built = {bead.source: bead.target for bead in _pairs(document.units, base.units)}
    built = _with_known(built, own) if own else built
    kept = {bead.source: bead.target for bead in _pairs(base.units, page.units)}
    texts = []
    line = 0
    for number, there in built.items():
        unit, was = document.units[number], base.units[there]
        if unit.segment is None or not unit.is_offered:
            continue
        now = page.units[kept[there]] if there in kept else None
        line = now.line if now else line
        place = (now.text, line, now.column) if now else (None, line)
        texts.append(TextOnPage(unit.segment, was.text, *place))
    before = [_pair(one, other) for one, other in built.items()]
    after = [_pair(one, kept[other]) for one, other in built.items() if other in kept]
    return PageEdits(texts, before, after)


def _pairs(source: Sequence[Unit], target: Sequence[Unit]) -> Iterator[Bead]:
    """Yield the blocks that belong together; of two for one, the first."""
    kinds = [[(unit.kind, unit.depth) for unit in units] for units in (source, target)]
    if kinds[0] == kinds[1]:
        yield from (_pair(number, number) for number in range(len(source)))
        return
    beads = align(source, target, is_edited=True)
    yield from (bead for bead in beads if bead.sources and bead.targets)


def _with_known(pairs: Mapping[int, int], known: Mapping[int, int]) -> dict[int, int]:
    """Return known pairs, and those of others that cross none of them."""
    ours, theirs = [*known], [*known.values()]
    others = {
        one: other
        for one, other in pairs.items()
        if one not in known and bisect_left(theirs, other) == bisect_right(theirs, other)
        if bisect_left(ours, one) == bisect_left(theirs, other)
    }
    return dict(sorted({**others, **known}.items()))


def _pair(source: int, target: int) -> Bead:
    return Bead(source, target, 1, 1, 0.0)
