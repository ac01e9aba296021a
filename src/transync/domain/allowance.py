"""Which differences in markup a project allows between a translation and its source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from transync.domain.model import Entry, Key

ALLOWABLE = ("T301", "T302", "T303", "T304", "T306", "T307", "T308", "T310")
"""The codes of deviations that a project may allow."""

NEVER = ("T305", "T309", "T501", "T502", "T505")
"""The codes that nobody can allow: blocks, template code, control characters, active content."""

REFUSING = (*ALLOWABLE, *NEVER)
"""The codes of all findings that keep a translation from being published; nothing silences them."""

_COMMENT = re.compile(r"\s*transync:\s*(?P<verb>\w+)\b(?P<codes>[\sT0-9,]+)", re.IGNORECASE)
_CODE = re.compile(r"T[0-9]+", re.IGNORECASE)
_SIGN = "transync:"
_NONE: frozenset[str] = frozenset()


def _same(address: str) -> str:
    return address


class AddressRules(NamedTuple):
    """What a translation may make of an address."""

    source_codes: frozenset[str] = frozenset()
    """What the source language is called in addresses."""
    codes: frozenset[str] = frozenset()
    """What the language of the translations is called there."""
    free: tuple[str, ...] = ()
    """What addresses begin with that are left to the translator."""
    has_free_anchors: bool = False
    """Whether a translator says which heading of a page a link leads to."""
    localized: Callable[[str], str] = _same
    """What a build makes of an address: a translator may have written that."""


class Allowance(NamedTuple):
    """The codes of the deviations that are allowed in the translations of a document."""

    everywhere: frozenset[str] = frozenset()
    entries: Mapping[Key, frozenset[str]] = {}
    """What comments on entries allow, by message key."""
    addresses: AddressRules = AddressRules()

    def of(self, key: Key) -> frozenset[str]:
        """Return the codes that are allowed in the translation of a message."""
        return self.everywhere | self.entries.get(key, _NONE)


NO_ALLOWANCE = Allowance()


def codes(comments: Iterable[str], verb: str) -> tuple[str, ...]:
    """Return the codes after a verb in translators' comments: `transync: ignore T402, T404`."""
    found = (_COMMENT.match(comment) for comment in comments)
    return tuple(
        code.upper()
        for match in found
        if match and match["verb"].lower() == verb
        for code in _CODE.findall(match["codes"])
    )


def commented(entries: Mapping[Key, Entry]) -> dict[Key, frozenset[str]]:
    """Return what comments on entries allow, by message key."""
    return {
        key: frozenset(codes(entry.message.comments, "allow")).intersection(ALLOWABLE)
        for key, entry in entries.items()
        if entry.message.comments and any(_SIGN in each.lower() for each in entry.message.comments)
    }
