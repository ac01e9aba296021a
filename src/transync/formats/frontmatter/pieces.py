"""Make pieces of a text in which the values to translate were found."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transync.domain.model import Segment, Verbatim
from transync.formats.frontmatter.fields import LineIndex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.domain.model import Piece
    from transync.formats.frontmatter.fields import Leaf, Span

LETTER = re.compile(r"[^\W\d_]")
"""What a value has that is worth a look."""


def pieces(text: str, span: Span, leaves: Sequence[Leaf], what: str) -> Iterator[Piece]:
    """Yield the pieces of a text up to the end of a span; `what` says where its segments are."""
    lines = LineIndex(text, span.data_end if leaves else 0)
    position = 0
    for leaf in leaves:
        yield Verbatim(text[position : leaf.start])
        line, column = lines.place(leaf.start)
        yield Segment(
            raw=text[leaf.start : leaf.end],
            text=leaf.text,
            form=span.form,
            description=f"{what}, {_place(leaf)}",
            line=line,
            column=column,
            prefix=leaf.prefix,
        )
        position = leaf.end
    yield Verbatim(text[position : span.end])


def _place(leaf: Leaf) -> str:
    """Return the path of a value, or the one that a key is in."""
    if not leaf.is_key:
        return leaf.path
    around = leaf.path.removesuffix(leaf.text).rstrip(".")
    return f"key in {around}" if around else "key"
