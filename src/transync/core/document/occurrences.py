"""Finds where some whole lines stand in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class Occurrence(NamedTuple):
    """Where some lines stand, in characters: from a number up to another."""

    start: int
    end: int
    lines: str
    """Joined by line feeds."""


def occurrences(text: str, wanted: Iterable[str], newline: str) -> list[Occurrence]:
    """Return where the `wanted` stand as whole lines of a text, in its order.

    Each of them is one or more lines, joined by line feeds, where the text has its `newline`. Of
    those that overlap, the longest counts.
    """
    taken: list[Occurrence] = []
    for lines in sorted(wanted, key=lambda each: (-len(each), each)):
        for start, end in _places(text, lines.replace("\n", newline)):
            if all(end <= each.start or each.end <= start for each in taken):
                taken.append(Occurrence(start, end, lines))
    return sorted(taken)


def _places(text: str, lines: str) -> Iterator[tuple[int, int]]:
    """Yield where lines stand, from the beginning of one to the end of another."""
    start = text.find(lines) if lines else -1
    while start >= 0:
        end = start + len(lines)
        is_whole = _is_end(text[max(0, start - 1) : start]) and _is_end(text[end : end + 1])
        if is_whole:
            yield start, end
        start = text.find(lines, end if is_whole else start + 1)


def _is_end(character: str) -> bool:
    return character in ("", "\n", "\r")
