"""Lists where a page still differs from what a build would make of its catalog."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from transync.core.build.stamps import KEYS
from transync.domain.model import NEWLINE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.commands.absorbing.edits import TextOnPage
    from transync.domain.model import Segment

_SHOWN = 5
"""How many places of a page are shown."""


class PageVersions(NamedTuple):
    """A page as a build had made it, as somebody has edited it, and as a build would make it."""

    base: str
    page: str
    made: str


def remainder(
    versions: PageVersions, texts: Sequence[TextOnPage]
) -> Iterator[tuple[int, Segment | None]]:
    """Yield the first edited lines of a page that differ, from 1, each with the text before it."""
    edited = _differing(versions.base, versions.page)
    lines = [line for line in _differing(versions.made, versions.page) if line in edited]
    for line in (lines or edited)[:_SHOWN]:
        ahead = [text.segment for text in texts if 0 < text.line < line]
        yield line, ahead[-1] if ahead else None


def _differing(before: str, after: str) -> list[int]:
    """Return the lines of a text that differ from another; of lines that it lacks, the next."""
    sides = NEWLINE.split(before), NEWLINE.split(after)
    found: list[int] = []
    for tag, here, end, there, there_end in SequenceMatcher(None, *sides).get_opcodes():
        if tag != "equal" and not _are_stamps(sides[0][here:end] + sides[1][there:there_end]):
            found += range(there + 1, max(there_end, there + 1) + 1)
    return found


def _are_stamps(lines: Sequence[str]) -> bool:
    return all(line.strip().partition(":")[0].strip('"') in KEYS for line in lines)
