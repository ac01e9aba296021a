"""Runs that look into little: what they write and tell is what one writes that knows nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.project.test_last_run import forgotten, settled
from tests.support.projects import Project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

COMMON = "Ein gemeinsamer langer Absatz, in dem viel steht."


def begun(folder: Path) -> Project:
    """Make a project in which neighbours share texts, and all is translated."""
    project = Project(folder)
    for number in range(12):
        project.write(
            f"source/n{number}.md",
            f"# Notiz {number}\n\nDer Absatz von {number}.\n\nEin Satz von {number // 3}.\n",
        )
    for name in "abc":
        project.write(f"source/{name}.md", f"# Kopf {name}\n\n{COMMON}\n")
    return settled(project)


def catalog_is_broken(project: Project) -> None:
    project.write("locales/en/n0.po", project.read("locales/en/n0.po") + '\nmsgid "x\n')


def catalog_is_broken__its_text_is_in_a_new_note(project: Project) -> None:
    """Break what the index names: no catalog of the language was merged."""
    catalog_is_broken(project)
    project.write("source/neu.md", "Der Absatz von 0.\n")


def catalog_is_broken__its_text_is_in_an_edited_note(project: Project) -> None:
    catalog_is_broken(project)
    project.write("source/n5.md", project.read("source/n5.md") + "\nDer Absatz von 0.\n")


def catalog_is_broken__a_note_is_gone(project: Project) -> None:
    catalog_is_broken(project)
    project.remove("source/n1.md")


def stray__translates_an_old_note(project: Project) -> None:
    """Let an unplaced catalog have what an old note lacks: it served the renamed note alone."""
    project.write("source/wartet.md", "Noch wartet dieser Satz.\n")
    for command in 2 * ("extract", "build"):
        project.run(command)
    waiting = project.read("locales/en/wartet.po")
    done = re.sub(r'(dieser Satz."\nmsgstr )""', r'\1"This is still waiting."', waiting)
    assert done != waiting
    project.write("old/en.po", done.replace("source/wartet.md", "source/vorher.md"))
    project.move("source/n3.md", "source/m3.md")


def suggestions__in_a_note_that_is_gone(project: Project) -> None:
    """Remove a suggestion that another catalog has, too: it was kept."""
    for name in "bc":
        project.edit(f"source/{name}.md", "viel steht", f"viel steht, {name}")
    project.run("extract")
    for name in "bc":
        path = f"locales/en/{name}.po"
        project.write(path, re.sub(r"(?m)^#~.*\n", "", project.read(path)).rstrip() + "\n")
    for command in 2 * ("extract", "build"):
        project.run(command)
    project.remove("source/a.md")
    project.remove("source/b.md")


def notes_that_share_texts_are_gone(project: Project) -> None:
    for number in (0, 1, 5):
        project.remove(f"source/n{number}.md")


def catalogs_are_gone(project: Project) -> None:
    for name in ("a", "b", "n1"):
        project.remove(f"locales/en/{name}.po")


CASES = (
    catalog_is_broken__its_text_is_in_a_new_note,
    catalog_is_broken__its_text_is_in_an_edited_note,
    catalog_is_broken__a_note_is_gone,
    stray__translates_an_old_note,
    suggestions__in_a_note_that_is_gone,
    notes_that_share_texts_are_gone,
    catalogs_are_gone,
)


@pytest.mark.parametrize("few", [1, 32])
@pytest.mark.parametrize("change", CASES, ids=lambda change: change.__name__)
def test_narrow__is_as_whole(
    tmp_path: Path, change: Callable[[Project], None], few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("transync.commands.extract.collect.WORTH_IT", few)
    narrow, whole = (begun(tmp_path / name) for name in ("narrow", "whole"))
    for project in (narrow, whole):
        change(project)
    for command in 2 * ("extract", "build"):
        forgotten(whole)
        assert narrow.run(command) == whole.run(command)
        assert narrow.tree() == whole.tree()
