"""Plain blocks, read without the parser, are those that the parser sees in the whole text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from benchmarks.speed.site import note
from hypothesis import given
from hypothesis import strategies as st

from tests.support.at_once import assert_agreement
from tests.support.documents import commonmark_examples, documents
from transync.formats.markdown import plain
from transync.formats.markdown.syntax import COMMONMARK

if TYPE_CHECKING:
    from pathlib import Path


def test_plain__commonmark(corpora: Path) -> None:
    for text in commonmark_examples(corpora):
        assert_agreement(text, COMMONMARK)


def test_plain__corpora(corpora: Path) -> None:
    paths = sorted(corpora.rglob("*.md"))
    for path in paths[::5]:
        assert_agreement(path.read_bytes().decode("utf-8"), COMMONMARK)


@given(documents())
def test_plain__generated(text: str) -> None:
    assert_agreement(text, COMMONMARK)


@pytest.mark.parametrize(
    "text",
    [
        # Above a delimiter row, a heading or a fence with a pipe is the head of a table.
        "# a|\n--\nb\n",
        "```|\n---\n```\n",
        "a\n\n-\n",
        "",
        "a",
        "a\n \n-",
        "a\n\t-\n",
        "> a\n=\n",
        "> a\nb\n---",
        "> a\n    b\nc\n===",
        "- a\nb\n\n      c\nd\n1. e\n2) f",
        "a\n2. b\n1. c",
        "[^1]: a\nb\n\n    c\nd",
        "- a\n-\n  ---",
        "٣. a\n\n1) b",
        "a|b\n-|-\n  c\n",
        "a\n:-|\n",
        "[^1]: a\n    b\n[c]: /d\n",
        "    a\n   b\n---\n",
        " \ta\n\t b\n- \tc\n  \t \td\n\n>\te\n \t\n",
        "- a\u00a0\n\x0b b\n\x0c\n\u2028c",
        ">" * 101,
    ],
)
def test_plain__edges(text: str) -> None:
    assert_agreement(text, COMMONMARK)


LINES = (
    *("", "", " ", "a", "ein Satz.", "**a** b", "*a*", "`a` b", "2024", "3.5 a", "{a}", "„a“"),
    *("# a", "## a ##", "#", "# a|", "# \ta", "```", "``` py", "````", "```|", "~~~"),
    *("- a", "* a", "+ a", "-", "- [ ] a", "-  a", "-     a", "- # a", "- > a", "- - a", "-\ta"),
    *("1. a", "2. b", "1) a", "0. a", "007) a", "1.", "1. [a]: /b", "1234567890. a", "٣. a"),
    *("[a](b)", "[a]", "[a]: /b", "[a", "b]: /c", "[^1]: a", "[^1]", "[![a](b)](c)", "![a](b)"),
    *("---", "--", "===", "***", "_a_", "- - -", "| a |", "|---|", "a|b", "-|-", ":-", "> a"),
    *("<p>", "<!--", "-->", "<b>a</b>", "\ta", "\u00a0a", "\x0ca", "\u2028a", "a  ", "a\\"),
)
"""Lines that are plain, and lines that only look so, or make others be something else."""

INDENTED = st.builds(
    str.__add__, st.sampled_from(("", "", "", "  ", "    ")), st.sampled_from(LINES)
)


@given(st.lists(INDENTED, max_size=8), st.sampled_from(("\n", "\n", "\r\n", "\r")))
def test_plain__lines(lines: list[str], newline: str) -> None:
    assert_agreement(newline.join(lines), COMMONMARK)


@pytest.mark.parametrize(
    "text",
    [
        note(1).partition("---\n\n")[2],
        "# Titel\n## Zweiter\nText\n### Dritter ###\n\n\n",
        "Ein Absatz\n  mit *vielen*\n    Zeilen\n\n`Code` und **fett**\n*kursiv*\n\n3 Äpfel\n",
        "[Ein Link](x.md) am Anfang,\n[![ein Bild](a)](b)\n\n![noch eins](c)\n",
        "Es sind:\n- eins\n- zwei\n  in zwei Zeilen\noder drei\n\n\n- drei\n\nText\n",
        "* [ ] offen\n* [x] erledigt\n## Titel\n",
        "3. drei\n4. vier\n\n   \n5. fünf\n``` py\nprint()\n\n# Code\n   ````\nText\n",
    ],
)
def test_plain__needs_no_parser(text: str) -> None:
    assert plain.blocks(text, 0, 0, COMMONMARK).end == len(text)
    assert_agreement(text, COMMONMARK)
