"""What acts on a page: by examples, each with its dialect."""

from __future__ import annotations

import pytest

from tests.support.cases import Case, cases, names
from transync.core.markup.effects import effects
from transync.dialects import DIALECTS

EXAMPLES = cases("core/markup/effects.md")


@pytest.mark.parametrize("case", EXAMPLES, ids=names(EXAMPLES))
def test_effects(case: Case) -> None:
    dialect = DIALECTS[case.title.partition(":")[0]]
    found = sorted(
        f"{code} {value}".replace("\n", "⏎") for code, value in effects(case.given, dialect)
    )
    assert found == case.expected.splitlines()
