"""The proof that a build keeps the blocks: it finds the offenders, and nobody else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.documents import documents
from transync.core.build.compose import compose
from transync.core.build.fast_verify import Replacement
from transync.core.build.verify import offenders, spliced
from transync.core.document.split import split
from transync.domain.model import Document, Segment

FRONT = ("title",)


def replacements(document: Document, texts: dict[str, str]) -> dict[int, Replacement]:
    """Write texts as they are, unescaped, in the places of segments given by theirs."""
    return {
        number: Replacement(texts[piece.text], texts[piece.text])
        for number, piece in enumerate(document.pieces)
        if isinstance(piece, Segment) and piece.text in texts
    }


def found_offenders(text: str, texts: dict[str, str]) -> list[str]:
    document = split(text, "x.md", FRONT)
    numbers = offenders(document, replacements(document, texts), FRONT)
    return [document.pieces[number].raw for number in sorted(numbers)]


def test_spliced() -> None:
    document = split("# eins\n\nzwei\n")
    assert spliced(document, replacements(document, {"zwei": "two"})) == "# eins\n\ntwo\n"
    assert spliced(document, {}) == document.text


@pytest.mark.parametrize(
    "bad",
    [
        *("- x", "1. x", "# x", "> x", "```", "~~~", "---", "***", "x\n\ny", "x\n===", "x\n- y"),
        *("<div>", "<!-- x", "<!-- x -->", "<pre>", "x\n<div>", "[x]: /y", "[^1]: x", "a|b\n-|-"),
        *("::: tip", "!!! note", "{% x %}", "[!NOTE]", "import a from 'b'", "x\n::: tip\ny", ""),
        *("    x", "\tx", " x", "x ", "x\ny", "<!-- transync: skip -->", "<!-- transync: x -->"),
        *("> " * 200 + "x", "{% comment %}", "---\na: b\n---", "+++\na = 1\n+++"),
    ],
)
def test_the_offender_is_found(bad: str) -> None:
    text = "---\ntitle: null\n---\n\neins\n\n- zwei\n- drei\n\n> vier\n\nfünf\n\n| sechs |\n|--|\n"
    texts = {"null": "zero", "eins": "one", "zwei": "two", "drei": "three", "sechs": "six"}
    assert found_offenders(text, texts) == []
    assert found_offenders(text, {**texts, "fünf": bad}) == ["fünf"]
    assert found_offenders(text, {**texts, "vier": bad, "fünf": bad}) == ["vier", "fünf"]


def test_the_offender_is_found__where_a_part_alone_cannot_be_read() -> None:
    """A paragraph that at the beginning of a document would be a wrong front matter."""
    text = "eins\n\nzwei\n\n+++\ndrei\n+++\n\nvier\n"
    texts = {"eins": "one", "zwei": "two", "+++ drei +++": "- x", "vier": "four"}
    assert found_offenders(text, texts) == ["+++\ndrei\n+++"]


def test_the_offender_is_found__where_only_its_place_makes_it_so() -> None:
    """A number opens a list only in a list."""
    text = "- > eins\nzwei\n- drei\n"
    assert found_offenders(text, {"eins zwei": "a\n2. b", "drei": "c"}) == ["eins\nzwei"]


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("Begriff\n: Erklärung\n\nnoch\n", {"Begriff": "[x", "Erklärung": "y](/z)"}),
        ("> Begriff\n> : Erklärung\n\nnoch\n", {"Begriff": "a ` b", "Erklärung": "c ` d"}),
        ("- ::: tip eins\n  zwei\n  :::\n\nnoch\n", {"eins": "`a", "zwei": "b`"}),
        ('!!! a "eins"\nzwei\n\nnoch\n', {"eins": "a [b", "zwei": "c](d)"}),
        ("eins\r\n[TOC]\r\nzwei\r\n\r\nnoch\r\n", {"eins": "![a", "zwei": "b](c)"}),
        ("eins\r[TOC]\rzwei\r\rnoch\r", {"eins": "``a", "zwei": "b``"}),
    ],
)
def test_halves_that_meet_in_a_paragraph_are_offenders(text: str, texts: dict[str, str]) -> None:
    """What a site engine divides is one paragraph to others."""
    harmless = dict.fromkeys(texts, "a") | {"noch": "more"}
    assert found_offenders(text, harmless) == []
    for source, bad in texts.items():
        assert found_offenders(text, {**harmless, source: bad}) == []
    assert found_offenders(text, {**texts, "noch": "more"}) == [list(texts)[1]]


def test_a_byte_order_mark_is_no_part_of_a_paragraph() -> None:
    """Fuzzing found it: the paragraphs were counted with the mark, and then without it."""
    text = '\ufeff> eins\n=== "zwei"\n'
    assert found_offenders(text, {"eins": "one", "zwei": "two"}) == []
    assert found_offenders(text, {"eins": "one", "zwei": "two\n- x"}) == ["zwei"]


def test_the_offender_is_found__where_it_begins_a_front_matter_behind_a_byte_order_mark() -> None:
    """Fuzzing found it: nobody looked, and what was built could not be cut again."""
    for mark in ("", "\ufeff"):
        assert found_offenders(f"{mark}---\neins\n", {"eins": "one"}) == []
        assert found_offenders(f"{mark}---\neins\n", {"eins": "title: one"}) == ["eins"]


def test_a_nul_is_a_character_to_markdown() -> None:
    """Fuzzing found it: what defines nothing here, parsers take for a definition of U+FFFD."""
    assert found_offenders("eins\n\n[zwei]:\n", {"[zwei]:": "[zwei]: \0"}) == ["[zwei]:"]


def test_a_paragraph_of_its_own_may_change_beside_one_that_is_divided() -> None:
    text = "`Code`\n\neins\n[TOC]\nzwei\n\nnoch\n\n`Code`\n"
    assert found_offenders(text, {"eins": "`one", "zwei": "two`", "noch": "more `code`"}) == [
        "zwei"
    ]
    assert found_offenders(text, {"eins": "`one`", "zwei": "two", "noch": "more `code`"}) == []
    assert found_offenders(text, {"eins": "one", "zwei": "two", "noch": "more `code`"}) == []


def test_a_value_of_the_front_matter_may_change_beside_a_paragraph_that_is_divided() -> None:
    """To a parser that knows no front matter, it would be a paragraph with code."""
    text = "---\ntitle: eins\n\na: b\n---\n\nzwei\n[TOC]\ndrei\n"
    assert found_offenders(text, {"eins": "one `code`", "zwei": "two"}) == []


def test_a_heading_may_change_beside_a_paragraph_that_is_divided() -> None:
    text = "# eins {#a}\n\nzwei\n[TOC]\ndrei\n"
    assert found_offenders(text, {"eins": "one `code`", "zwei": "two"}) == []


def test_a_half_that_meets_what_nobody_translates_is_refused() -> None:
    text = "/// tip | Titel\n`Code`\n///\n"
    assert found_offenders(text, {"Titel": "title"}) == []
    assert found_offenders(text, {"Titel": "title `"}) == ["Titel"]


def test_a_definition_is_refused_where_others_would_use_it() -> None:
    text = "eins\n\n[zwei] drei\n\n[vier]: /x\n"
    assert found_offenders(text, {"eins": "[zwei]: /y"}) == ["eins"]
    assert found_offenders(text, {"eins": "one [zwei]: /y", "[zwei] drei": "[zwei] three"}) == []


@given(documents(), st.data())
def test_without_the_offenders_all_is_well(text: str, data: st.DataObject) -> None:
    document = split(text)
    bad = st.sampled_from(
        ["- x", "x", "```", "x\n\ny", "<div>", "[a]: /b", "x\n===", "> x", "    x"]
    )
    texts = {
        number: data.draw(bad)
        for number, piece in enumerate(document.pieces)
        if isinstance(piece, Segment)
    }
    tried = {number: Replacement(text, text) for number, text in texts.items()}
    left = {n: tried[n] for n in tried.keys() - set(offenders(document, tried, ()))}
    built = split(spliced(document, left))
    assert built.structure == document.structure
    assert not offenders(document, left, ())


@given(documents(), st.sets(st.integers(0, 12)))
def test_nobody_else_suffers(text: str, places: set[int]) -> None:
    """Translations that hold alone are written, whatever hangs beside them."""
    document = split(text)
    segments = list(document.segments)
    good = {segment.key: f"{segment.text} x" for segment in segments}
    refused = {refusal.segment.key for refusal in compose(document, good).refusals}
    bad = {s.key: "export default x" for n, s in enumerate(segments) if n in places}
    blamed = {refusal.segment.key for refusal in compose(document, good | bad).refusals}
    assert blamed <= refused | bad.keys()


def test_the_offender_is_found__among_values_of_the_front_matter() -> None:
    """A part that ends within the front matter is no document of its own."""
    text = "---\na: eins\nb: zwei\nc: drei\nd: vier\n---\n\nText\n"
    document = split(text, "x.md", ("a", "b", "c", "d"))
    texts = {"eins": "one", "zwei": "two\nx: y", "drei": "three", "vier": "four"}
    numbers = offenders(document, replacements(document, texts), ("a", "b", "c", "d"))
    assert [document.pieces[number].raw for number in numbers] == ["zwei"]


def test_what_would_make_a_front_matter_is_refused() -> None:
    text = "---\nFoo\n---\nbar\n"
    assert found_offenders(text, {"Foo": "foo", "bar": "x"}) == []
    assert found_offenders(text, {"Foo": "x: y", "bar": "x"}) == ["Foo"]


def test_a_value_without_words_is_not_looked_for() -> None:
    assert found_offenders("---\ntitle: eins\n---\n", {"eins": "123"}) == []
