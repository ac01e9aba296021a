"""Prose: words, joined lines, hard breaks and code spans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.documents import documents
from tests.support.line_cases import LineCase, line_cases
from tests.support.oracle import reading
from tests.support.time_limit import bounded
from transync.core.document.prose import (
    break_mark,
    code_of,
    code_spans,
    has_words,
    joined,
    outside,
    words,
)

CASES = line_cases("core/document/prose.txt")


def told(heading: str, text: str) -> str:
    """Say what is found in a text, as the cases do."""
    if heading == "words":
        return f"{'yes' if has_words(text) else 'no'} {words(text)}"
    if heading == "code":
        return "; ".join(text[start:end] for start, end in code_spans(text))
    content, breaks = joined(text.split("\n"))
    return "; ".join([content.replace("\n", "¶"), *breaks])


@pytest.mark.parametrize("case", CASES)
def test_prose(case: LineCase) -> None:
    text, _, expected = case.text.partition(" ⇒")
    assert told(case.heading, text) == expected.removeprefix(" ")


@given(st.text(alphabet="`\\a \n", max_size=30))
def test_code_spans__are_the_parsers(text: str) -> None:
    line = "x" + " ".join(text.split()) + "x"
    spans = code_spans(line)
    found = {code_of(line[start:end]) for start, end in spans}
    assert found == {"".join(code.split()) for code in reading(line).code}


@given(documents())
def test_outside__leaves_the_rest(text: str) -> None:
    spans = code_spans(text)
    kept = outside(text, spans)
    assert len(kept) == len(text) - sum(end - start - 1 for start, end in spans)
    assert outside(text, []) == text


@given(documents())
def test_joined__has_a_line_feed_for_each_break(text: str) -> None:
    lines = text.split("\n")
    content, breaks = joined(lines)
    assert content.count("\n") == len(breaks) == sum(1 for x in lines[:-1] if break_mark(x))
    plain, none = joined(lines, hard=False)
    assert none == ()
    assert "\n" not in plain


@pytest.mark.slow
@pytest.mark.parametrize(
    "bit",
    [
        *(
            "`",
            "`` ` ",
            "\\`",
            "<!--",
            "<!-",
            "<a ",
            "<",
            "&",
            "&#",
            "[^",
            "]",
            "](",
            "](<",
            "](((",
        ),
        *("a@", "漢", "a.", "-", "www.", "a://", "$$", "$", "[!a", "{{", "{(", " ", "\n", "a\n"),
    ],
)
def test_prose__takes_linear_time(bit: str) -> None:
    text = "x < @ ` " + bit * (200_000 // len(bit))
    with bounded():
        assert has_words(text)
        assert words(text)
        assert joined(text.split("\n"))
