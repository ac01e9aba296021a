"""A false "in sync" is the worst that check could say: whatever is edited anywhere, it tells."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.projects import Project, anew

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = """\
languages = ["en"]
[check]
ignore = ["T101", "T102", "T201", "T202", "T203", "T204", "T205", "T207", "T312", "T4"]
"""
"""Without what is no drift, or explains a drift by the key of a front matter."""
NOTES = {
    "source/tee.md": "---\nlang: de\nlayout: post\ntitle: Tee\n---\n\nGrüner Tee.\n\n- Eins\n",
    "source/mehr/wasser.md": "# Wasser\n\nEin [Glas](/g).\n\n| Ort | Zahl |\n|---|---|\n| B | 2 |",
}
EDITS = st.tuples(
    st.integers(0, 20),  # which file
    st.floats(0, 1),  # where in it
    st.integers(0, 30),  # how much goes
    st.sampled_from(["", "x", "\n", "Ein Wort ", "`", '"', "# ", "lang: fr\n", "- ", "\\", "é"]),
)


@pytest.fixture(scope="module")
def in_step(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Make a project of two notes, translated and built."""
    project = Project(tmp_path_factory.mktemp("in step") / "project", CONFIG)
    for path, text in NOTES.items():
        project.write(path, text)
    project.run("extract")
    project.translate(anew)
    project.run("build")
    return project


def edit(project: Project, place: tuple[int, float, int, str]) -> None:
    """Replace a part of a file, and keep it UTF-8."""
    number, where, gone, new = place
    files = [path for path in project.files() if path != "transync.toml"]
    path = files[number % len(files)]
    text = project.read(path)
    start = round(where * len(text))
    project.write(path, text[:start] + new + text[start + gone :])


@given(edits=st.lists(EDITS, min_size=1, max_size=3))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_check__tells_whatever_extract_or_build_would_change(
    in_step: Project, tmp_path: Path, edits: list[tuple[int, float, int, str]]
) -> None:
    folder = tmp_path / "project"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(in_step.folder, folder)
    project = Project(folder, "")
    for each in edits:
        edit(project, each)
    wanted = [project.run(command, "--check").code for command in ("extract", "build")]
    assert project.run("check").code >= max(wanted)
