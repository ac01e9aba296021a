"""What is provably safe: no cut of what is built ever finds a block changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.cases import cases
from tests.support.documents import commonmark_examples, documents, newlines
from tests.support.line_cases import line_cases
from transync.core.build.fast_verify import Replacement, is_provably_safe
from transync.core.document.split import split
from transync.dialects import COMMONMARK
from transync.domain.model import IN_FRONT_MATTER, Document, Segment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.support.cases import Case
    from tests.support.line_cases import LineCase

FRONT = ("title", "description")
HOSTILE = [case.text for case in line_cases("core/build/hostile.txt")]
KINDS = cases("core/build/places.md")
STARTS = (
    *(
        "x",
        "*x*",
        "**[x](/y)**",
        "~~x~~",
        "`x`",
        "![x](/y)",
        "[x](/y) z",
        "[x][y]",
        "„x“",
        "…",
        ".",
    ),
    *('"x" y', "'x' y", "(x) y", "**🚨 x**", "x | y", "`|` x", "<dfn title='x'>y</dfn>"),
    *("<b>x</b>", '<span class="a">x</span>', "\\- x", "1\\. x", "`` ` ``", "&amp;", "$x$", "Ü"),
    *(":x: y", "[[x] y](/z)"),
)
"""What safe texts begin with."""
ENDS = ("", ".", "`", ")", "</b>", " x", "]", ": y", '"', "'", "~", "=", "-", "*", ">")


def places(document: Document) -> Iterator[tuple[int, Segment, str, str]]:
    """Give the segments, each with its number and what stands around it."""
    raws = ["", *(piece.raw for piece in document.pieces), ""]
    for number, piece in enumerate(document.pieces):
        if isinstance(piece, Segment):
            yield number, piece, raws[number], raws[number + 2]


def is_safe(segment: Segment, raw: str, ahead: str, behind: str) -> bool:
    """Whether a text is safe in Markdown; values of a front matter have tests of their own."""
    if segment.form in IN_FRONT_MATTER:
        return False
    return is_provably_safe(segment, Replacement(raw, raw), ahead, behind, COMMONMARK)


def safe_ones(document: Document, raws: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the texts that are provably safe, each with its place."""
    for number, segment, ahead, behind in places(document):
        for raw in raws:
            if raw != segment.text and is_safe(segment, raw, ahead, behind):
                yield number, raw


def assert_kept(document: Document, written: dict[int, str]) -> None:
    """Cut what is built, and find the same blocks, and each text in its place."""
    raws = [written.get(number, piece.raw) for number, piece in enumerate(document.pieces)]
    built = split("".join(raws), document.path, FRONT, wordless=True)
    assert built.structure == document.structure
    assert built.references == document.references
    offsets = [sum(map(len, raws[:number])) for number in written]
    found = {}
    offset = 0
    for piece in built.pieces:
        found[offset] = getattr(piece, "text", None)
        offset += len(piece.raw)
    assert [found.get(offset) for offset in offsets] == list(written.values())


@pytest.mark.parametrize("case", line_cases("core/build/fast_verify.txt"))
def test_is_provably_safe(case: LineCase) -> None:
    (segment,) = split("Ein Absatz.\n").segments
    assert is_safe(segment, case.text, "", "\n") == (case.heading == "safe")


