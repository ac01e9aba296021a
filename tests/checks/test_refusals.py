"""How the differences between two inventories are worded."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.support.cases import Case, cases, names
from transync.checks.location import NOWHERE
from transync.checks.refusals import reason
from transync.core.build.refusal import Refusal
from transync.core.markup.differences import Difference, classified
from transync.core.markup.inventory import inventory, undefined
from transync.dialects import COMMONMARK
from transync.domain.model import Form, Segment

REFERENCES = {"ZIEL": "/ziel", "WEG": "/weg"}
CASES = cases("checks/differences.md")
SEGMENT = Segment("x", "x", Form.TEXT, "paragraph", 1, 1)


@pytest.mark.parametrize("case", CASES, ids=names(CASES))
def test_differences(case: Case) -> None:
    source, translation = (text.rstrip("\n") for text in case.given.split("\n→\n"))
    before, after = (
        inventory(text, Form.TEXT, REFERENCES, COMMONMARK) for text in (source, translation)
    )
    found = classified(before, after, undefined(translation, source, REFERENCES))
    lines = [f"{code} {sentence(code, each)}\n" for code, each in found]
    assert "".join(lines) == case.expected


def sentence(code: str, difference: Difference) -> str:
    return reason(Refusal(SEGMENT, code, "", difference), NOWHERE).message


def test_differences__shorten_what_is_long() -> None:
    added = Counter({("T303", "x" * 1000): 1})
    ((code, difference),) = classified(Counter(), added)
    assert code == "T303"
    assert sentence(code, difference) == f"the code span `{'x' * 80}…` is not in the source"
