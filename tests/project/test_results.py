"""A run that looks into what has changed tells what a look into everything tells."""

from __future__ import annotations

import random
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.support.projects import Project, Told, anew
from transync.commands.check import check
from transync.project.documents import document_of
from transync.storage import STORE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from transync.commands.check.output_drift import Asker
    from transync.project.documents import Shard

CONFIG = 'languages = ["en", "ja"]\n'
LINKED = f'{CONFIG}dialect = "vitepress"\n\n[build]\nminimum = 60\n'
"""A project in which the links of a page depend on which others are published."""
NOTE = (
    "---\ntitle: Notiz {0}\n---\n\n# Notiz {0}\n\nEin Absatz von {0}.\n\nSiehe [da](../1/n1.md).\n"
)
PLAIN = "Eine Notiz ohne Kopf, Nummer {0}.\n\nSie hat zwei Absätze.\n"


def written(project: Project, number: int) -> None:
    project.write(
        f"source/{number % 2}/n{number}.md", (PLAIN if number == 3 else NOTE).format(number)
    )


@pytest.fixture(params=[CONFIG, LINKED], ids=["plain", "linked"])
def project(tmp_path: Path, request: pytest.FixtureRequest) -> Project:
    project = Project(tmp_path / "project", request.param)
    for number in range(5):
        written(project, number)
    project.run("extract")
    project.translate(anew)
    project.run("build")
    return project


def seen(project: Project) -> tuple[Told, Told]:
    return project.run("check"), project.run("status")


def in_full(project: Project) -> tuple[Told, Told]:
    """Look at a copy of the project, in which nothing is remembered."""
    copy = project.folder.with_name("copy")
    shutil.copytree(project.folder, copy)
    (copy / STORE).unlink(missing_ok=True)
    told = seen(Project(copy, ""))
    shutil.rmtree(copy)
    return told


def any_of(project: Project, chance: random.Random, pattern: str) -> str | None:
    found = sorted(
        path.relative_to(project.folder).as_posix() for path in project.folder.glob(pattern)
    )
    return chance.choice(found) if found else None


def append(project: Project, path: str | None, text: str) -> None:
    if path:
        project.write(path, project.read(path) + text)


def unlinked(project: Project, path: str | None) -> None:
    """Let a translator drop the target of a link."""
    if path:
        text = re.sub(
            r"^(msgstr .*)\(\.\./1/n1\.md\)", r"\1", project.read(path), flags=re.MULTILINE
        )
        project.write(path, text)


def translated(project: Project) -> None:
    """Let translators repair what is broken, and translate what is missing."""
    project.run("repair")
    shutil.rmtree(project.folder / ".transync/repaired", ignore_errors=True)
    project.translate(anew)


def removed(project: Project, path: str | None) -> None:
    if path:
        project.remove(path)


EDITS: dict[str, Callable[[Project, random.Random], object]] = {
    "a new paragraph": lambda p, c: append(p, any_of(p, c, "source/*/*.md"), "\nNeu.\n"),
    "a page edited by hand": lambda p, c: append(
        p, any_of(p, c, "build/*/*/*.md"), "\nVon Hand.\n"
    ),
    "a link lost": lambda p, c: unlinked(p, any_of(p, c, "locales/*/*/*.po")),
    "a broken catalog": lambda p, c: append(p, any_of(p, c, "locales/*/*/*.po"), 'msgid "x\n'),
    "a broken front matter": lambda p, c: p.write("source/0/n0.md", "---\ntitle: [x\n---\n"),
    "a mended note": lambda p, c: written(p, c.randrange(6)),
    "a note gone": lambda p, c: removed(p, any_of(p, c, "source/*/*.md")),
    "a page gone": lambda p, c: removed(p, any_of(p, c, "build/*/*/*.md")),
    "a catalog gone": lambda p, c: removed(p, any_of(p, c, "locales/*/*/*.po")),
    "extracted": lambda p, c: p.run("extract"),
    "translated": lambda p, c: translated(p),
    "built": lambda p, c: p.run("build"),
    "nothing": lambda p, c: None,
}


@pytest.mark.parametrize("seed", range(6))
def test_run__tells_what_a_look_into_everything_tells(project: Project, seed: int) -> None:
    chance = random.Random(seed)
    project.run("check")
    for _ in range(10):
        edit = chance.choice(sorted(EDITS))
        EDITS[edit](project, chance)
        assert seen(project) == in_full(project), edit


def test_build__links_as_a_build_that_knows_nothing(project: Project) -> None:
    chance = random.Random(1)
    for edit in 3 * ("a page gone", "a catalog gone", "a note gone", "translated", "a mended note"):
        EDITS[edit](project, chance)
        for command in ("extract", "build", "build"):
            project.run(command)
        copy = project.folder.with_name("copy")
        shutil.copytree(project.folder, copy)
        (copy / STORE).unlink(missing_ok=True)
        assert Project(copy, "").run("build", "--check").code == 0, edit
        shutil.rmtree(copy)


def test_check__looks_into_what_has_changed_alone(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.run("check")
    project.run("extract")
    append(project, "source/1/n1.md", "\nNeu.\n")
    looked: list[str] = []
    monkeypatch.setattr(check, "verdict_on", noted(check.verdict_on, looked))
    project.run("check")
    assert looked == ["source/1/n1.md"]


def noted(function: Callable[..., object], looked: list[str]) -> Callable[..., object]:
    def call(asker: Asker, asked: object, shard: Shard) -> object:
        looked.append(document_of(asker.project, shard).path)
        return function(asker, asked, shard)

    return call
