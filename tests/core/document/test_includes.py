"""The files that a page includes."""

from __future__ import annotations

import pytest

from transync.core.document.includes import Include, includes
from transync.dialects import DIALECTS
from transync.dialects.links import LinkPlace

CASES = {
    "myst": (
        "---\na: b\n---\n```{include} x/y.md\n```\n\n```md\n:::{include} n.md\n```\n",
        [Include(4, 14, "x/y.md", LinkPlace.FILE)],
    ),
    "mdbook": (
        "> a {{#include ../a.md}}\n\n```rust\n{{#include a.rs}}\n```\n",
        [Include(1, 16, "../a.md", LinkPlace.FILE)],
    ),
    "vitepress": (
        "<!--@include: ./part.md-->\r\n\r\n<<< ./x.js\r\n",
        [
            Include(1, 15, "./part.md", LinkPlace.FILE),
            Include(3, 5, "./x.js", LinkPlace.FILE),
        ],
    ),
    "quarto": ("{{< include _x.qmd >}}\n", [Include(1, 13, "_x.qmd", LinkPlace.FILE)]),
    "mkdocs": (
        '--8<-- "a/b.md"\n\n```\n--8<-- "c.md"\n```\n',
        [Include(1, 9, "a/b.md", LinkPlace.SNIPPET)],
    ),
    "hugo": ("[x](y.md)\n", []),
}


@pytest.mark.parametrize("name", CASES)
def test_includes(name: str) -> None:
    text, expected = CASES[name]
    assert includes(text, DIALECTS[name]) == expected
