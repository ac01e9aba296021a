"""Says what of a page acts, so that a build would refuse it, and no message can bring it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync.checks.location import Location
from transync.checks.refusals import reason
from transync.core.markup.inventory import STRUCTURE
from transync.domain.model import NEWLINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transync.core.build.refusal import Refusal


class RefusedLines(NamedTuple):
    """Lines of a page, between its texts, that a build would refuse."""

    line: int
    """The first of them, from 1; 0 where that is not clear."""
    code: str
    """The code of the finding that such a message would have."""
    message: str
    """What is wrong with them, and what to do."""


def refused_lines(path: str, page: str, refusals: Iterable[Refusal]) -> Iterator[RefusedLines]:
    """Yield what of a page would be refused because it acts, and is among no messages therefore.

    What would only change the blocks of the document follows from texts that one side lacks.
    """
    numbers: dict[str, int] = {}
    for number, line in enumerate(NEWLINE.split(page), 1):
        numbers.setdefault(line, number)
    for refusal in (each for each in refusals if each.code != STRUCTURE):
        known = {*refusal.segment.text.split("\n"), ""}
        new = (line for line in refusal.translation.split("\n") if line not in known)
        line = next((numbers[each] for each in new if each in numbers), 0)
        found = reason(refusal, Location(path, line))
        yield RefusedLines(line, found.code, found.message)
