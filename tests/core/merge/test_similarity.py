"""Similarity: which text is the one that was edited."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from tests.support.cases import Case, cases, names
from transync.core.document.split import split
from transync.core.merge.similarity import ENOUGH, FEW, SHORT, Nearest

if TYPE_CHECKING:
    from pathlib import Path

EDITS = cases("core/merge/edits.md")
STRANGERS = cases("core/merge/similar_strangers.md")


@pytest.mark.parametrize("many", [0, 2000])
def test_nearest__every_edit_is_told_its_own_text(many: int) -> None:
    others = [f"Zeile {number} der Tabelle über die Anmeldung im Portal" for number in range(many)]
    before = [case.given.rstrip("\n") for case in EDITS]
    nearest = Nearest([*others, *before])
    for case in EDITS:
        found = nearest.to(case.expected.rstrip("\n"))
        assert found, case.title
        assert found[1] == case.given.rstrip("\n")


@pytest.mark.parametrize("case", STRANGERS, ids=names(STRANGERS))
def test_nearest__no_text_is_suggested_for_another(case: Case) -> None:
    one, other = case.given.rstrip("\n"), case.expected.rstrip("\n")
    assert Nearest([one]).to(other) is None
    assert Nearest([other]).to(one) is None


def test_nearest__short_texts_have_to_be_nearer() -> None:
    short, long = "a" * SHORT, "a" * (SHORT + 1)
    assert Nearest([short[:-6] + "b" * 6]).to(short) is None
    assert Nearest([long[:-6] + "b" * 6]).to(long)
    assert Nearest([short[:-4] + "b" * 4]).to(short)


def test_nearest__the_first_of_equals_and_the_same_text() -> None:
    assert Nearest([]).to("Katze") is None
    found = Nearest(["Katzen", "Katzet"]).to("Katze")
    assert found
    assert found[1] == "Katzen"
    assert Nearest(["Katzen", "Katze"]).to("Katze") == (100.0, "Katze")


@given(st.lists(st.text(max_size=6), unique=True, max_size=5), st.integers(0, FEW + 50))
def test_nearest__a_text_that_is_there_is_found(some: list[str], more: int) -> None:
    nearest = Nearest([*(f"Füllung Nummer {number}" for number in range(more)), *some])
    for text in some:
        assert nearest.to(text) == (100.0, text)


def test_nearest__what_many_texts_share_does_not_hide_what_tells_them_apart() -> None:
    row = "Zeile {} der langen Tabelle über die Anmeldung im Portal"
    nearest = Nearest(row.format(number) for number in range(1000, 3000))
    for number in range(1000, 3000, 37):
        found = nearest.to(row.format(number) + ", neu")
        assert found
        assert found[1] == row.format(number)


@pytest.mark.slow
def test_nearest__of_many_texts_the_edited_one(corpora: Path) -> None:
    every = list(dict.fromkeys(book(corpora)))
    assert len(every) > 6 * FEW
    nearest = Nearest(every)
    chance = random.Random(0)
    for text in chance.sample([text for text in every if len(text) > 2 * SHORT], 500):
        words = text.split(" ")
        words[chance.randrange(len(words))] = "anders"
        edited = " ".join(words)
        score = fuzz.ratio(edited, text)
        found = nearest.to(edited) or (0.0, "")
        assert found[0] >= score or score < ENOUGH


def book(corpora: Path) -> list[str]:
    paths = sorted((corpora / "comprehensive-rust/src").rglob("*.md"))[:240]
    documents = [split(path.read_text(encoding="utf-8"), path.name) for path in paths]
    return [segment.text for document in documents for segment in document.segments]
