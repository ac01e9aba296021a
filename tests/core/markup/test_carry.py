"""What a change that means nothing costs: texts that are alike, and their translations."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.cases import Case, cases, names
from transync.core.markup.carry import carried_over
from transync.core.markup.cosmetics import letters, plain
from transync.core.markup.likeness import reading

COSMETICS = [*cases("core/markup/cosmetics.md"), *cases("core/markup/rewrites.md")]

texts = st.text(st.sampled_from("ab \t\n`'\"„“»«–-.…[](<>):/\\*_&;^@$ü\u0308\u00a0"), max_size=40)


@pytest.mark.parametrize("case", COSMETICS, ids=names(COSMETICS))
def test_cosmetics(case: Case) -> None:
    lines = case.given.replace("⍽", "\u00a0").replace("◌", "\u0308").splitlines()
    before, after, translation = (line.replace("⏎", "\n") for line in lines)
    expected = case.expected.rstrip("\n").replace("⍽", "\u00a0").replace("◌", "\u0308")
    assert becomes(before, after, translation).replace("\n", "⏎") == expected


def becomes(before: str, after: str, translation: str) -> str:
    if not reading(before).is_like(reading(after)):
        assert carried_over(translation, before, after) is None
        return "another text"
    assert letters(before) == letters(after)
    carried = carried_over(translation, before, after)
    return "unclear" if carried is None else carried


@given(texts)
def test_plain__of_itself(text: str) -> None:
    assert plain(plain(text)) == plain(text)
    assert plain(text).count("\n") == text.count("\n")


@given(texts)
def test_carried_over__to_the_same_text(text: str) -> None:
    assert carried_over("irgendwas [x](y)", text, text) == "irgendwas [x](y)"


@given(texts, texts)
def test_carried_over__the_source_itself_becomes_the_new_source(before: str, after: str) -> None:
    carried = carried_over(before, before, after)
    if carried is not None:
        assert carried_over(carried, carried, after) == carried
        assert reading(carried).is_like(reading(after))
