"""The rules on one message: what each tells of a pair, and what it lets pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.pair_cases import PairCase, name, pair_cases
from tests.support.paths import FIXTURES
from tests.support.time_limit import bounded
from transync.checks import form, messages
from transync.checks.glossary import glossary, term
from transync.checks.language import other_languages
from transync.checks.pair import Pair
from transync.core.markup.differences import line_breaks
from transync.core.markup.tolerance import Texts
from transync.domain.model import Form
from transync.locale.languages import language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from transync.domain.model import Finding
    from transync.locale.languages import Language

CODES = (
    *("de", "en", "fr", "es", "pt", "ja", "zh", "zh-Hant", "ko", "ru", "uk", "ar", "fa", "hi"),
)
PROJECT = [language(code, {}) for code in CODES]
GLOSSARY = glossary(
    (FIXTURES / "checks/glossary.toml").read_text(encoding="utf-8"), "glossary.toml"
)


def lines(pair: Pair) -> Iterator[Finding]:
    """Apply the rule on hard breaks, which differ or do not."""
    difference = line_breaks(Texts(pair.source, pair.translation, pair.form))
    if difference:
        yield form.hard_break(pair.location, difference)


RULES: dict[str, Callable[[Pair], Iterator[Finding]]] = {
    **messages.RULES,
    "T308": lines,
    "T401": lambda pair: other_languages([pair], PROJECT),
    "T406": lambda pair: term(pair, GLOSSARY),
}
FILES = ("form", "glossary", "language", "numbers", "punctuation", "safety")
CASES = [case for file in FILES for case in pair_cases(f"{file}.txt")]


@pytest.mark.parametrize("case", CASES, ids=name)
def test_rule(case: PairCase) -> None:
    assert [found.message for found in RULES[case.code](case.pair)] == case.told


def test_rules__each_has_a_case_that_is_told_and_one_that_is_not() -> None:
    for code in RULES:
        told = [bool(case.told) for case in CASES if case.code == code]
        assert any(told), code
        assert not all(told), code


# What the rules are made for: signs of every kind beside letters of every kind.
_PIECES = st.one_of(
    st.text(max_size=3),
    st.sampled_from(
        [
            *(
                "Grüner Tee",
                "绿茶",
                "お茶です",
                "شاي",
                "चाय",
                "녹차",
                " ",
                "\n",
                "\u00a0",
                "\u3000",
            ),
            *("2024", "1.500,5", "2 Millionen", "1万5000", "٣٫٥", "१२", "三百", "XXI", "15:30"),
            *(".", "。", "?", "؟", ":", "…", "...", "etc.", "“", "”", "(", ")", "[^1]"),
            *("*", "**", "_", "__", "\\", "`", "<b>", "</b>", "[", "](/x)", "{{ a }}", "!["),
            *("\u202e", "\u200b", "\u200d", "\u200c", "\ufe0f", "\U0001f3f4", "\U000e0067", "\x08"),
        ]
    ),
)
TEXTS = st.lists(_PIECES, max_size=12).map("".join)
LANGUAGES = st.sampled_from(PROJECT)


@given(TEXTS, LANGUAGES, LANGUAGES, st.sampled_from(list(Form)))
def test_rules__a_text_that_stays_is_at_most_untranslated(
    text: str, origin: Language, own: Language, form: Form
) -> None:
    pair = Pair(text, text, origin, origin, form)
    assert [code for code, rule in RULES.items() if list(rule(pair))] in ([], ["T402"], ["T406"])
    told = {code for code, rule in RULES.items() if list(rule(Pair(text, text, origin, own, form)))}
    assert not told & {"T308", "T311", "T401", "T405", "T503", "T504", "T505"}


@given(TEXTS, TEXTS, LANGUAGES, LANGUAGES, st.sampled_from(list(Form)))
def test_rules__tell_in_one_line_of_any_pair(
    source: str, translation: str, origin: Language, own: Language, form: Form
) -> None:
    pair = Pair(source, translation, origin, own, form)
    for rule in RULES.values():
        for found in rule(pair):
            assert len(found.message.splitlines()) == 1
            assert list(rule(pair)) == list(rule(pair))


@pytest.mark.slow
@pytest.mark.parametrize("bit", ["1", "1 ", "1.", "1,1,", "万1", "三", "X", "*", "_a", "[", "\\*"])
def test_rules__take_linear_time(bit: str) -> None:
    text = bit * (20_000 // len(bit))
    with bounded():
        for rule in RULES.values():
            list(rule(Pair(text, f"{text} 2", PROJECT[0], PROJECT[5])))
