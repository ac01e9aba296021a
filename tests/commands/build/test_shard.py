"""The builds of all shards make what one build makes, and leave alone what it leaves alone."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tests.support.faulty_project import faulty
from tests.support.projects import Project, Told

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Make a project whose pages link to the ids that headings have on each other."""
    return faulty(tmp_path_factory.mktemp("faulty") / "project", anchors="translate")


def copy_of(project: Project, folder: Path) -> Project:
    shutil.copytree(project.folder, folder, symlinks=True)
    return Project(folder, "")


def each_shard(project: Project, count: int, *command: str) -> list[Told]:
    return [
        project.run(*command, "--shard", f"{number}/{count}", "--no-cache")
        for number in range(1, count + 1)
    ]


def said(told: Sequence[Told]) -> list[str]:
    """List what was done and found, without the last lines, which count."""
    lines = [line for each in told for line in (each.out + each.err).splitlines()]
    return sorted({line for line in lines if not line.startswith(("build: ", "extract: "))})


def counted(told: Sequence[Told], name: str) -> int:
    """Add up the files that the last lines count."""
    lines = [line for each in told for line in each.out.splitlines()]
    return sum(int(line.split()[1]) for line in lines if line.startswith(f"{name}: "))


@pytest.mark.parametrize("has_index", [False, True], ids=["alone", "index"])
@pytest.mark.parametrize("count", [1, 2, 7, 64])
def test_build__all_shards(broken: Project, tmp_path: Path, count: int, has_index: bool) -> None:
    one, other = copy_of(broken, tmp_path / "one"), copy_of(broken, tmp_path / "other")
    whole = one.run("build", "--no-cache")
    index: tuple[str, ...] = ()
    if has_index:
        index = ("--index", str(tmp_path / "index.json"))
        assert other.run("index", index[1]).code == 0
    told = each_shard(other, count, "build", *index)
    assert other.tree() == one.tree()
    assert said(told) == said([whole])
    assert counted(told, "build") == counted([whole], "build")
    assert max(each.code for each in told) == whole.code
    again = each_shard(other, count, "build", "--check", *index)
    assert said(again) == said([one.run("build", "--check", "--no-cache")])


@pytest.mark.parametrize("count", [1, 2, 7, 64])
def test_extract__all_shards(broken: Project, tmp_path: Path, count: int) -> None:
    project = copy_of(broken, tmp_path / "project")
    before = project.tree()
    whole = project.run("extract", "--check", "--no-cache")
    told = each_shard(project, count, "extract", "--check")
    assert said(told) == said([whole])
    assert counted(told, "extract") == counted([whole], "extract")
    assert max(each.code for each in told) == whole.code
    assert project.tree() == before
