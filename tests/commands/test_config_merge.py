"""Two versions of a configuration, merged: lists of kept pages are joined, all else is git's."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.support.projects import Project

if TYPE_CHECKING:
    from pathlib import Path

HEAD = 'languages = ["en", "fr"]\n'


def keeping(*paths: str, table: str = "[build]") -> str:
    """Return a table with a list as `import` writes it."""
    lines = "".join(f'    "{path}",\n' for path in paths)
    return f"\n{table}\nkeep = [\n{lines}]\n"


MERGES = {
    "both begin a list": (HEAD, HEAD + keeping("b"), HEAD + keeping("a"), HEAD + keeping("a", "b")),
    "both add to a list": (
        HEAD + keeping("a", "e"),
        HEAD + keeping("a", "c", "e"),
        HEAD + keeping("a", "b", "d", "e"),
        HEAD + keeping("a", "b", "c", "d", "e"),
    ),
    "one takes out what the other keeps": (
        HEAD + keeping("a", "b"),
        HEAD + keeping("a"),
        HEAD + keeping("a", "b", "c"),
        HEAD + keeping("a", "c"),
    ),
    "a list in an order of somebody's": (
        HEAD + keeping("c", "a"),
        HEAD + keeping("c", "a", "d"),
        HEAD + keeping("c", "a", "b"),
        HEAD + keeping("c", "a", "d", "b"),
    ),
    "another setting beside it": (
        HEAD + keeping("a"),
        HEAD + keeping("a", "b") + "minimum = 0\n",
        HEAD + keeping("a", "c"),
        HEAD + keeping("a", "b", "c") + "minimum = 0\n",
    ),
}
CONFLICTS = {
    "a comment in the list": (
        HEAD + keeping("a"),
        HEAD + keeping("a", "b").replace('"b",', '"b",  # by Ada'),
        HEAD + keeping("a", "c"),
    ),
    "another setting": (
        HEAD + keeping("a"),
        HEAD + keeping("a", "b") + "minimum = 0\n",
        HEAD + keeping("a", "c") + "minimum = 9\n",
    ),
    "no TOML": (HEAD + "x = [\n", HEAD + "x = [ 1\n", HEAD + "x = [ 2\n"),
}


def driven(folder: Path, versions: tuple[str, str, str], name: str) -> tuple[int, str]:
    """Merge three versions as git has a driver do it; return its exit code, and what comes out."""
    subprocess.run(["git", "init", "-q", str(folder)], check=True)
    project = Project(folder, "")
    for place, text in zip(("base", "ours", "theirs"), versions, strict=True):
        project.write(place, text)
    told = project.run("merge-driver", "--config", "base", "ours", "theirs", name)
    return told.code, project.read("ours")


@pytest.mark.parametrize("case", MERGES)
def test_merge_driver__joins_lists_of_kept_pages(tmp_path: Path, case: str) -> None:
    base, ours, theirs, merged = MERGES[case]
    assert driven(tmp_path, (base, ours, theirs), "transync.toml") == (0, merged)


@pytest.mark.parametrize("case", MERGES)
def test_merge_driver__joins_them_in_pyproject(tmp_path: Path, case: str) -> None:
    texts = [
        text.replace(HEAD, f"[tool.transync]\n{HEAD}").replace("[build]", "[tool.transync.build]")
        for text in MERGES[case]
    ]
    base, ours, theirs, merged = texts
    assert driven(tmp_path, (base, ours, theirs), "a/pyproject.toml") == (0, merged)


@pytest.mark.parametrize("case", CONFLICTS)
def test_merge_driver__leaves_what_has_to_be_decided(tmp_path: Path, case: str) -> None:
    code, text = driven(tmp_path, CONFLICTS[case], "transync.toml")
    assert code == 1
    assert text.count("<<<<<<< ours") == text.count(">>>>>>> theirs") == 1
