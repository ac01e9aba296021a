"""Check: what each thing that can go wrong with a project is told as, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.cases import Case, cases, names
from tests.support.tea_project import findings, play, tea

if TYPE_CHECKING:
    from pathlib import Path

CASES = cases("checks/days.md")


@pytest.mark.parametrize("case", CASES, ids=names(CASES))
def test_check__a_day(case: Case, tmp_path: Path) -> None:
    project = tea(tmp_path / "project")
    assert findings(project) == ""
    play(project, case.given)
    before = project.tree()
    assert findings(project) == case.expected
    assert project.tree() == before
