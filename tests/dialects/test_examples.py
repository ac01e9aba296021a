"""Each dialect by its examples: what is extracted, and what a translation must keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.cases import Case, cases
from tests.support.documents import newlines
from transync.core.document.split import split
from transync.core.markup.inventory import inventory
from transync.dialects import COMMONMARK, DIALECTS
from transync.dialects.own import Adjustment, adjusted

if TYPE_CHECKING:
    from collections.abc import Iterator

KEEPING = Adjustment(keeps_line_breaks=True)
KEPT = "kept-line-breaks"
EXAMPLES = [(name, case) for name in (*DIALECTS, KEPT) for case in cases(f"dialects/{name}.md")]


def shown(text: str, name: str) -> Iterator[str]:
    """Yield a line for each segment, then one for each thing that its translation keeps."""
    dialect = adjusted(COMMONMARK, KEEPING) if name == KEPT else DIALECTS[name]
    document = split(text, "x.md", ("title",), dialect)
    assert document.text == text
    for segment in document.segments:
        yield f"{segment.description} | {segment.text}".replace("\n", "⏎")
        items = inventory(segment.text, segment.form, document.references, dialect)
        yield from sorted(f"    keeps {code} {value}" for code, value in items)


@pytest.mark.parametrize(("name", "case"), EXAMPLES, ids=[f"{n}-{c.title}" for n, c in EXAMPLES])
def test_example(name: str, case: Case) -> None:
    assert "\n".join(shown(case.given, name)) == case.expected.rstrip("\n")


@pytest.mark.parametrize("name", DIALECTS)
def test_examples__with_other_line_endings(name: str) -> None:
    for case in cases(f"dialects/{name}.md"):
        for newline in newlines():
            found = "\n".join(shown(case.given.replace("\n", newline), name))
            assert found.replace(newline, "\n") == case.expected.rstrip("\n"), case.title
