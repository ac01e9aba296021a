"""The benchmark of imports distinguishes texts that were reworded from those that were polished."""

from __future__ import annotations

import pytest
from benchmarks.rewording import is_reworded

from tests.support.cases import Case, cases, names

CHANGES = cases("benchmarks/rewording.md")


@pytest.mark.parametrize("case", CHANGES, ids=names(CHANGES))
def test_is_reworded(case: Case) -> None:
    before, after = case.given.split("~~~\n")
    assert ("reworded" if is_reworded(before, after) else "not reworded") == case.expected.strip()
