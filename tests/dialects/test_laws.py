"""The laws of documents in every dialect, and that its fast paths find what the slow ones do."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.at_once import assert_agreement
from tests.support.cases import cases
from tests.support.documents import commonmark_examples, documents, newlines
from tests.support.laws import FRONT, LINES, identity, partition, substitution
from tests.support.line_cases import line_cases
from tests.support.time_limit import bounded
from transync.core.build.compose import compose
from transync.core.build.fast_verify import Replacement, is_provably_safe
from transync.core.document.split import split
from transync.core.document.template_syntax import marker, raw_regions
from transync.core.markup.inventory import inventory, parsed
from transync.dialects import COMMONMARK, DIALECTS
from transync.dialects.own import Adjustment, adjusted
from transync.domain.errors import DirectiveError, LimitError
from transync.domain.model import Form, Segment
from transync.formats.markdown import outline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from transync.dialects import Dialect
    from transync.domain.model import Document, Key

IN_MDX = {f"{name}-in-mdx": each.in_mdx for name, each in DIALECTS.items() if each.in_mdx}
CONTENTS = {
    f"{name}-contents": each.in_summary for name, each in DIALECTS.items() if each.in_summary
}
KEPT = {"kept-line-breaks": adjusted(COMMONMARK, Adjustment(keeps_line_breaks=True))}
_EVERY = {**DIALECTS, **IN_MDX, **CONTENTS, **KEPT}
EVERY = pytest.mark.parametrize("dialect", _EVERY.values(), ids=_EVERY)
MANY = 10_000
"""Lines for what must take linear time."""


def distinct(value: Callable[[Dialect], object]) -> pytest.MarkDecorator:
    """Parametrize a test by one dialect for each value: it depends on nothing else of them."""
    first = {value(each): each for each in reversed((*DIALECTS.values(), *IN_MDX.values()))}
    return pytest.mark.parametrize("dialect", first.values(), ids=lambda each: each.name)


HOSTILE = [case.text for case in line_cases("core/build/hostile.txt")]
STARTS = ("x", "*x*", "`x` y", "[x](/y) z", ":x: y", "$x$", "{x} y", "import x", "<b>x</b>", "Ü.")
BOUNDS = ("$$ x", "x $$", "\\begin{x} y", "x \\end{x}", "x } y", "x (y", "it's x")
"""What opens or closes a block of some dialect."""


@cache
def examples() -> list[str]:
    """List the documents of the examples of every dialect: for each other one, they are strange."""
    return [case.given for name in DIALECTS for case in cases(f"dialects/{name}.md")]


def lines() -> list[str]:
    return sorted({line for text in examples() for line in text.splitlines()})


def mixtures() -> st.SearchStrategy[str]:
    """Make documents of the lines of all examples, more or less indented."""
    indented = st.builds(
        str.__add__,
        st.sampled_from(("", "", "", "    ", "  ", "> ", "- ")),
        st.sampled_from(lines()),
    )
    return st.lists(indented, max_size=12).map(lambda found: "\n" + "\n".join(found))


def texts() -> st.SearchStrategy[str]:
    return st.one_of(mixtures(), documents())


def cut(text: str, dialect: Dialect) -> Document | None:
    """Cut a text; None where a directive leads nowhere."""
    try:
        return split(text, "x.md", FRONT, dialect)
    except DirectiveError:
        return None


def assert_kept(document: Document, translations: dict[Key, str], dialect: Dialect) -> None:
    """Build a document with any translations, and find its blocks and marks in what is built."""
    built = compose(document, translations, FRONT, LINES, dialect)
    again = split(built.text, document.path, FRONT, dialect, wordless=True)
    assert again.structure == document.structure
    assert again.references == document.references
    refused = {refusal.segment.key for refusal in built.refusals}
    assert refused <= translations.keys()


@EVERY
def test_laws__of_examples(dialect: Dialect) -> None:
    for text in examples():
        for newline in newlines():
            if document := cut(text.replace("\n", newline), dialect):
                partition(document.text, dialect=dialect)
                identity(document, dialect)
                substitution(document, dialect)


@EVERY
def test_laws__of_commonmark(dialect: Dialect, corpora: Path) -> None:
    for text in commonmark_examples(corpora):
        identity(partition(text, dialect=dialect), dialect)


@EVERY
def test_laws__of_corpora(dialect: Dialect, corpora: Path) -> None:
    for path in sorted(corpora.rglob("*.md"))[::40]:
        document = partition(path.read_bytes().decode("utf-8"), dialect=dialect)
        substitution(document, dialect)


@EVERY
@given(text=texts(), data=st.data())
def test_structure__of_any_translation(dialect: Dialect, text: str, data: st.DataObject) -> None:
    if document := cut(text, dialect):
        identity(document, dialect)
        any_text = st.sampled_from([*HOSTILE, *BOUNDS, *lines()])
        keys = {segment.key for segment in document.segments}
        assert_kept(document, {key: data.draw(any_text) for key in sorted(keys, key=str)}, dialect)


@EVERY
@given(text=texts(), newline=st.sampled_from(newlines()))
def test_outline__of_plain_blocks(dialect: Dialect, text: str, newline: str) -> None:
    """What is read without the parser is what the parser reads."""
    assert_agreement(text.replace("\n", newline), dialect.syntax)


@EVERY
@given(text=st.one_of(texts(), st.lists(st.sampled_from(STARTS)).map(" ".join)))
def test_inventory__is_what_the_parser_finds(dialect: Dialect, text: str) -> None:
    for line in text.split("\n"):
        if not marker(line.strip(), dialect):
            found = inventory(line.strip(), Form.LINE, {}, dialect)
            assert found == parsed(line.strip(), Form.LINE, {}, dialect)


@EVERY
def test_fast_verify__in_examples(dialect: Dialect) -> None:
    """What is provably safe in its place keeps the blocks, and is found again."""
    for text in examples():
        document = cut(text, dialect)
        for number, raw in safe_ones(document, dialect) if document else ():
            written = [piece.raw for piece in document.pieces]
            written[number] = raw
            built = split("".join(written), document.path, FRONT, dialect, wordless=True)
            assert built.structure == document.structure, (raw, text)
            assert raw in {segment.text for segment in built.segments}, (raw, text)


def safe_ones(document: Document, dialect: Dialect) -> Iterator[tuple[int, str]]:
    raws = ["", *(piece.raw for piece in document.pieces), ""]
    for number, piece in enumerate(document.pieces):
        if isinstance(piece, Segment):
            for raw in (*STARTS, *BOUNDS, *HOSTILE[:: 1 + len(document.pieces)]):
                around = raws[number], raws[number + 2]
                if is_provably_safe(piece, Replacement(raw, raw), *around, dialect):
                    yield number, raw


@distinct(lambda dialect: dialect.syntax)
@pytest.mark.parametrize(
    "line",
    [
        *(
            "!!! a",
            "    !!! a",
            '=== "a"',
            "--8<--",
            "$$",
            "\\[",
            "\\begin{a}",
            "{",
            "export {",
            "{`",
            "```{note}",
            "+-+",
            "a. b",
            ":a: b",
        ),
        *(": a", "*[a]: b", "| a | b |", "<div>", "<div></div><div>"),
        *(
            "<A",
            "<A b",
            "<A b={",
            "<A b='",
            "<A b={/*",
            "<A b={`${",
            "<svg>",
            "<pre>",
            "<p>`",
            "{ (<A>",
        ),
    ],
)
def test_outline__takes_linear_time(dialect: Dialect, line: str) -> None:
    with bounded():
        try:
            outline(f"{line}\n" * MANY, dialect.syntax)
            outline(f"{line}\n\n" * (MANY // 2), dialect.syntax)
        except LimitError:
            pass


@distinct(lambda dialect: dialect.regions)
@pytest.mark.parametrize(
    "tag",
    [
        *("{{< highlight go >}}", '{{< highlight "', '{{< tab lang="a" >}}', "{{< tab lang", "{{<"),
        *("{% comment %}", "{% highlight", "{::comment}", "* a\n{:toc", "* a\n{:toc}"),
    ],
)
def test_raw_regions__take_linear_time(dialect: Dialect, tag: str) -> None:
    with bounded():
        raw_regions(f"{tag}\n" * MANY, dialect)
