"""Where two lists of lines differ, and how much two shapes have in common."""

from __future__ import annotations

from difflib import SequenceMatcher
from random import Random

import pytest

from transync.core.align.differing import differing
from transync.core.align.shape import likeness


def places(one: str, other: str) -> list[tuple[str, str]]:
    found = differing(list(one), list(other))
    return [(one[a:b], other[c:d]) for a, b, c, d in found]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("", "", []),
        ("abc", "abc", []),
        ("abc", "", [("abc", "")]),
        ("abc", "aXc", [("b", "X")]),
        ("abcdef", "aXcdYf", [("b", "X"), ("e", "Y")]),
        ("a-b-c-", "a-c-", [("b-", "")]),
        ("--a--b--", "--a-b--", [("-", "")]),
        ("abc", "cab", [("", "c"), ("c", "")]),
        ("aaaa", "aa", [("aa", "")]),
    ],
)
def test_differing(one: str, other: str, expected: list[tuple[str, str]]) -> None:
    assert places(one, other) == expected


def test_differing__leaves_out_only_what_is_equal() -> None:
    random = Random(0)
    for _ in range(300):
        one, other = ("".join(random.choices("abcd-", k=random.randint(0, 12))) for _ in "12")
        edits = [*differing(list(one), list(other))]
        made = one
        for start, end, other_start, other_end in reversed(edits):
            made = made[:start] + other[other_start:other_end] + made[end:]
        assert made == other


def test_likeness__is_never_less_than_what_equal_runs_show() -> None:
    random = Random(0)
    for _ in range(300):
        one, other = ("".join(random.choices("abcd", k=random.randint(1, 12))) for _ in "12")
        runs = SequenceMatcher(None, one, other, autojunk=False).ratio()
        assert runs - 1e-9 <= likeness(one, other) <= 1
        assert (likeness(one, other) == 1) == (one == other)
    assert likeness("abcab", "acb") == pytest.approx(6 / 8)
    assert likeness("", "") == 1
