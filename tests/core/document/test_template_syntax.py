"""Site engines: their lines, their tokens, and what they hide."""

from __future__ import annotations

import pytest
from hypothesis import given

from tests.support.documents import documents
from tests.support.line_cases import LineCase, line_cases
from tests.support.time_limit import bounded
from transync.core.document import template_syntax
from transync.dialects import COMMONMARK

CASES = line_cases("core/document/template_syntax.txt")
OPENINGS = ("", ":::a", ":::a[", '!!! a "', '=== "', "/// a |", "[!a] ", "--8<--", "{{", "*[")


def told(heading: str, text: str) -> str:
    """Say what is found in a text, as the cases do."""
    if heading == "tokens":
        return "; ".join(template_syntax.tokens(text, COMMONMARK))
    if heading == "modules":
        return "yes" if template_syntax.is_module(text) else "no"
    if heading == "regions":
        return "; ".join(
            text[start:end] for start, end, _ in template_syntax.raw_regions(text, COMMONMARK)
        )
    mark = template_syntax.marker(text, COMMONMARK)
    return told_of(mark, text) if mark else ""


def told_of(mark: template_syntax.Marker, text: str) -> str:
    if mark.title:
        return f"title {text[slice(*mark.title)]}"
    if mark.rest:
        return f"rest {text[mark.rest :]}"
    return "options" if mark.options else "mark"


@pytest.mark.parametrize("case", CASES)
def test_foreign(case: LineCase) -> None:
    text, _, expected = case.text.partition(" ⇒")
    assert told(case.heading, text) == expected.strip()


@given(documents())
def test_tokens__are_of_the_text(text: str) -> None:
    for token in template_syntax.tokens(text, COMMONMARK):
        assert token in text or token in COMMONMARK.token.sub(" ", text)


@pytest.mark.slow
@pytest.mark.parametrize(
    "bit",
    [
        *("{", "{{", "{{a}", "{%", "{% a", "{#", "{*", "{: ", "{a", "{a(", "{a=", "{=({", "{={=}"),
        *('{"', "<%", "<A ", "<A {", "<A a={", "<A a a ", ":", "[", "\\", " ", "\t a", "a from "),
        *("{% comment %}", "{% highlight x %}\n", "]", '"', "x "),
    ],
)
def test_foreign__takes_linear_time(bit: str) -> None:
    text = bit * (200_000 // len(bit))
    with bounded():
        template_syntax.tokens(text, COMMONMARK)
        template_syntax.raw_regions(text * 4, COMMONMARK)
        for opening in OPENINGS:
            template_syntax.marker((opening + text.replace("\n", " ")).strip() + "x", COMMONMARK)
        for opening in ("import ", "export ", "import a from "):
            template_syntax.is_module(opening + text.replace("\n", " ") + "x")
