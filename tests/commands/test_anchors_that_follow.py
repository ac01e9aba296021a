"""Anchors of translated headings: in every dialect, and whatever happens to the headings."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

import pytest

from tests.support.projects import Project
from tests.support.pseudo import pseudo
from transync.core.build.links import with_targets
from transync.core.document.headings import headings
from transync.dialects import DIALECTS
from transync.dialects.slugs import Heading, heading_ids

if TYPE_CHECKING:
    from pathlib import Path

    from transync.dialects import Dialect
    from transync.domain.model import Message

WITH_IDS = [each for each in DIALECTS.values() if each.heading_ids]
CONFIG = """\
source-language = "en"
languages = ["de"]
dialect = "{}"
source = "docs/{{path}}.md"
output = "docs/{{lang}}/{{path}}.md"
template = ""

[links]
anchors = "translate"
"""


def ids_of(text: str, dialect: Dialect) -> list[str]:
    assert dialect.heading_ids
    found = (Heading(each.markdown, each.own_id) for each in headings(text, dialect))
    return heading_ids(found, dialect.heading_ids.scheme)


def anchors_of(text: str, dialect: Dialect) -> list[str]:
    found: list[str] = []

    def note(target: str, _: object) -> str:
        assert dialect.heading_ids
        found.append(dialect.heading_ids.scheme.id_in(unquote(target.partition("#")[2])))
        return target

    with_targets(text, dialect, note)
    return found


@pytest.mark.parametrize("dialect", WITH_IDS, ids=lambda each: each.name)
def test_links__lead_to_the_ids_of_translated_headings(dialect: Dialect, tmp_path: Path) -> None:
    titles = "# Green tea\n\n## More\n\n## More\n\nA title\n=======\n"
    ids = ids_of(titles, dialect)
    project = Project(tmp_path, CONFIG.format(dialect.name))
    links = "".join(f"\n[x](#{quote(id_)})\n" for id_ in ids)
    project.write("docs/tea.md", titles + links)
    project.run("extract")
    project.translate(lambda message: message.id if "](" in message.id else f"Neu {message.id}")

    assert project.run("build").code == 0

    page = project.read("docs/de/tea.md")
    there = ids_of(page, dialect)
    assert anchors_of(page, dialect) == there != ids
    assert "T312" not in project.run("check").out


@pytest.mark.parametrize("anchors", ["translate", "check"])
@pytest.mark.parametrize("dialect", WITH_IDS, ids=lambda each: each.name)
def test_build__takes_the_id_that_a_translator_has_written(
    dialect: Dialect, anchors: str, tmp_path: Path
) -> None:
    config = CONFIG.format(dialect.name).replace("translate", anchors)
    project = Project(tmp_path, config)
    (before,) = ids_of("# Tea\n", dialect)
    (after,) = ids_of("# Käse\n", dialect)
    project.write("docs/tea.md", f"# Tea\n\n[see](#{before})\n")
    project.run("extract")
    own = {"Tea": "Käse", f"[see](#{before})": f"[siehe](#{after})"}
    project.translate(lambda message: own[message.id])

    assert project.run("build").code == 0
    assert anchors_of(project.read("docs/de/tea.md"), dialect) == [after]
    assert project.run("check", "--select", "T3,T1").code == 0


WORDS = ("Tea", "Pots", "More tea", "Cups", "Pots and cups")
NAMES = ("tea", "pots", "guide/cups")


def document(chance: random.Random, name: str) -> str:
    titles = "".join(f"## {word}\n\n" for word in chance.sample(WORDS, 3))
    links = [f"[a](#{word.lower().replace(' ', '-')})" for word in chance.sample(WORDS, 2)]
    up = "../" if "/" in name else ""
    links += [
        f"[b]({up}{other}.md#{word.lower().replace(' ', '-')})"
        for other in chance.sample(NAMES, 2)
        for word in chance.sample(WORDS, 2)
    ]
    return titles + "\n\n".join(links) + "\n"


@pytest.mark.parametrize("seed", range(4))
def test_histories__with_a_store_and_without(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    config = CONFIG.format("vitepress") + "\n[build]\nminimum = 40\n"
    known, anew = (Project(tmp_path / name, config) for name in ("known", "anew"))
    for name in NAMES:
        text = document(chance, name)
        for project in (known, anew):
            project.write(f"docs/{name}.md", text)
    for _ in range(6):
        name = chance.choice(NAMES)
        what = chance.choice(("write", "translate", "translate", "empty", "edit"))
        text, mark = document(chance, name), chance.choice(("x", "y", "z"))
        outcomes = []
        for project, options in ((known, ()), (anew, ("--no-cache",))):
            happen(project, what, name, text, mark)
            runs = [project.run(each, *options) for each in ("extract", "build", "check", "status")]
            outcomes.append([*runs, pages(project)])
        assert outcomes[0] == outcomes[1], what


def happen(project: Project, what: str, name: str, text: str, mark: str) -> None:
    catalog, page = f"locales/de/{name}.po", f"docs/de/{name}.md"
    if what == "write":
        project.write(f"docs/{name}.md", text)
    elif what == "edit" and page in project.files():
        project.write(page, project.read(page) + "\nBy hand.\n")
    elif catalog in project.files():

        def translation(message: Message) -> str:
            return "" if what == "empty" else pseudo(message.id).replace("[", f"{mark} [")

        def of_heading(message: Message) -> str:
            return translation(message) + ("" if "](" in message.id else f" {mark}")

        project.translate(of_heading, catalog)


def pages(project: Project) -> dict[str, bytes]:
    return {path: data for path, data in project.tree().items() if path.startswith("docs/")}
