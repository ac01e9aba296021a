"""Emphasis and the tags of MDX nest, or the translation is refused."""

from __future__ import annotations

import pytest

from tests.support.line_cases import LineCase, line_cases
from tests.support.time_limit import bounded
from transync.core.build.compose import compose
from transync.core.document.split import split
from transync.core.markup.nesting import crossed, without_loose_marks
from transync.dialects.commonmark import COMMONMARK
from transync.dialects.mdx import MDX

CASES = line_cases("core/markup/nesting.txt")
TEXT = "Ein <b>fetter</b> Text\n"
CROSSED = "**A <b>bold** text</b>"


@pytest.mark.parametrize("case", CASES)
def test_crossed(case: LineCase) -> None:
    assert (", ".join(sorted(crossed(case.text))) or "none") == case.heading


def test_compose__refuses_what_mdx_does() -> None:
    document = split(TEXT, "a.mdx", (), MDX)
    (segment,) = document.segments
    found = compose(document, {segment.key: CROSSED}, dialect=MDX)
    assert found.text == TEXT
    (refusal,) = found.refusals
    assert refusal.code == "T304"
    assert not refusal.is_allowable


def test_compose__leaves_other_dialects_alone() -> None:
    document = split(TEXT, "a.md", (), COMMONMARK)
    (segment,) = document.segments
    assert compose(document, {segment.key: CROSSED}).text == f"{CROSSED}\n"


def test_compose__keeps_what_the_author_crosses() -> None:
    document = split(f"{CROSSED}\n", "a.mdx", (), MDX)
    (segment,) = document.segments
    found = compose(document, {segment.key: "**Ein <b>fetter** Text</b>"}, dialect=MDX)
    assert found.text == "**Ein <b>fetter** Text</b>\n"


@pytest.mark.parametrize("text", ["*a <b>", "<b>*", "</b>*", "*", "`", "[<b>", "~~<i>", "``"])
def test_nesting__takes_linear_time(text: str) -> None:
    with bounded():
        crossed(text * 5_000)
        without_loose_marks(text * 5_000, "")
