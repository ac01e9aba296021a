"""Glossaries: what is read of them, and which are refused."""

from __future__ import annotations

import pytest

from tests.support.cases import Case, cases, names
from tests.support.paths import FIXTURES
from transync.checks.glossary import Glossary, glossary
from transync.checks.terms import Term
from transync.domain.errors import ConfigError

REFUSED = cases("checks/glossary_refused.md")


@pytest.mark.parametrize("case", REFUSED, ids=names(REFUSED))
def test_glossary__refused(case: Case) -> None:
    with pytest.raises(ConfigError) as caught:
        glossary(case.given, "glossary.toml")
    assert f"{caught.value}\n" == case.expected


def test_glossary__read() -> None:
    text = (FIXTURES / "checks/glossary.toml").read_text(encoding="utf-8")
    read = glossary(text, "glossary.toml")
    assert read.keep == (Term("Alibaba Cloud"),)
    assert read.terms[1] == (Term("Beutel"), (Term("tea bag"), Term("bag")))
    assert read.forbidden[2] == (Term("foo"), ())


@pytest.mark.parametrize("text", ["", "\ufeff", "# nothing yet\n", "[terms]\n"])
def test_glossary__empty(text: str) -> None:
    assert glossary(text, "glossary.toml") == Glossary()


@pytest.mark.parametrize(
    ("term", "text", "there"),
    [
        ("Tee", "der Tee.", True),
        ("Tee", "der TEE", True),
        ("Tee", "Teestunde", False),
        ("Tee", "Eistee", False),
        ("Tee*", "Teestunde", True),
        ("Tee*", "Eistee", False),
        ("Tee", "das Tee-Haus", True),
        ("Tee", "mein_Tee", False),
        ("CSS", "css", False),
        ("YouTube", "youtube", False),
        ("tea bag", "tea\u00a0 bag", True),
        ("茶", "绿茶的", True),
        ("C++", "C++ und C", True),
        (".NET", "mit .NET", True),
        ("Alibaba", "用Alibaba的", True),
        ("Rust", "Rust는", True),
        ("Straße", "STRASSE", False),
    ],
)
def test_term(term: str, text: str, *, there: bool) -> None:
    assert Term(term).is_in(text) is there
