"""Agreement and determinism: what a run has done, the next finds done, wherever and whenever."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.projects import Project, Told, anew
from tests.support.tea_project import findings
from transync.domain.allowance import REFUSING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CONFIG = """\
languages = ["en", "ar"]
[front-matter]
set = { lang = "{lang}", dir = "{direction}" }
[build]
minimum = 0
canonical = true
"""
OF_EACH = 15
"""Documents of each kind: 60 in all, and the seed."""

_DRIFT = ("T103", "T104", "T105", "T106", "T107", "T108", "T206")
DRIFT = ",".join(_DRIFT)

_WORD = re.compile(r"[^\W\d_]{4,}")


def chosen(corpora: Path) -> dict[str, bytes]:
    """Choose real documents of every kind: some of each folder, evenly."""
    found = {"seed.md": next((corpora / "seed").glob("*.md")).read_bytes()}
    folders = ("rust-book/src", "fastapi/docs/de", "fastapi/docs/ja", "comprehensive-rust/src")
    for number, name in enumerate(folders):
        paths = sorted((corpora / name).rglob("*.md"))
        for path in paths[:: len(paths) // OF_EACH][:OF_EACH]:
            found[f"{number}/{path.relative_to(corpora / name).as_posix()}"] = path.read_bytes()
    return found


def agrees(project: Project) -> None:
    """Extract and build; what is then asked for is there."""
    for command in ("extract", "build"):
        done, asked = project.run(command), project.run(command, "--check")
        assert (asked.code, asked.err) == (done.code, done.err)
        assert ", none would change" in asked.out
    # As `check` tells it: after `extract` no drift of catalogs, after `build` none of outputs.
    assert findings(project, "--select", DRIFT) == told_of(done.err)


def told_of(errors: str) -> str:
    """Give what a build has said that a check says, too."""
    lines = dict.fromkeys(errors.splitlines(keepends=True))
    told = (" T0", *_DRIFT, *(f" {code}:" for code in REFUSING))
    return "".join(line for line in lines if any(code in line for code in told))


def edited(text: str, chance: random.Random) -> str:
    """Do to a document what authors do, without a look at its marks."""
    blocks = text.split("\n\n")
    for _ in range(3):
        place = chance.randrange(len(blocks))
        words = _WORD.findall(blocks[place]) or ["Wort"]
        match chance.randrange(5):
            case 0:
                blocks[place] = blocks[place].replace(chance.choice(words), "anders", 1)
            case 1:
                del blocks[place : place + 1]
                blocks = blocks or ["Rest."]
            case 2:
                blocks.insert(place, blocks[chance.randrange(len(blocks))])
            case 3:
                chance.shuffle(blocks)
            case _:
                blocks.insert(place, "Ein neuer Absatz mit *Betonung* und `Code`.")
    return "\n\n".join(blocks)


def test_agreement__of_real_documents(tmp_path: Path, corpora: Path) -> None:
    project = Project(tmp_path / "project", CONFIG)
    documents = chosen(corpora)
    assert len(documents) == 61
    for path, data in documents.items():
        project.write(f"source/{path}", data)
    agrees(project)
    for path, data in documents.items():
        assert project.tree()[f"build/de/{path}"] == data
    project.translate(anew, *[path for path in project.catalogs() if "/en/" in path])
    agrees(project)
    chance = random.Random(1)
    for path, data in documents.items():
        if chance.random() < 0.5:
            text = edited(data.decode("utf-8"), chance)
            project.write(f"source/{path}", text)
    agrees(project)


# Determinism

NOTES = {
    "source/a.md": "---\ntitle: Über uns\ntags: [eins, zwei]\n---\n\nEin Absatz.\n\nNoch einer.\n",
    "source/ä/b.md": "# Titel\r\n\r\n- Punkt *eins*\r\n- Punkt zwei\r\n",
    "source/Ö.md": "Ein Absatz.\n\nEin ganz anderer Absatz als die anderen.\n",
    "source/z.md": "Ein Absatz.\n\nEtwas Neues.\n",
}
OTHER_RUNS: list[dict[str, str]] = [
    {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
    {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "Pacific/Kiritimati"},
    {"PYTHONHASHSEED": "random", "LC_ALL": "de_DE.UTF-8", "LANG": "de", "COLUMNS": "20"},
]


def day(folder: Path, environment: Mapping[str, str]) -> tuple[list[Told], dict[str, bytes]]:
    """Extract, translate, edit, rename and build; give all that was told and written."""
    project = Project(folder, 'languages = ["en", "hant"]\n[locale-codes]\nhant = "zh-Hant"\n')
    for path, text in NOTES.items():
        project.write(path, text)
    told = [run(project, environment, "extract")]
    project.translate(anew)
    project.edit("source/Ö.md", "ganz anderer", "völlig anderer")
    project.move("source/z.md", "source/ä/y.md")
    commands = (
        "extract",
        "build",
        "status",
        "check",
        "check --format sarif",
        "check --format json",
    )
    told += [run(project, environment, *command.split()) for command in commands]
    return told, project.tree()


def run(project: Project, environment: Mapping[str, str], *command: str) -> Told:
    done = subprocess.run(
        [sys.executable, "-m", "transync", *command],
        capture_output=True,
        cwd=project.folder,
        env={"PATH": os.environ["PATH"], **environment},
        check=False,
    )
    assert done.returncode < 2, done.stderr
    return Told(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.mark.parametrize("environment", OTHER_RUNS[1:], ids=["hash 1", "hash random"])
def test_determinism(
    tmp_path: Path, environment: dict[str, str], first: tuple[list[Told], dict[str, bytes]]
) -> None:
    assert day(tmp_path / "in another folder", environment) == first


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Told], dict[str, bytes]]:
    return day(tmp_path_factory.mktemp("first"), OTHER_RUNS[0])


def test_determinism__says_nothing_of_the_machine(
    first: tuple[list[Told], dict[str, bytes]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    told, tree = first
    words = (str(tmp_path_factory.getbasetemp()), os.uname().nodename, "20\\d\\d-\\d\\d")
    for text in (*(each.out for each in told), *(data.decode() for data in tree.values())):
        assert not re.search("|".join(words), text)
