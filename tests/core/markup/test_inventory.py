"""The inventory: what of a text its translation must keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.documents import documents
from tests.support.line_cases import LineCase, line_cases
from tests.support.time_limit import bounded
from transync.core.markup.inventory import MAX_BRACKETS, inventory, is_alike, parsed
from transync.dialects import COMMONMARK
from transync.domain.model import Form

if TYPE_CHECKING:
    from collections.abc import Iterator

REFERENCES = {"ZIEL": "/ziel"}
CASES = line_cases("core/markup/inventory.txt")


@pytest.mark.parametrize("case", CASES)
def test_inventory(case: LineCase) -> None:
    text, _, expected = case.text.partition(" ⇒")
    found = inventory(text, Form(case.heading), REFERENCES, COMMONMARK)
    told = sorted(f"{code} {value}" for code, value in found.elements())
    assert told == sorted(expected.strip().split("; ") if expected.strip() else [])


@given(documents(), st.sampled_from(list(Form)))
def test_inventory__counts_what_is_added(text: str, form: Form) -> None:
    line = " ".join(text.split("\n"))
    before = inventory(line, form, {}, COMMONMARK)
    after = inventory(f"{line} https://example.com/neu", form, {}, COMMONMARK)
    assert after != before
    assert inventory(line, form, {}, COMMONMARK) == before


def test_inventory__does_not_look_into_a_nest() -> None:
    deep = "[" * (MAX_BRACKETS + 1) + "a"
    assert list(inventory(deep, Form.TEXT, {}, COMMONMARK)) == [("T309", deep)]
    for text in ("[" * MAX_BRACKETS + "a](/x)", "\\[" * 500 + "[a](/x)", "[a](/x) " * 200):
        assert ("T301", "/x") in inventory(text, Form.TEXT, {}, COMMONMARK)


class Unlisted(dict[str, str]):
    """The definitions of a document, of which there may be too many to look at them all."""

    def __iter__(self) -> Iterator[str]:
        raise AssertionError("all definitions were looked at")

    items = keys = values = __iter__


DEFINED = {"ZIEL": "/ziel", "ZWEI ZEILEN": "/zwei", r"A\]B": "/klammer", "X": "/x"}


@pytest.mark.parametrize("form", [Form.TEXT, Form.CELL, Form.HTML])
@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Siehe [Ziel].", "/ziel"),
        ("Siehe [dort][ziel] und [Ziel][].", "/ziel"),
        ("Siehe [*dort* `a`][ZIEL].", "/ziel"),
        ("Siehe ![Bild][ziel] &auml;.", "/ziel"),
        ("Siehe [dort [hier]][zwei\n Zeilen].", "/zwei"),
        (r"Siehe [a\]b] \x.", "/klammer"),
        ("Siehe [`[` und][ziel].", "/ziel"),
    ],
)
def test_inventory__looks_only_for_the_definitions_that_a_text_may_name(
    text: str, target: str, form: Form
) -> None:
    found = inventory(text, form, Unlisted(DEFINED), COMMONMARK)
    assert target in {value for _, value in found}
    assert found == parsed(text, form, DEFINED, COMMONMARK)
    is_alike(text, text, form, Unlisted(DEFINED), COMMONMARK)


@pytest.mark.parametrize("opening", ["![", "["])
def test_inventory__survives_any_nest(opening: str) -> None:
    for depth in (99, 100, 101, 400, 2000):
        text = opening * depth + "a" + "](/x)" * depth
        assert inventory(text, Form.TEXT, {}, COMMONMARK)


@pytest.mark.slow
@pytest.mark.parametrize(
    "bit",
    [
        *("<!--", "<!-- a", "<?", "<!X", "<a ", "<a '", '<a "', "<a {", "<a {{b}", "<A a ", "<"),
        *("`", "`` ` ", "[^", "[a](", "![a](x)", "](<", "www.", "a@", "a://", "漢", "x"),
        *("{{", "{{a}", "{%", "{% a", "{#", "{: ", "{a(", "{={=}", '{"', "<%", "$$", "_a*", "\\"),
    ],
)
def test_inventory__takes_linear_time(bit: str) -> None:
    text = "< {{ ` " + bit * (30_000 // len(bit))
    with bounded():
        for form in (Form.TEXT, Form.HTML):
            inventory(text, form, {}, COMMONMARK)
