"""Puts the texts of a document back into a page, in the place of their translations."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync.core.align.unit import WITHOUT_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.core.align.path import Bead
    from transync.core.align.units import BlockList


class AlignedPage(NamedTuple):
    """A document and a page, and how they go together."""

    source: BlockList
    target: BlockList
    beads: Sequence[Bead]


def restored(aligned: AlignedPage) -> str:
    """Return the text of a page, with the author's words for those that were translated."""
    pieces = aligned.source.document.pieces
    author = {theirs: pieces[ours].raw for ours, theirs in _pairs(aligned)}
    raws = enumerate(piece.raw for piece in aligned.target.document.pieces)
    return "".join(author.get(number, raw) for number, raw in raws)


def _pairs(aligned: AlignedPage) -> Iterator[tuple[int, int]]:
    """Yield the numbers of the pieces that belong together, both rising."""
    last = -1, -1
    for bead in aligned.beads:
        if not (bead.sources and bead.targets):
            continue
        one, other = aligned.source.units[bead.source], aligned.target.units[bead.target]
        if one.segment is None or one.kind in WITHOUT_TEXT or other.kind in WITHOUT_TEXT:
            continue
        pair = one.piece, other.piece
        if one.is_offered and min(pair[0] - last[0], pair[1] - last[1]) > 0:
            yield pair
            last = pair
