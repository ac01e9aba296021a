"""How the differences between two inventories are worded."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.support.cases import Case, cases, names
from transync.checks.refusals import of_difference
from transync.core.markup.differences import classified
from transync.core.markup.inventory import inventory, undefined
from transync.domain.model import Form

REFERENCES = {"ZIEL": "/ziel", "WEG": "/weg"}
CASES = cases("checks/differences.md")


@pytest.mark.parametrize("case", CASES, ids=names(CASES))
def test_differences(case: Case) -> None:
    source, translation = (text.rstrip("\n") for text in case.given.split("\n→\n"))
    before, after = (inventory(text, Form.TEXT, REFERENCES) for text in (source, translation))
    found = classified(before, after, undefined(translation, source, REFERENCES))
    assert "".join(f"{code} {of_difference(code, each)}\n" for code, each in found) == case.expected


def test_differences__shorten_what_is_long() -> None:
    added = Counter({("T303", "x" * 1000): 1})
    ((code, difference),) = classified(Counter(), added)
    sentence = f"the code span `{'x' * 80}…` is not in the source"
    assert (code, of_difference(code, difference)) == ("T303", sentence)
