"""The blocks of MDX documents are those that MDX itself reads, as the data file has them.

`python -m tests.torture.mdx --record` writes them anew, where MDX is installed.
"""

from __future__ import annotations

import pytest

from tests.support.cases import Case, cases, names
from tests.support.mdx_blocks import blocks, shown
from transync.dialects import DIALECTS
from transync.formats.markdown import outline

FOUND = cases("formats/markdown/mdx-blocks.md")


@pytest.mark.parametrize("case", FOUND, ids=names(FOUND))
def test_blocks(case: Case) -> None:
    assert f"{shown(blocks(case.given))}\n" == case.expected


def test_blocks__of_commonmark() -> None:
    """What MDX alone reads otherwise is HTML and code to everybody else."""
    text = "<Steps>\n- one\n</Steps>\n\n    code\n"
    found = outline(text, DIALECTS["commonmark"].syntax)
    assert [node.type for node in found.nodes] == ["html_block", "code_block"]
