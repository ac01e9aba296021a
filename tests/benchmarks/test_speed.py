"""The measuring of the speed: that its site is a project, and always the same."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from benchmarks.speed.shards import measured, table
from benchmarks.speed.site import note, path, restructure, translate, write_site
from benchmarks.speed.timing import timed

from tests.support.projects import Project

if TYPE_CHECKING:
    from pathlib import Path

NOTES = 12


def test_site__is_a_translated_project(tmp_path: Path) -> None:
    write_site(tmp_path / "site", NOTES, ("en", "ja"))
    project = Project(tmp_path / "site", "")
    assert project.run("extract").code == 0
    translate(project.folder)
    told = project.run("build")
    assert (told.code, told.err) == (0, "")
    assert told.out.count(": 100% translated\n") == 2 * NOTES


def test_site__restructured(tmp_path: Path) -> None:
    write_site(tmp_path / "site", NOTES, ("en",))
    project = Project(tmp_path / "site", "")
    restructure(project.folder, NOTES)
    assert all(project.read(path(number)) != note(number) for number in range(NOTES))
    assert project.run("extract").code == 0


def test_timed__sees_all_processes(tmp_path: Path) -> None:
    code = "import os, time; os.fork(); sum(range(3_000_000)); time.sleep(0.2)"
    cost = timed([sys.executable, "-c", code], tmp_path, watch=True)
    assert cost.cpu > 0
    assert cost.memory > 1_000_000


def test_shards__are_measured_beside_one_check(tmp_path: Path) -> None:
    write_site(tmp_path / "site", NOTES, ("en",))
    costs = measured(tmp_path / "site", tmp_path, 3)
    assert len(costs.shards) == 3
    assert (tmp_path / "3.json").exists()
    assert "| one check | " in "".join(table(costs))
