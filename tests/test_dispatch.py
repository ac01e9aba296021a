"""The parser with only the rules asked that can match, its own lines and rule for paragraphs.

It sees what it sees with all rules asked, and with the library's lines and rule for paragraphs.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from markdown_it import rules_block

from tests.documents import commonmark_examples, documents
from transync import markdown
from transync.markdown import parser
from transync.markdown.parser import TooDeepError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from transync.markdown import Node, Outline

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
    plain.block.ruler.at("paragraph", parser._placing(rules_block.paragraph))
    plain.block.ruler.__cache__ = None

    def outlined_plainly(text: str) -> Outline | TooDeepError:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(parser, "parser", lambda: plain)
            patch.setattr(parser, "State", rules_block.StateBlock)
            found = outlined(text)
        if isinstance(found, TooDeepError):
            return found
        return found._replace(nodes=tuple(joined(found.nodes)))

    return outlined_plainly


def joined(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Make one node of the three that the library has for a paragraph."""
    types = [node.type for node in nodes]
    assert types.count("paragraph_open") == types.count("paragraph_close")
    for before, node in pairwise((None, *nodes)):
        if before and before.type == "paragraph_open":
            yield before._replace(type="paragraph", nesting=0, lines=node.lines)
        elif node.type not in ("paragraph_open", "paragraph_close"):
            yield node


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
def test_dispatch__edges(plainly: Outlined, text: str) -> None:
    agree(text, plainly)
