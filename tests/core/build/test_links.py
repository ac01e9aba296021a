"""Link targets of a page: which are found, and that nothing else changes."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from tests.support.cases import Case, cases
from tests.support.documents import commonmark_examples
from transync.core.build.links import with_targets
from transync.dialects import DIALECTS

if TYPE_CHECKING:
    from pathlib import Path

CASES = list(cases("core/build/links.md"))
VITEPRESS = DIALECTS["vitepress"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_with_targets(case: Case) -> None:
    assert with_targets(case.given, VITEPRESS, lambda target, _: f"→{target}←") == case.expected


def test_with_targets__that_stay_change_nothing(corpora: Path) -> None:
    pages = [path.read_bytes().decode() for path in sorted(corpora.rglob("*.md"))[::7]]
    for page in (*commonmark_examples(corpora), *pages, "[a](b)\r\n`c", "\ufeff[a](b)\r[c](d)"):
        assert with_targets(page, VITEPRESS, lambda target, _: target) == page


@pytest.mark.parametrize("hostile", ["`" * 5000, "](" * 5000, "[a](" + "(" * 5000, "``x`" * 2000])
def test_with_targets__takes_no_long_time(hostile: str) -> None:
    begun = time.process_time()
    with_targets(hostile, VITEPRESS, lambda target, _: target)

    assert time.process_time() - begun < 2


def test_with_targets__in_definitions_of_liquid() -> None:
    page = "[a]: {{ '/x/' | relative_url }}\n[b]: {% link _docs/y.md %} \"T\"\n"
    found = with_targets(page, DIALECTS["jekyll"], lambda target, _: f"→{target}←")
    assert found == "[a]: {{ '→/x/←' | relative_url }}\n[b]: {% link →_docs/y.md← %} \"T\"\n"


def test_with_targets__between_listings_with_a_title() -> None:
    """The closing fence of one and the opening fence of another are no code span."""
    listing = '```js title="A"\n[c](d)\n```\n'
    page = f"{listing}[a](b)\n\n{listing}"
    found = with_targets(page, DIALECTS["docusaurus"], lambda target, _: f"→{target}←")
    assert found == f"{listing}[a](→b←)\n\n{listing}"
