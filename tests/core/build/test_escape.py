"""Escaping: a translation's lines are text, and look as the translator meant them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.documents import documents
from tests.support.line_cases import LineCase, line_cases
from tests.support.oracle import reading
from tests.support.time_limit import bounded
from transync.core.build.escape import escaped
from transync.core.markup.elsewhere import Place
from transync.dialects import COMMONMARK
from transync.dialects.mdx import MDX
from transync.domain.model import Form
from transync.formats.markdown import outline

CASES = line_cases("core/build/escape.txt")
PLACES = {
    "": Place(),
    "first of its line": Place(leads=True),
    "heading": Place(is_heading=True),
    "heading with attributes": Place(is_heading=True, has_attributes=True),
    "of one line": Place(is_line=True),
    "at the beginning": Place(begins=True),
    "MDX": Place(dialect=MDX),
    "of `a | {b c}`": Place(source="a | {b c}"),
}
TEXTS = st.one_of(documents(), st.text(alphabet="-+*#>=~`|:. \t\n1[]x!<a\\_", max_size=20))


@pytest.mark.parametrize("case", CASES)
def test_escaped(case: LineCase) -> None:
    translation, expected = case.text.split(" ⇒ ")
    name, _, where = case.heading.partition(", ")
    assert escaped(translation, Form(name), PLACES[where]) == expected


@given(TEXTS)
def test_escaped__is_one_paragraph(text: str) -> None:
    lines = escaped(text, Form.TEXT)
    if not lines:
        return
    for above in ("", "x\n"):
        types = [node.type for node in outline(above + lines, COMMONMARK.syntax).nodes]
        assert types == ["paragraph"]


@given(TEXTS, st.sampled_from(["- ", "> ", "10. "]))
def test_escaped__is_one_paragraph_in_its_container(text: str, mark: str) -> None:
    lines = escaped(text, Form.TEXT).split("\n")
    prefix = mark if mark == "> " else " " * len(mark)
    blocks = reading(mark + ("\n" + prefix).join(lines)).blocks
    plain = reading(mark + ("\n" + prefix).join("x" for _ in lines)).blocks
    assert blocks == plain or lines == [""]


@given(TEXTS, st.sampled_from(list(Form)))
def test_escaped__twice_is_once(text: str, form: Form) -> None:
    once = escaped(text, form)
    assert escaped(once, form) == once


@given(TEXTS)
def test_escaped__cells_stay_cells(text: str) -> None:
    cell = escaped(text, Form.CELL)
    rows = f"| a | b |\n|---|---|\n| {cell} | b |\n"
    assert reading(rows).blocks == reading("| a | b |\n|---|---|\n| x | b |\n").blocks


@pytest.mark.slow
@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize(
    "bit", [" ", "\n", "\t\n", "|", "\\|", "{", "](", "<", "\\", "#", " #", "[", "[a]:", "> "]
)
def test_escaped__takes_linear_time(bit: str, form: Form) -> None:
    with bounded():
        assert escaped("x" + bit * (60_000 // len(bit)) + "x", form)
