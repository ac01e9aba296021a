"""Which dialect a document is in, by its ending and what the project says."""

from __future__ import annotations

import pytest

from transync.core.document.split import split
from transync.dialects import DIALECTS, dialect_of
from transync.dialects.slugs.spelling import with_id


@pytest.mark.parametrize("name", sorted(DIALECTS))
def test_mdx__keeps_the_links_and_ids_of_its_dialect(name: str) -> None:
    plain = DIALECTS[name]
    found = dialect_of("a/b.mdx", plain)

    assert found.is_jsx
    assert (found.links, found.text_keys) == (plain.links, plain.text_keys)
    assert (found.heading_ids is None) == (plain.heading_ids is None)


def test_mdx__writes_no_braces_that_would_be_javascript() -> None:
    ids = dialect_of("a.mdx", DIALECTS["vitepress"]).heading_ids

    assert ids
    assert with_id("a", ids.spelling) == ' <a id="a"></a>'


@pytest.mark.parametrize("name", ["gitbook", "mdbook"])
def test_contents__have_no_title_for_readers(name: str) -> None:
    dialect = dialect_of("en/src/SUMMARY.md", DIALECTS[name])
    text = "# Summary\n\n- [Tea](tea.md)\n\n# Summary\n\n- [Water](water.md)\n"
    found = split(text, "en/src/SUMMARY.md", dialect=dialect)

    assert [each.text for each in found.segments] == [
        "[Tea](tea.md)",
        "Summary",
        "[Water](water.md)",
    ]
    assert dialect.heading_ids is None
    assert dialect_of("en/src/summary.md", DIALECTS[name]) is DIALECTS[name]


def test_file_tree__has_names_with_remarks() -> None:
    dialect = dialect_of("a.mdx", DIALECTS["starlight"])
    tree = (
        "<FileTree>\n\n- src/\n  - index.mdx an **important** file\n- package.json\n\n</FileTree>\n"
    )
    found = split(f"{tree}\n- src is a folder\n", "a.mdx", dialect=dialect)

    assert [each.text for each in found.segments] == ["an **important** file", "src is a folder"]
