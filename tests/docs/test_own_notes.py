"""The project's own notes: nothing is wrong with them, and whatever goes wrong is told."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.support.paths import ROOT
from tests.support.projects import Project, Told
from transync.report.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from transync.domain.model import Message

NOTE = "source/chinas-ki-zentren.md"
CATALOG = "locales/en/chinas-ki-zentren.po"
PAGE = "build/en/chinas-ki-zentren.md"
FIRST = "In Hangzhou sitzt"
"""How the first paragraph of the note begins."""


class Slip(NamedTuple):
    """Something that goes wrong: what is done, what is told of it, and where."""

    done: Callable[[Project], object]
    code: str
    place: str
    line: str
    """How the line begins that the finding is on; empty for a file that is not there."""


def edited(path: str, before: str, after: str) -> Callable[[Project], None]:
    return lambda project: project.edit(path, before, after)


def translated(beginning: str, how: Callable[[Message], str]) -> Callable[[Project], None]:
    """Let a translator change the translation of the message that begins so."""
    return lambda project: project.translate(
        lambda message: how(message) if message.id.startswith(beginning) else None, CATALOG
    )


SLIPS = {
    "a word of the note is changed": Slip(
        edited(NOTE, "ein herausragendes", "ein tolles"), "T103", NOTE, FIRST
    ),
    "a message is fuzzy": Slip(
        edited(CATALOG, f'msgid "{FIRST}', f'#, fuzzy\nmsgid "{FIRST}'),
        *("T102", CATALOG, f'msgid "{FIRST}'),
    ),
    "a catalog is deleted": Slip(lambda project: project.remove(CATALOG), "T104", CATALOG, ""),
    "a localized document is edited by hand": Slip(
        edited(PAGE, "outstanding", "remarkable"), "T108", PAGE, "Hangzhou is home"
    ),
    "the layout of the note is changed": Slip(
        edited(NOTE, "layout: post", "layout: page"), "T204", PAGE, "layout: post"
    ),
    "a localized document says that it is in French": Slip(
        edited(PAGE, "lang: en", "lang: fr"), "T203", PAGE, "lang: fr"
    ),
    "the German text is pasted as its translation": Slip(
        translated(FIRST, lambda message: message.id), "T402", CATALOG, f'msgid "{FIRST}'
    ),
    "a link is dropped": Slip(
        translated("[Exploring", lambda message: message.translation.partition("\n")[2]),
        *("T301", CATALOG, 'msgid ""'),
    ),
    "a script is added": Slip(
        translated(FIRST, lambda message: f"{message.translation}<script>x()</script>"),
        *("T501", CATALOG, f'msgid "{FIRST}'),
    ),
    "a bidirectional control is added": Slip(
        translated(FIRST, lambda message: f"\u202e{message.translation}"),
        *("T503", CATALOG, f'msgid "{FIRST}'),
    ),
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Copy the notes, and build them."""
    project = Project(tmp_path / "project", "")
    for name in ("source", "locales"):
        shutil.copytree(ROOT / name, project.folder / name)
    project.write("transync.toml", (ROOT / "transync.toml").read_bytes())
    project.run("build")
    return project


def test_own_notes__have_no_findings(project: Project) -> None:
    assert project.run("check", "--strict") == Told(
        0, "check: 1 document in 8 languages, no findings\n"
    )


@pytest.mark.parametrize("name", SLIPS)
def test_own_notes__whatever_goes_wrong_is_told(project: Project, name: str) -> None:
    done, code, place, line = SLIPS[name]
    done(project)
    told = project.run("check", "--format", "json")
    assert told.code == 1
    found = [each for each in json.loads(told.out)["findings"] if each["code"] == code]
    (one,) = [each for each in found if each["path"] == place]
    if line:
        assert project.read(place).splitlines()[one["line"] - 1].startswith(line)
    for form in FORMATS:
        again = project.run("check", "--format", form)
        assert again.code == 1
        assert re.search(rf"\b{code}\b", again.out)
