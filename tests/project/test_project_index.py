"""An index is read as it was written; what is none, or is not whole, is refused with a sentence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.support.projects import Project
from transync.api.project import Project as Opened
from transync.commands.index import index
from transync.project.project_index import from_json, to_json

if TYPE_CHECKING:
    from pathlib import Path

KEYS = ("kind", "provenance", "documents", "others", "complaints", "drift", "pages")
LINKED = 'languages = ["en"]\ndialect = "vitepress"\n\n[links]\nanchors = "translate"\n'


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("index") / "project", LINKED)
    project.write("source/a.md", "## Grüner Tee\n\nSiehe [b](b.md#tee).\n")
    project.write("source/b.md", "---\npermalink: /b/\n---\n## Tee\n")
    project.write("source/bad.md", "---\ntitle: [x\n---\n")
    return project


def test_index__comes_back(project: Project) -> None:
    opened = Opened.open(project.folder)
    made = index(opened)
    text = to_json(made)
    assert text.isascii()
    read = from_json(opened, text, "index.json")
    assert read._replace(digest="") == made
    assert made.pages.unpublished == {("source/bad.md", "en")}


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("value", [None, 4, "x", ["x"], {"x": "y"}, "gone"], ids=repr)
def test_index__of_another_shape_is_refused(
    project: Project, tmp_path: Path, key: str, value: object
) -> None:
    """It is never an error of the program."""
    place = tmp_path / "index.json"
    assert project.run("index", str(place)).code == 0
    fields = json.loads(place.read_text("utf-8"))
    assert set(KEYS) == fields.keys()
    fields[key] = value
    if value == "gone":
        del fields[key]
    place.write_text(json.dumps(fields), "utf-8")
    told = project.run("check", "--shard", "1/1", "--index", str(place))
    assert told.code == 2
    assert "transync index`" in told.err
