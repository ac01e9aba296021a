"""Cutting: what is a segment, what is not, and that the pieces are the file."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.cases import Case, cases, names
from tests.support.documents import commonmark_examples, documents, newlines
from tests.support.time_limit import bounded
from transync.core.build.compose import compose
from transync.core.document.split import MAX_SEGMENT, split
from transync.domain.errors import DocumentError, LimitError

if TYPE_CHECKING:
    from pathlib import Path

SEGMENTS = cases("core/document/segments.md")


@pytest.mark.parametrize("case", SEGMENTS, ids=names(SEGMENTS))
def test_segments(case: Case) -> None:
    document = split(case.given)
    told = [f"{s.description} | {s.text}".replace("\n", "⏎") for s in document.segments]
    assert told == case.expected.splitlines()
    assert document.text == case.given


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("case", SEGMENTS, ids=names(SEGMENTS))
def test_segments_do_not_depend_on_newlines(case: Case, newline: str) -> None:
    text = case.given.replace("\n", newline)
    document = split(text)
    assert [s.text for s in document.segments] == [s.text for s in split(case.given).segments]
    assert document.text == text
    assert document.newline == newline


def test_partition__commonmark(corpora: Path) -> None:
    examples = commonmark_examples(corpora)
    assert len(examples) > 600
    for example, newline, bom in product(examples, newlines(), ["", "\ufeff"]):
        text = bom + example.replace("\n", newline)
        assert split(text).text == text


def test_partition__corpora(corpora: Path) -> None:
    paths = sorted(corpora.rglob("*.md"))
    assert len(paths) > 1000
    for path in paths:
        text = path.read_bytes().decode("utf-8")
        assert split(text, path.name, ["title", "description"]).text == text


@given(documents(), st.sampled_from(newlines()), st.booleans())
def test_partition__generated(text: str, newline: str, bom: bool) -> None:
    text = "\ufeff" * bom + text.replace("\n", newline)
    assert split(text).text == text


@given(st.text())
def test_partition__any_text(text: str) -> None:
    try:
        document = split(text)
    except DocumentError:
        return
    assert document.text == text


@given(documents())
def test_raw_and_place_agree(text: str) -> None:
    lines = text.split("\n")
    for segment in split(text).segments:
        line = lines[segment.line - 1]
        assert line[segment.column - 1 :].startswith(segment.raw.split("\n")[0])


def test_partition__a_comment_in_a_list_in_a_quote_that_ends_the_text() -> None:
    """Fuzzing found it: markdown-it-py ended in an IndexError."""
    assert split(">*\n>   <!--\n>").text == ">*\n>   <!--\n>"


def test_rewrapping_changes_no_text() -> None:
    one = "- Ein Satz, der *recht lang* ist, und `Code` hat.\n"
    two = "- Ein Satz,\n  der *recht\n  lang* ist, und\n  `Code` hat.\n"
    assert [s.text for s in split(one).segments] == [s.text for s in split(two).segments]


def test_directives_speak_to_translators() -> None:
    text = (
        "<!-- transync: note: Bitte kurz halten -->\n"
        "<!-- transync: context: Knopf -->\n# Los\n\n- eins\n"
    )
    go, one = split(text).segments
    assert (go.text, go.context, go.notes) == ("Los", "Knopf", ("Bitte kurz halten",))
    assert (one.context, one.notes) == (None, ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\n\n<!-- transync: skp -->\nb\n", "x.md:3:1: there is no directive `skp`; known are"),
        ("<!-- transync: note -->\n", "x.md:1:1: the directive `note` needs a text"),
        ("<!-- transync: skip: x -->\na\n", "x.md:1:1: the directive `skip` takes no text"),
        ("<!-- transync: skip-start -->\na\n", "x.md:1:1: `skip-start` has no `skip-end`"),
        ("a\n\n<!-- transync: skip-end -->\n", "x.md:3:1: `skip-end` has no `skip-start`"),
        ("> <!-- transync: skip -->\n\na\n", "x.md:1:1: no block follows this directive"),
        ("a\n\n<!-- transync: skip -->\n", "x.md:3:1: no block follows this directive"),
    ],
)
def test_directives_that_lead_nowhere_are_refused(text: str, message: str) -> None:
    with pytest.raises(DocumentError) as caught:
        split(text, "x.md")
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("text", [">" * 10_000 + " x", "- " * 300 + "x", "> - " * 60 + "x"])
def test_nesting_has_a_limit(text: str) -> None:
    with pytest.raises(LimitError, match=r"^x\.md:3:1: more than 100 quotes and lists"):
        split("a\n\n" + text, "x.md")


@pytest.mark.parametrize("text", [">" * 99 + " x", "- " * 99 + "x", "> - " * 49 + "x"])
def test_nesting_up_to_the_limit_is_read(text: str) -> None:
    assert [segment.text for segment in split(text).segments] == ["x"]


def test_a_segment_has_a_limit() -> None:
    with pytest.raises(LimitError, match=r"^x\.md:3:3: a text of 1000000 characters is too long"):
        split("a\n\n- " + "x" * 1_000_000, "x.md")
    assert len(list(split("x" * MAX_SEGMENT).segments)) == 1
    code = "```\n" + "x" * 1_000_000 + "\n```\n"
    assert split(code).text == code


def test_values_of_the_front_matter_are_segments() -> None:
    text = (
        "---\ntitle: Ein Titel\nimage: https://example.com/bild.png\n"
        "tags: [eins, 2, 'zwei']\nlayout: post\n---\n\nText\n"
    )
    document = split(text, "x.md", ["title", "image", "tags"])
    assert document.text == text
    told = [(s.description, s.text, s.line, s.column) for s in document.segments]
    assert told == [
        ("front matter, title", "Ein Titel", 2, 8),
        ("front matter, tags", "eins", 4, 8),
        ("front matter, tags", "zwei", 4, 17),
        ("paragraph", "Text", 8, 1),
    ]


def test_split__too_many_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("transync.core.document.split.MAX_SEGMENTS", 3)
    split("a\n\nb\n\nc\n\n123\n", "a.md")
    with pytest.raises(LimitError, match=r"^a\.md:7:1: more than 3 texts to translate"):
        split("a\n\nb\n\nc\n\nd\n\ne\n", "a.md")


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "<!-- transync: note: x\n" * 20_000,
        "".join(bit * 5_000 + "|\n" for bit in ("|a", "|-", "|b")),
        "{% highlight x %}\n" * 20_000,
        "{% raw %}x{% endraw %}\n\nWort\n\n" * 10_000,
        "import" + " " * 20_000 + "x",
        "Wort " + "<!-- a" * 15_000,
        "Wort <" + "漢" * 90_000,
    ],
    ids=["directives", "cells", "listings", "listings and texts", "modules", "comments", "words"],
)
def test_time_is_linear(text: str) -> None:
    """Cut in a second what a search to the end for each beginning would take minutes for."""
    with bounded():
        assert split(text).text == text


def test_line_feeds_at_the_ends_of_a_value_are_its_styles() -> None:
    """With them in a msgid, `msgfmt` refuses a msgstr that lacks them."""
    text = "---\ndescription: |\n  Zeile eins\n  Zeile zwei\n---\n"
    document = split(text, "x.md", ["description"])
    (segment,) = document.segments
    assert (segment.text, segment.breaks) == ("Zeile eins\nZeile zwei", ("", "\n"))
    for translation in ("one\ntwo", "one\ntwo\n"):
        built = compose(document, {segment.key: translation}, ["description"])
        assert built.text == "---\ndescription: |\n  one\n  two\n---\n"
