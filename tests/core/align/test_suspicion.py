"""Suspicion: which translations of a page are probably outdated, and what shows it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.support.cases import Case, cases, names
from transync.core.align.suspicion import suspected
from transync.core.align.transfer import Found, Transfer, Trust
from transync.core.align.unit import Unit, UnitKind
from transync.core.document.split import split

if TYPE_CHECKING:
    from transync.domain.model import Segment

PAGES = cases("core/align/suspicion.md")
SHOWN = 3
"""How many words of a translation are shown."""


def on_page(listed: str) -> Transfer:
    """Return what a page has; all translations are sure of their places."""
    pairs = [[side.strip() for side in line.split("→")] for line in listed.splitlines()]
    return Transfer(
        tuple(Found(segment(one), other, Trust.SURE, 1) for one, other in pairs if one and other),
        (),
        tuple(segment(one) for one, other in pairs if not other),
        tuple(Unit(UnitKind.PARAGRAPH, other) for one, other in pairs if not one),
    )


def segment(text: str) -> Segment:
    return next(split(text).segments)


def has_other_digits(source: Segment, translation: str) -> bool:
    one, other = (Counter(filter(str.isdigit, text)) for text in (source.text, translation))
    return one != other


@pytest.mark.parametrize("case", PAGES, ids=names(PAGES))
def test_suspected(case: Case) -> None:
    before = on_page(case.given)
    after = suspected(before, has_other_digits)
    suspects = [each for each in after.found if each.trust is Trust.UNSURE]
    shown = [
        f"{' '.join(each.translation.split()[:SHOWN])}: "
        f"{', '.join(sign.value for sign in each.signs)}\n"
        for each in suspects
    ]
    assert ("".join(shown) or "nothing\n") == case.expected
    assert len([each for each in after.found if each in before.found]) + len(shown) == len(
        before.found
    )


def test_suspected__leaves_alone_what_is_unsure_anyway() -> None:
    page = on_page("Man nehme 3 Löffel. → Take 5 spoons.\n")
    unsure = page._replace(found=(page.found[0]._replace(trust=Trust.UNSURE),))
    assert suspected(unsure, has_other_digits) == unsure
