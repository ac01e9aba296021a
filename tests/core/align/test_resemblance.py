"""Which document a page is most like, by its content."""

from __future__ import annotations

import pytest

from tests.core.align.gold import pages
from tests.support.paths import CORPORA
from transync.core.align.resemblance import features, proposals
from transync.core.align.units import units

needs_corpora = pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not there")


def proposed(pages: dict[str, str], documents: dict[str, str]) -> dict[str, str]:
    """Return the documents that some texts are clearly most like."""
    theirs, ours = (
        {path: features(units(text)[1]) for path, text in each.items()}
        for each in (pages, documents)
    )
    return dict(proposals(theirs, ours))


TEA = "# Tea\n\nSet the `kettle` to 95 degrees, see [it](https://example.org/tea).\n"
CUPS = "# Cups\n\nTake a `cup` of 200 ml, see [it](https://example.org/cup).\n"
TEE = "# Tee\n\nStelle den `kettle` auf 95 Grad, siehe [hier](https://example.org/tea).\n"


def test_proposals() -> None:
    assert proposed({"tee": TEE}, {"tea": TEA, "cups": CUPS}) == {"tee": "tea"}


def test_proposals__little_in_common_is_chance() -> None:
    assert proposed({"tee": "# Tee\n\nBei 95 Grad.\n"}, {"tea": TEA, "cups": CUPS}) == {}


def test_proposals__two_that_are_equally_alike_are_not_clear() -> None:
    assert proposed({"tee": TEE}, {"tea": TEA, "again": TEA}) == {}
    assert proposed({"tee": TEE, "nochmal": TEE}, {"tea": TEA, "cups": CUPS}) == {}


@needs_corpora
def test_proposals__on_pages_of_people() -> None:
    """None is wrong, and most are found, of documents that are mixed up."""
    gold = pages("ja")
    ours = {str(number): features(source) for number, (source, _) in enumerate(gold)}
    theirs = {str(number): features(target) for number, (_, target) in enumerate(gold)}
    found = proposals(theirs, ours)
    assert not [each for each in found if each.page != each.document]
    assert len(found) >= 0.8 * len(gold)
