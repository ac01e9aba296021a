"""The parser with only the rules asked that can match: it sees what it sees with all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from tests.documents import commonmark_examples, documents
from transync import markdown
from transync.markdown import parser
from transync.markdown.parser import TooDeepError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from transync.markdown import Outline

    Outlined = Callable[[str], Outline | TooDeepError]


def outlined(text: str) -> Outline | TooDeepError:
    try:
        return markdown._outline.__wrapped__(text)
    except TooDeepError as error:
        return error


@pytest.fixture(scope="module")
def plainly() -> Outlined:
    """Give the outline of a text as the parser sees it, all rules asked at each line."""
    plain = parser.parser.__wrapped__()
    plain.block.ruler.__cache__ = None

    def outlined_plainly(text: str) -> Outline | TooDeepError:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(parser, "parser", lambda: plain)
            return outlined(text)

    return outlined_plainly


def agree(text: str, plainly: Outlined) -> None:
    one, other = outlined(text), plainly(text)
    assert str(one) == str(other) if isinstance(one, TooDeepError) else one == other


def test_dispatch__commonmark(plainly: Outlined, corpora: Path) -> None:
    for text in commonmark_examples(corpora):
        agree(text, plainly)


def test_dispatch__corpora(plainly: Outlined, corpora: Path) -> None:
    paths = sorted(corpora.rglob("*.md"))
    for path in paths[::5]:
        agree(path.read_bytes().decode("utf-8"), plainly)


@given(documents())
def test_dispatch__generated(plainly: Outlined, text: str) -> None:
    agree(text, plainly)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a\n \n-",
        "a\n\t-\n",
        "> a\n=\n",
        "> a\nb\n---",
        "- a\n-\n  ---",
        "٣. a\n\n1) b",
        "a|b\n-|-\n  c\n",
        "a\n:-|\n",
        "[^1]: a\n    b\n[c]: /d\n",
        "    a\n   b\n---\n",
        ">" * 101,
    ],
)
def test_dispatch__edges(plainly: Outlined, text: str) -> None:
    agree(text, plainly)
