"""The reports of all shards, merged, are the report of one check, byte for byte."""

from __future__ import annotations

import random
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.project.test_results import EDITS
from tests.support.faulty_project import faulty
from tests.support.paths import ROOT
from tests.support.projects import Project, Told, anew
from transync.report.formats import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

WAYS = (
    *(("--format", form) for form in FORMATS),
    ("--strict", "--max-findings", "5"),
    ("--format", "gitlab", "--max-findings", "3"),
    ("--statistics", "--format", "json"),
    ("--path-prefix", "site", "--format", "github", "-q"),
)
COUNTS = (1, 2, 7, 64)


def shards(project: Project, count: int, *options: str, has_index: bool) -> list[str]:
    """Check every shard, and return the names of their reports."""
    folder = project.folder.with_name("shards")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    index: tuple[str, ...] = ()
    if has_index:
        index = ("--index", str(folder / "index"))
        assert project.run("index", index[1], "-q").code == 0
    names = [str(folder / f"{number}.json") for number in range(1, count + 1)]
    for number, name in enumerate(names, 1):
        into = ("--format", "shard", "--output", name, "--no-cache")
        told = project.run("check", "--shard", f"{number}/{count}", *index, *into, *options)
        assert (told.code, told.err) == (0, ""), told
    return names


def whole(project: Project, *options: str) -> Told:
    return project.run("check", "--no-cache", *options)


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return faulty(tmp_path_factory.mktemp("faulty") / "project")


def test_faulty__has_many_kinds_of_findings(broken: Project) -> None:
    told = whole(broken, "--statistics")
    codes = {line.split()[1] for line in told.out.splitlines()[:-1]}
    wanted = "T001 T002 T003 T005 T101 T102 T103 T104 T105 T106 T107 T108 T114 T203 T208 T303 T312"
    assert set(wanted.split()) <= codes


@pytest.mark.parametrize("has_index", [False, True], ids=["alone", "index"])
@pytest.mark.parametrize("count", COUNTS)
def test_merge__faulty_project(broken: Project, count: int, has_index: bool) -> None:
    names = shards(broken, count, has_index=has_index)
    random.Random(count).shuffle(names)
    for way in WAYS:
        assert broken.run("report", "merge", *names, *way) == whole(broken, *way), way


@pytest.mark.parametrize("has_index", [False, True], ids=["alone", "index"])
def test_merge__links_that_follow_translated_ids(tmp_path: Path, has_index: bool) -> None:
    project = faulty(tmp_path / "project", anchors="translate")
    names = shards(project, 7, has_index=has_index)
    assert project.run("report", "merge", *names) == whole(project)


def test_merge__selected_findings(broken: Project) -> None:
    asked = ("--select", "T1,T208,T312", "--ignore", "T106", "--lang", "en")
    names = shards(
        broken, 3, "--select", "T1,T208,T312", "--ignore", "T106", "--lang", "en", has_index=False
    )
    assert broken.run("report", "merge", *names) == whole(broken, *asked)


@pytest.mark.parametrize("count", COUNTS)
def test_merge__own_notes(tmp_path: Path, count: int) -> None:
    folder = tmp_path / "project"
    for name in ("source", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "transync.toml", folder)
    project = Project(folder, "")
    names = shards(project, count, has_index=True)
    for way in WAYS:
        assert project.run("report", "merge", *names, *way) == whole(project, *way), way


@pytest.mark.parametrize("seed", range(4))
def test_merge__random_projects(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    catalog = 'catalog = "locales/{lang}.po"\n' if seed == 3 else ""
    config = f'languages = ["en", "ja"]\n{catalog}dialect = "vitepress"\n\n[build]\nminimum = 60\n'
    project = Project(tmp_path / "project", config)
    for number in range(6):
        EDITS["a mended note"](project, random.Random(number))
    project.run("extract")
    project.translate(anew)
    project.run("build")
    for _ in range(5):
        for _ in range(3):
            EDITS[chance.choice(sorted(EDITS))](project, chance)
        if not any(project.folder.glob("source/*/*.md")):
            EDITS["a mended note"](project, chance)
        names = shards(project, chance.choice((2, 7)), has_index=chance.random() < 0.5)
        assert project.run("report", "merge", *names) == whole(project)
