"""Scores what two blocks are and where they stand, whatever their texts say."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeAlias

from transync.core.align.unit import WITHOUT_TEXT, Unit, UnitKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    _Place: TypeAlias = tuple[UnitKind, str, int]

NEVER = -9.0
"""The score of what does not go together: code and text, two fields of the front matter."""
WITHOUT_PROSE = WITHOUT_TEXT | {UnitKind.FIELD}
"""The kinds of blocks that are compared by other means than their words."""
MERGED = frozenset((UnitKind.PARAGRAPH, UnitKind.ITEM))
"""The kinds of which two may be one block in another language."""
_FLOWING = frozenset((UnitKind.PARAGRAPH, UnitKind.ITEM, UnitKind.HTML_TEXT))
_BROAD = frozenset((UnitKind.PARAGRAPH, UnitKind.HEADING))


class KindScores:
    """The scores of the kinds and places of texts in two documents, each computed once."""

    def __init__(self, source: Sequence[Unit], target: Sequence[Unit]) -> None:
        numbers: dict[_Place, int] = {}
        self._ours, self._theirs = (
            [
                numbers.setdefault((each.kind, each.detail, each.depth), len(numbers))
                for each in units
            ]
            for units in (source, target)
        )
        self._places = [*numbers]
        self._known: dict[tuple[int, int], float] = {}

    def of(self, i: int, j: int) -> float:
        """Score the i-th of the source with the j-th of the target."""
        asked = self._ours[i], self._theirs[j]
        found = self._known.get(asked)
        if found is None:
            found = self._known[asked] = _score(*(self._places[each] for each in asked))
        return found


def without_text(source: Unit, target: Unit) -> float:
    """Score two blocks of which at least one is no text: code, HTML, a rule, a field."""
    if source.kind is not target.kind:
        return NEVER
    if source.kind is UnitKind.FIELD:
        return 5.0 if source.detail == target.detail else NEVER
    if source.kind is UnitKind.RULE:
        return 0.5
    if source.text == target.text:
        return 2.0 + min(3.0, len(source.text) / 40)
    same = 0.3 if source.detail == target.detail else -0.3
    return 3.5 * _shared_lines(source.text, target.text) - 1.0 + same


def _score(source: _Place, target: _Place) -> float:
    distance = abs(source[2] - target[2])
    return _kinds(source, target) + (0.3 if not distance else -0.6 * distance)


def _kinds(source: _Place, target: _Place) -> float:
    kinds = {source[0], target[0]}
    if len(kinds) == 1:
        is_same = source[1] == target[1]
        if source[0] is UnitKind.HEADING:
            return 1.5 if is_same else 0.0
        return -2.0 if source[0] is UnitKind.CELL and not is_same else 1.0
    if kinds <= _FLOWING:
        return -1.5
    return -2.0 if kinds <= _BROAD else -3.0


def _shared_lines(one: str, other: str) -> float:
    """Return the share of the lines of two blocks that both have, from 0 to 1."""
    lines = [
        Counter(line for each in text.split("\n") if (line := each.strip()))
        for text in (one, other)
    ]
    either = (lines[0] | lines[1]).total()
    return (lines[0] & lines[1]).total() / either if either else 1.0