@pytest.mark.parametrize(
    ("text", "raw", "is_proven"),
    [
        ("# Titel\n", "Title", True),
        ("# Titel\n", '"Title"', True),
        ("> ## Titel ##\n", "- # === 1. Title", True),
        ("# Titel\n", "Title #", False),
        ("# Titel\n", "\u2003Title", False),
        ("# Titel {#x}\n", "{#y}", False),
        ("Titel\n===\n", "Title", True),
        ('=== "Titel"\n\n    Text\n', "Title", True),
        ('> === "Titel"\n>\n>     Text\n', "Title", True),
        ("::: tip Titel  \n\nText\n\n:::\n", "Title", True),
        (":::note[Titel]\n\nText\n\n:::\n", "Title] x[", False),
        ("/// tip | Titel\n\nText\n\n///\n", "Title", True),
        ("a|b\n-|-\nTitel|c\n", "Title", True),
        ("> ===\n# Titel | b\n-|-\n", "Title", False),
        ("> ===\n# a | Titel\n-|-\n", "Title", True),
        ("| a | # Titel |\n|-|-|\n", "Title", True),
        ("a \\| Titel\n", "Title", True),
        ("a | Titel | b\n\n- c", "a | Title", True),
        ("a | Titel | b\n- |-\n", "a | Title", False),
        ("a | Titel | b\n- |:-\n", "a | Title", False),
        ("> a | Titel | b\n> - |-\n", "a | Title", False),
        ("# a | Titel\n", "a | Title", False),
        ("[a]: /x\nTitel\n", '"Title" b', True),
        ("[a]: /x\nTitel\n", '"Title"', False),
        ("[a]: /x\nTitel\n", "(a) Title 'b'", False),
        ("Titel {% x %}\n", "Title", False),
        ("<p>Titel</p>\n", "Title", True),
        ("<p>Titel</p>\n", "Title &amp; more", False),
        ("<p>Titel</p>\n", "Title > more", False),
        ("<p>Titel</p>\n", "Title | more", False),
        ("<p>Titel</p>\n", "Title { more", False),
        ("<p>Titel</p>\n", "Title } more", False),
        ("<p>Titel</p>\n", "Title's", False),
        ('<p>Titel "a"</p>\n', "Title", False),
        ("Titel\n[TOC]\nzwei\n", "Title", False),
        ("---\ntitle: Titel\n---\n", "Title", False),
    ],
)
def test_is_provably_safe__in_its_place(text: str, raw: str, is_proven: bool) -> None:
    document = split(text, "x.md", FRONT)
    found = [
        is_safe(segment, raw, ahead, behind)
        for _, segment, ahead, behind in places(document)
        if "Titel" in segment.text
    ]
    assert found == [is_proven]


@pytest.mark.slow
@pytest.mark.parametrize("case", KINDS, ids=[case.title for case in KINDS])
def test_hostile_texts_that_are_safe(case: Case) -> None:
    document = split(case.given, "x.md", FRONT)
    both = [f"{start}{end}" for start in (*STARTS, *HOSTILE) for end in (*ENDS[:3], *HOSTILE[::90])]
    for number, raw in safe_ones(document, [*HOSTILE, *both]):
        assert_kept(document, {number: raw})


def test_what_is_safe_is_plenty() -> None:
    """Nearly all that translators write is; else there would be no gain."""
    for case in KINDS:
        document = split(case.given, "x.md", FRONT)
        for number, segment, _, _ in places(document):
            is_sure = segment.form not in IN_FRONT_MATTER and not segment.divided
            found = [each for each, _ in safe_ones(document, ["Noch einer."]) if each == number]
            assert bool(found) == is_sure or "|" in segment.raw or "<" in segment.raw, case.title


TEXTS = st.builds(str.__add__, st.sampled_from(STARTS), st.sampled_from(ENDS))


@given(documents(), st.sampled_from(newlines()), st.data())
def test_safe_texts__in_any_document(text: str, newline: str, data: st.DataObject) -> None:
    document = split(text.replace("\n", newline), "x.md", FRONT)
    written = {}
    for number, segment, ahead, behind in places(document):
        raw = data.draw(st.one_of(TEXTS, st.sampled_from(HOSTILE)))
        if is_safe(segment, raw, ahead, behind):
            written[number] = raw
    assert_kept(document, written)


def test_safe_texts__in_the_examples_of_commonmark(corpora: Path) -> None:
    for example in commonmark_examples(corpora):
        document = split(example)
        if example.startswith("---"):
            continue  # a front matter may come of it, which the guard knows
        for start in STARTS:
            raws = [f"{start}{end}" for end in ENDS]
            for end in range(len(raws)):
                written = dict(safe_ones(document, raws[end : end + 1]))
                if written:
                    assert_kept(document, written)
