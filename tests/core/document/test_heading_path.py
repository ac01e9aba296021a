"""What translators are told of a text: what it is, and the heading that it stands under."""

from __future__ import annotations

import pytest

from tests.support.cases import Case, cases, names
from transync.core.document.split import split
from transync.core.merge.memory import memory
from transync.core.merge.merge import merge
from transync.domain.model import Catalog, Entry, Message

PATHS = cases("core/document/heading_paths.md")


@pytest.mark.parametrize("case", PATHS, ids=names(PATHS))
def test_comment(case: Case) -> None:
    told = [f"{each.comment} | {each.text}" for each in split(case.given).segments]
    assert told == case.expected.splitlines()


def test_comment__of_a_catalog_from_before_is_no_change_of_its_translation() -> None:
    old = Message("Ein Satz.", "A sentence.", extracted=("paragraph",), documents=("x.md",))
    segments = [("x.md", each) for each in split("# Tee\n\nEin Satz.\n", "x.md").segments]
    merged = merge(segments, Catalog("x.po", (Entry(old),)), memory([], frozenset()))
    (_, entry) = merged.catalog.entries
    assert entry.message == old._replace(extracted=('paragraph, in "Tee"',))
    assert merged.tally["fuzzy"] == 0
