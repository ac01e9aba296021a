"""Takes translations from a page: which text of its document each belongs to, and how surely."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from transync.core.align.align import SURE, confidence
from transync.core.align.unit import WITHOUT_TEXT, Unit, UnitKind
from transync.core.align.units import NO_PROSE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from transync.core.align.path import Bead
    from transync.domain.model import Segment

    Deviations = Callable[[Segment, str], Iterable[str]]
    NumberCheck = Callable[[Segment, str], bool]

_DIGITS = re.compile(r"\w*\d\w*")
_SAME = 4
"""A text of so many words that is the same on the page was not translated; a name is shorter."""
_NO_CODES: frozenset[str] = frozenset()


class Trust(Enum):
    """What becomes of a translation that was found on a page."""

    SURE = "translated"
    UNSURE = "unsure"
    """It may belong elsewhere, or has other code, links or numbers: a person has to look."""


class Sign(Enum):
    """What shows that a translation is probably outdated."""

    NUMBERS = "it has other numbers"
    SHORT = "it is short for its text"
    LONG = "it is long for its text"
    LACKING = "the page lacks texts"
    SURPLUS = "the page has texts of its own"


class PairChecks(NamedTuple):
    """How a translation is compared with its text."""

    deviations: Deviations
    """Returns the codes of what it changes of the markup although it may not."""
    has_other_numbers: NumberCheck
    """Whether it has other numbers, one side of which may be words."""


class Found(NamedTuple):
    """A translation on a page, with the text that it belongs to."""

    segment: Segment
    translation: str
    trust: Trust
    line: int
    """The line of the page, from 1."""
    codes: frozenset[str] = frozenset()
    """The codes of the deviations for which alone it is unsure."""
    is_wrapped: bool = False
    """Whether it has line breaks on the page that readers do not see."""
    signs: tuple[Sign, ...] = ()
    """The signs for which alone it is unsure: it is probably outdated."""


class Transfer(NamedTuple):
    """What a page has of the translations of its document."""

    found: tuple[Found, ...]
    untranslated: tuple[Segment, ...]
    """The texts that are the same on the page."""
    missing: tuple[Segment, ...]
    """The texts of the document that the page does not have."""
    unplaced: tuple[Unit, ...]
    """The texts of the page that belong to no text of the document."""


def transfer(
    source: Sequence[Unit],
    target: Sequence[Unit],
    beads: Sequence[Bead],
    checks: PairChecks,
    *,
    is_its_version: bool = False,
) -> Transfer:
    """Return what a page, aligned with its document, has of the translations.

    Two texts of the page for one of the document are joined, and never sure. Where
    `is_its_version`, the document is known to be the one that was translated: if the page has all
    of its texts, a translation that has the numbers of its source needs no other proof.
    """
    has_all = is_its_version and _has_all(source, target, beads)
    found: list[Found] = []
    untranslated: list[Segment] = []
    missing: list[Segment] = []
    unplaced: list[Unit] = []
    for number, bead in enumerate(beads):
        ours = [*_texts(source, bead.source, bead.sources)]
        theirs = [*_texts(target, bead.target, bead.targets)]
        sure = _sureness(ours, bead)
        if sure < SURE and _are_of_one_kind(ours, theirs):
            has_place = has_all and _is_apart(target, beads, number)
            if has_place and _has_same_numbers(ours[0], theirs[0], checks):
                sure = SURE
            elif _is_framed(beads, number):
                sure = max(sure, 0.0)
        trust, codes = _trust(ours, theirs, sure, checks.deviations)
        if trust is None:
            missing += [unit.segment for unit in ours if unit.segment]
            unplaced += theirs
        elif _is_same(ours[0], theirs):
            untranslated += [unit.segment for unit in ours if unit.segment and unit.is_offered]
        elif segment := ours[0].segment:
            text = " ".join(unit.text for unit in theirs)
            wrapped = any(unit.segment and unit.segment.is_wrapped for unit in theirs)
            found.append(Found(segment, text, trust, theirs[0].line, codes, wrapped))
    return Transfer(tuple(found), tuple(untranslated), tuple(missing), tuple(unplaced))


def _texts(units: Sequence[Unit], first: int, count: int) -> Iterator[Unit]:
    return (unit for unit in units[first : first + count] if unit.kind not in WITHOUT_TEXT)


def _sureness(ours: Sequence[Unit], bead: Bead) -> float:
    """Return how sure it is that the texts of a bead belong together; fields do by their key."""
    is_field = bool(ours) and ours[0].kind is UnitKind.FIELD
    return SURE if is_field else confidence(bead)


def _has_all(source: Sequence[Unit], target: Sequence[Unit], beads: Sequence[Bead]) -> bool:
    """Whether each text of a document has one of its kind on the page."""
    return all(
        bead.sources == bead.targets == 1
        and _are_of_one_kind([source[bead.source]], [target[bead.target]])
        for bead in beads
        if any(unit.is_offered for unit in source[bead.source : bead.source + bead.sources])
    )


def _has_same_numbers(one: Unit, other: Unit, checks: PairChecks) -> bool:
    """Whether two texts have the same numbers, though one may have them as words."""
    if one.numbers == other.numbers or one.segment is None:
        return one.numbers == other.numbers
    return not checks.has_other_numbers(one.segment, other.text)


def _is_apart(target: Sequence[Unit], beads: Sequence[Bead], number: int) -> bool:
    """Whether no text that only the page has stands beside one, and is of its kind."""
    kind = target[beads[number].target].kind
    around = (*beads[max(0, number - 1) : number], *beads[number + 1 : number + 2])
    return all(each.sources or target[each.target].kind is not kind for each in around)


def _is_framed(beads: Sequence[Bead], number: int) -> bool:
    """Whether the blocks before a pair, and those after it, surely belong together."""
    around = (*beads[max(0, number - 1) : number], *beads[number + 1 : number + 2])
    return all(each.sources == each.targets == 1 and confidence(each) >= SURE for each in around)


def _are_of_one_kind(ours: Sequence[Unit], theirs: Sequence[Unit]) -> bool:
    if len(ours) != 1 or len(theirs) != 1:
        return False
    one, other = ours[0], theirs[0]
    return (one.kind, one.detail, one.depth) == (other.kind, other.detail, other.depth)


def _trust(
    ours: Sequence[Unit], theirs: Sequence[Unit], sure: float, deviations: Deviations
) -> tuple[Trust | None, frozenset[str]]:
    """Return how surely texts belong together; None for those that have no partner.

    With it are the codes of the deviations for which alone they are unsure.
    """
    if len(ours) != 1 or not theirs or (len(theirs) == 1 and sure < 0):
        return None, _NO_CODES
    one, other = ours[0], theirs[0]
    if len(theirs) > 1 or sure < SURE:
        return Trust.UNSURE, _NO_CODES
    if one.kind is UnitKind.FIELD or one.segment is None:
        return Trust.SURE, _NO_CODES
    if _names(one.text) != _names(other.text):
        return Trust.UNSURE, _NO_CODES
    may_deviate = one.marks != other.marks or "<" in other.text or "`" in other.text
    codes = frozenset(deviations(one.segment, other.text) if may_deviate else ())
    return Trust.UNSURE if codes else Trust.SURE, codes


def _names(text: str) -> list[str]:
    """Return the words of a text that have digits and letters in them: `YE1`, `utf8`.

    Code and addresses are among what it keeps, and are compared as such.
    """
    found = _DIGITS.findall(NO_PROSE.sub(" ", text))
    return sorted(word.casefold() for word in found if word.isascii() and not word.isdigit())


def _is_same(one: Unit, others: Sequence[Unit]) -> bool:
    """Whether a text stands on the page as it is in the document, and is not a name."""
    is_same = [one.text] == [unit.text for unit in others]
    return is_same and (not one.is_offered or len(one.words) >= _SAME)
