"""Bringing changes to disk: what is synced, and when."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.projects import Project
from tests.support.pseudo import pseudo

if TYPE_CHECKING:
    from collections.abc import Callable

    from transync.domain.model import Message

CONFIG = 'languages = ["en", "ja"]\n'
NOTES = ("a", "b", "c")


def anew(message: Message) -> str:
    return pseudo(message.id)


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Give a project of three notes in two languages, extracted, translated and built."""
    project = Project(tmp_path / "project", CONFIG)
    for name in NOTES:
        project.write(f"source/{name}.md", f"# {name} und mehr\n\nEin Satz, der lang genug ist.\n")
    project.run("extract")
    project.translate(anew)
    project.run("build")
    return project


@pytest.fixture
def synced(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Note down each sync from now on: whether it is one of a folder."""
    found: list[bool] = []
    sync = os.fsync

    def noted(handle: int) -> None:
        found.append(stat.S_ISDIR(os.fstat(handle).st_mode))
        sync(handle)

    monkeypatch.setattr(os, "fsync", noted)
    return found


def edit(project: Project) -> None:
    for name in NOTES:
        project.edit(f"source/{name}.md", "der lang genug ist", "der lang genug war")


def test_catalogs__each_is_synced_and_each_folder_once(
    project: Project, synced: list[bool]
) -> None:
    edit(project)
    project.run("extract")
    assert (synced.count(False), synced.count(True)) == (2 * len(NOTES), 2)


def test_what_can_be_made_again__is_not_synced(project: Project, synced: list[bool]) -> None:
    edit(project)
    assert project.run("build").out.endswith("6 changed\n")
    assert not synced


def test_moved_translations__are_on_the_disk_before_they_are_given_up(
    project: Project, synced: list[bool]
) -> None:
    (project.folder / "source/a.md").rename(project.folder / "source/d.md")
    project.run("extract")
    assert synced.count(False) >= 2, "The new catalogs were not synced."


@pytest.mark.parametrize("left", [b"", b"\0\0\0"])
def test_what_a_power_failure_leaves_of_a_page__is_built_again(
    project: Project, left: bytes
) -> None:
    page = project.folder / "build/en/a.md"
    before = page.read_bytes()
    page.write_bytes(left)
    assert project.run("build").code == 0
    assert page.read_bytes() == before


def test_catalogs_in_a_folder_that_cannot_be_looked_into__stay_as_they_are(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Translations that nobody could see were taken for missing: their texts were new for good."""
    edit(project)
    before = project.tree()
    locales = project.folder / "locales"

    def refusing(ask: Callable[..., object]) -> Callable[..., object]:
        def asked(place: object, *more: object) -> object:
            if place == locales:
                raise PermissionError(errno.EACCES, "Permission denied")
            return ask(place, *more)

        return asked

    monkeypatch.setattr(os, "scandir", refusing(os.scandir))
    monkeypatch.setattr(os, "open", refusing(os.open))
    told = project.run("extract", "-j", "1")
    monkeypatch.undo()
    assert told.code == 1
    assert told.err == "locales: error T005: cannot be read: Permission denied\n"
    catalogs = [path for path in before if path.endswith(".po")]
    assert [project.tree()[path] for path in catalogs] == [before[path] for path in catalogs]
    assert "locales/en/a.po: 1 fuzzy, 1 obsolete, 1 unchanged" in project.run("extract").out


def test_what_cannot_be_looked_at__is_not_taken_for_removed(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file whose status could not be asked for was told to be gone, and stayed."""
    (project.folder / "source/a.md").unlink()
    ask = Path.lstat

    def refused(place: Path) -> os.stat_result:
        if place == project.folder / "locales/templates/a.pot":
            raise OSError(errno.EIO, "Input/output error")
        return ask(place)

    monkeypatch.setattr(Path, "lstat", refused)
    told = project.run("extract")
    assert told.code == 1
    assert "locales/templates/a.pot: error T000: cannot be removed" in told.err
