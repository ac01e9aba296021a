"""The manual: every page has an example that fails, and the same repaired; both are run."""

from __future__ import annotations

import os
import re
import textwrap
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.support.tea_project import ENGLISH, NOTE, findings, play, tea
from transync.checks import FAMILIES, pages
from transync.formats import po

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.projects import Project
    from transync.checks import ManualPage

PAGES = list(pages().values())
EXAMPLE = re.compile(
    r"^(?P<title>Fails|Repaired)(?:, in (?P<language>\w+))?:\n\n(?P<block>(?:    .*\n|\n)+)",
    re.MULTILINE,
)
LANGUAGES = {"French": "fr", "Japanese": "ja", "Chinese": "zh", "Arabic": "ar", "Hindi": "hi"}


class Example(NamedTuple):
    """What is done to the note about tea, or to its catalog."""

    block: str
    language: str


def examples(page: ManualPage) -> list[Example]:
    """Read the examples of a page: the one that fails, the one that is repaired."""
    found = list(EXAMPLE.finditer(f"{page.text}\n"))
    assert [each["title"] for each in found] == ["Fails", "Repaired"], page.code
    language = LANGUAGES[found[0]["language"]] if found[0]["language"] else "en"
    return [Example(textwrap.dedent(each["block"]).strip("\n"), language) for each in found]


def codes(project: Project, page: ManualPage, language: str) -> set[str]:
    """Give the codes that are found; a rule that is off is asked for."""
    asked = ["--select", page.code] if page.optional else []
    told = findings(project, "--lang", language, *asked)
    return set(re.findall(r": (?:error|warning) (T\d{3}):", told))


def do(project: Project, example: Example, source: str) -> None:
    """Do what an example says: run its commands, put in its entry, or write its document."""
    if example.block.startswith("$ "):
        play(project, re.sub(r"^\$ ", "", example.block, flags=re.MULTILINE))
    elif source:
        place = f"locales/{example.language}/tee.po"
        head = project.read(place).rpartition("\n#. paragraph\n#: source/tee.md\n")
        project.write(place, f"{head[0]}{head[1]}{example.block}\n")
    else:
        project.write("source/tee.md", f"{example.block}\n")
        project.run("extract")
        project.run("build")


def begin(folder: Path, repaired: Example) -> tuple[Project, str]:
    """Make the project; for an entry of a catalog, with its text in the place of the note's."""
    if not repaired.block.startswith(("msgid", "#")):
        return tea(folder), ""
    entries = po.parse(f"{repaired.block}\n", "example.po").entries
    source = entries[0].message.id
    note = NOTE.replace("Grüner Tee wächst in Japan.", source.replace("\n", "  \n"))
    project = tea(folder, note)
    project.write("transync.toml", f'languages = ["{repaired.language}", "es"]\n')
    project.run("extract")
    project.translate(lambda message: ENGLISH.get(message.id))
    return project, source


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_manual__examples(page: ManualPage, tmp_path: Path) -> None:
    fails, repaired = examples(page)
    if "chmod" in fails.block and os.geteuid() == 0:
        pytest.skip("Root may read every file.")
    project, source = begin(tmp_path / "project", repaired._replace(language=fails.language))
    do(project, fails, source)
    assert page.code in codes(project, page, fails.language)
    do(project, repaired._replace(language=fails.language), source)
    assert page.code not in codes(project, page, fails.language)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_manual__a_page_begins_with_a_sentence(page: ManualPage) -> None:
    assert re.fullmatch(r"[A-Z][^\n]{,88}\.", page.title)
    assert page.code[:2] in FAMILIES
