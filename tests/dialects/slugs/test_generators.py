"""Ids of headings beside the real generators: every heading of the corpora, and generated ones."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.dialects.slugs.generators import GENERATORS, lacks
from tests.dialects.slugs.headings import generated, of_documents
from tests.dialects.slugs.pages import document, headings, pages, recorded
from transync.dialects.slugs import SCHEMES, heading_ids

if TYPE_CHECKING:
    from pathlib import Path

EVERY = 20
"""One document of so many is asked for, unless TRANSYNC_EXAMPLES asks for more."""
DIFFERENT = {
    # kramdown takes what `<code>` encloses as it is written.
    "jekyll": {"<code>Pin&lt;Ptr&gt;</code> and <code>Drop</code>"},
}


def _asked(folder: Path) -> list[list[str]]:
    """List the pages to ask for: each is a list of headings."""
    step = max(1, EVERY // int(os.environ.get("TRANSYNC_EXAMPLES") or "1"))
    return [*list(of_documents(folder))[::step], *generated(400 // step)]


@pytest.mark.parametrize("scheme", sorted(GENERATORS))
def test_heading_ids__are_those_of_the_generator(scheme: str, corpora: Path) -> None:
    generator = GENERATORS[scheme]
    if missing := lacks(*generator.needs):
        pytest.skip(f"{missing} is not installed")
    asked = _asked(corpora)

    made = generator.ids([document(page) for page in asked])

    differences = []
    for page, theirs in zip(asked, made, strict=True):
        if theirs is None:  # MDX refuses what is no expression
            continue
        ours = heading_ids(headings(page, scheme), SCHEMES[scheme])
        found = zip(page, ours, theirs[: len(page)], strict=True)
        differences += [each for each in found if each[1] != each[2]]
    assert [each for each in differences if each[0] not in DIFFERENT.get(scheme, ())] == []


@pytest.mark.parametrize("scheme", sorted(GENERATORS))
def test_recorded__is_what_the_generator_makes(scheme: str) -> None:
    generator = GENERATORS[scheme]
    if missing := lacks(*generator.needs):
        pytest.skip(f"{missing} is not installed")

    made = generator.ids([document(page) for page in pages(scheme)])

    kept = [ids[: len(page)] for ids, page in zip(made, pages(scheme), strict=True) if ids]
    assert kept == recorded()[scheme]
