"""`init`: what comes of a folder, and of a run that was stopped before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.projects import Project

if TYPE_CHECKING:
    from pathlib import Path

BEGIN = ("init", "--from", "de", "--to", "en")


def test_init__after_a_run_that_was_stopped(tmp_path: Path) -> None:
    """The first note is there, the configuration is not: the second run writes the same one."""
    project = Project(tmp_path, "")
    project.run(*BEGIN)
    whole = project.tree()
    project.remove("transync.toml")
    assert project.run(*BEGIN).code == 0
    assert project.tree() == whole
