"""Changes: how the differences between two inventories are told."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.support.cases import Case, cases, names
from transync.checks.changes import changes
from transync.core.markup.inventory import inventory, undefined
from transync.domain.model import Form

REFERENCES = {"ZIEL": "/ziel", "WEG": "/weg"}
CASES = cases("checks/changes.md")


@pytest.mark.parametrize("case", CASES, ids=names(CASES))
def test_changes(case: Case) -> None:
    source, translation = (text.rstrip("\n") for text in case.given.split("\n→\n"))
    before, after = (inventory(text, Form.TEXT, REFERENCES) for text in (source, translation))
    told = changes(before, after, undefined(translation, source, REFERENCES))
    assert "".join(f"{code} {sentence}\n" for code, sentence in told) == case.expected


def test_changes__shorten_what_is_long() -> None:
    added = Counter({("T303", "x" * 1000): 1})
    assert list(changes(Counter(), added)) == [
        ("T303", f"the code span `{'x' * 80}…` is not in the source")
    ]
