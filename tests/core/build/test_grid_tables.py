"""Grid tables of Pandoc: what is built is drawn anew where a cell has grown, and nowhere else."""

from __future__ import annotations

import pytest

from tests.support.cases import Case, cases
from transync.core.build.compose import compose
from transync.core.document.split import split
from transync.dialects import DIALECTS

CASES = cases("core/build/grid_tables.md")
QUARTO = DIALECTS["quarto"]


@pytest.mark.parametrize("case", CASES, ids=[case.title for case in CASES])
def test_compose__draws_grid_tables(case: Case) -> None:
    """Each text that begins with a small letter has a translation: itself in capitals, twice."""
    document = split(case.given, "x.md", (), QUARTO)
    wanted = {
        each.key: f"{each.text.upper()} {each.text.upper()}"
        for each in document.segments
        if each.text[0].islower()
    }
    built = compose(document, wanted, (), dialect=QUARTO)
    assert built.text == case.expected
    assert not built.refusals
    again = split(built.text, "x.md", (), QUARTO)
    assert {each.text for each in again.segments} >= set(wanted.values())
