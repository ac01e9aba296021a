"""Quotes texts in the sentences of findings: whole, shortened, or as what has changed in them."""

from __future__ import annotations

import difflib
import re

from transync.core.markup.fast_inventory import BARE

_LONGEST_VALUE = 80
_LONGEST_EXCERPT = 60
_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_AROUND = 3
"""Words that are shown on both sides of what has changed."""

_COMPARED = 4_000_000
"""Pairs of words that are compared at the most; of longer texts only the beginning is shown."""


def shown(value: str) -> str:
    """Show a thing in backticks, shortened."""
    value = value.removeprefix(BARE)
    return f"`{value if len(value) <= _LONGEST_VALUE else value[:_LONGEST_VALUE] + '…'}`"


def excerpt(text: str) -> str:
    """Show a text, or its beginning, in quotation marks and on one line."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= _LONGEST_EXCERPT else line[:_LONGEST_EXCERPT].rstrip() + '…'}”"


def word_diff(before: str, after: str) -> str:
    """Show what has changed between two texts, by words: `… Tee [-aus Japan-] [+aus China+] …`.

    Of what is the same, only some words around each change are shown.
    """
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) * len(new) > _COMPARED:
        return f"it is {excerpt(after)} now"
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    codes = matcher.get_opcodes()
    shown = []
    for number, (tag, a, b, c, d) in enumerate(codes):
        if tag == "equal":
            shown.append(_between(old[a:b], first=number == 0, last=number == len(codes) - 1))
        else:
            shown += [f"[-{''.join(old[a:b])}-]"] if b > a else []
            shown += [f"[+{''.join(new[c:d])}+]"] if d > c else []
    return "".join(shown)


def _between(words: list[str], *, first: bool, last: bool) -> str:
    """Shorten what is the same: its beginning, its end, or its middle."""
    keep = 2 * _AROUND
    if len(words) <= 2 * keep:
        return "".join(words)
    head = [] if first else words[:keep]
    tail = [] if last else words[-keep:]
    return f"{''.join(head)}…{''.join(tail)}"
