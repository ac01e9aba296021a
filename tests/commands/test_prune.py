"""Pruning: what it removes it says and keeps, and it can all be brought back."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.support.projects import Project, Told, anew
from tests.support.pseudo import pseudo

if TYPE_CHECKING:
    from pathlib import Path

PO = "locales/en/a.po"
KEPT = ".transync/pruned/1/locales/en/a.po"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Make a project with a text that is gone."""
    project = Project(tmp_path / "project")
    project.write("source/a.md", "Grüner Tee.\n\nEine Kanne mit Deckel.\n")
    project.run("extract")
    project.translate(anew)
    project.write("source/a.md", "Grüner Tee.\n")
    project.run("extract")
    return project


def test_prune(project: Project) -> None:
    assert project.run("prune") == Told(
        0,
        f"{KEPT}: kept here; `transync prune --undo` undoes it\n"
        f"{PO}: 1 obsolete message removed\n"
        "    Eine Kanne mit Deckel.\n"
        "prune: 2 files, 2 changed\n",
    )
    assert project.read(".transync/.gitignore") == "*\n"
    assert [m.id for m in project.messages() if m.obsolete] == ["Eine Kanne mit Deckel."]
    assert "Kanne" not in project.read(PO)
    assert "Kanne" in project.read(KEPT)
    assert project.run("prune") == Told(0, "prune: 1 file, none changed\n")
    assert project.run("extract", "--check").code == 0


def test_prune__undo_gives_the_bytes_back(project: Project) -> None:
    before = project.read(PO)
    project.run("prune")
    assert project.run("prune", "--undo") == Told(
        0,
        f"{PO}: 1 message back\n{KEPT}: removed: brought back\nprune: 2 files, 2 changed\n",
    )
    assert project.read(PO) == before
    assert KEPT not in project.files()
    assert project.run("prune", "--undo") == Told(0, "prune: 0 files, none changed\n")


def test_prune__writes_nothing_to_check(project: Project) -> None:
    before = project.tree()
    assert project.run("prune", "--check").code == 1
    assert "-#~ msgid" in project.run("prune", "--diff").out
    assert project.tree() == before


def test_prune__of_what_is_chosen(project: Project) -> None:
    before = project.read(PO)
    assert project.run("prune", "source/b.md") == Told(0, "prune: 0 files, none changed\n")
    assert project.read(PO) == before
    assert project.run("prune", PO).out.endswith("2 changed\n")


def test_prune__a_catalog_of_nothing_else_goes(project: Project) -> None:
    project.remove("source/a.md")
    project.write("source/b.md", "Ganz anderes.\n")
    project.run("extract")
    before = project.read(PO)
    told = project.run("prune")
    assert f"{PO}: removed: 2 obsolete messages removed\n" in told.out
    assert PO not in project.files()
    assert project.run("prune", "--undo").code == 0
    assert project.read(PO) == before


def test_prune__undo_keeps_what_has_come_back_otherwise(project: Project) -> None:
    project.run("prune")
    project.write("source/a.md", "Grüner Tee.\n\nEine Kanne mit Deckel.\n")
    project.run("extract")
    project.translate(lambda message: None if message.translated else "Another.")
    project.run("prune", "--undo")
    told = {m.id: m.translation for m in project.messages() if not m.obsolete}
    assert told["Eine Kanne mit Deckel."] == "Another."
    assert pseudo("Eine Kanne mit Deckel.") in project.read(KEPT)


def test_prune__twice(project: Project) -> None:
    project.run("prune")
    project.write("source/a.md", "Etwas Neues hier.\n")
    project.run("extract")
    project.run("prune")
    assert [path for path in project.files() if "pruned" in path] == [
        KEPT,
        KEPT.replace("/1/", "/2/"),
    ]
    for _ in range(2):
        assert project.run("prune", "--undo").code == 0
    gone = {m.id for m in project.messages() if m.obsolete}
    assert gone == {"Grüner Tee.", "Eine Kanne mit Deckel."}


def test_prune__catalogs_that_cannot_be_read(project: Project) -> None:
    project.run("prune")
    project.write(PO, 'msgid "x"\n')
    before = project.tree()
    for arguments in (("prune",), ("prune", "--undo")):
        told = project.run(*arguments)
        assert (told.code, told.err.partition(": ")[0]) == (1, f"{PO}:2:1")
    assert project.tree() == before


def test_prune__what_cannot_be_kept_stays(project: Project) -> None:
    shutil.rmtree(project.folder / ".transync", ignore_errors=True)
    project.write(".transync", "a file")
    before = project.tree()
    assert project.run("prune").code == 1
    assert project.tree() == before
