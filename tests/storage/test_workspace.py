"""Workspaces: the files of a folder, with unsaved ones over them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from transync.domain.errors import DocumentError, PathError
from transync.domain.paths import PathTemplate
from transync.storage import Root, Workspace

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = PathTemplate.parse("source/{path}.md")


@pytest.fixture
def folder(tmp_path: Path) -> Workspace:
    for path, text in (("source/a.md", "a"), ("source/b.md", "b"), ("other.md", "c")):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return Workspace(Root.at(tmp_path))


def test_workspace__is_its_folder(folder: Workspace) -> None:
    assert folder.read("source/a.md") == b"a"
    assert folder.read_document("source/a.md") == "a"
    assert folder.read_if_there("source/c.md") is None
    assert (folder.has("source/a.md"), folder.has("source/c.md")) == (True, False)
    assert (folder.size("source/a.md"), folder.size("source/c.md")) == (1, 0)
    assert folder.list_files(SOURCE).files == ("source/a.md", "source/b.md")


def test_over__takes_the_place_of_files_and_adds_some(folder: Workspace) -> None:
    over = folder.over({"source/b.md": "bé", "source/0/c.md": "c", "notes.txt": ""})
    assert over.read("source/a.md") == b"a"
    assert over.read("source/b.md") == over.read_if_there("source/b.md") == "bé".encode()
    assert over.read_document("source/0/c.md") == "c"
    assert (over.has("source/0/c.md"), over.size("source/b.md")) == (True, 3)
    assert over.list_files(SOURCE).files == ("source/0/c.md", "source/a.md", "source/b.md")
    assert over.list_files(SOURCE, "source/0/c.md".__eq__).files == ("source/a.md", "source/b.md")


def test_over__leaves_the_workspace_and_the_folder_as_they_are(folder: Workspace) -> None:
    later = folder.over({"source/a.md": "first"}).over({"source/a.md": "second"})
    assert later.read("source/a.md") == b"second"
    assert folder.read("source/a.md") == b"a"
    assert (folder.root.folder / "source/a.md").read_bytes() == b"a"


def test_over__refuses_what_a_file_would_be_refused_for(folder: Workspace) -> None:
    with pytest.raises(DocumentError):
        folder.over({"source/a.md": "\udcff"}).read_document("source/a.md")
    with pytest.raises(PathError):
        folder.over({"../a.md": ""})
