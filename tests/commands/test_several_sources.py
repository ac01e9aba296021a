"""Several sources: whatever happens to them, a run with a store does what one without does."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.support.projects import Project, anew

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CONFIG = """\
languages = ["de", "en", "ja", "zh"]
output = "_posts/{lang}/{path}-{lang}.md"

[build]
canonical = true

[[sources]]
source = "original/{path}-zh.md"
source-language = "zh"

[[sources]]
source = "original/{path}-en.md"
source-language = "en"

[[sources]]
source = "notes/{path}-en.{md,mdx}"
source-language = "en"

[[sources]]
source = "notes/{path}-ja.md"
source-language = "ja"

[[sources]]
source = "i18n/en/{path}.yml"
source-language = "en"
output = "i18n/{lang}/{path}.yml"
keys = ["**.title", "title"]
"""
PLACES = (
    "original/{}-zh.md",
    "original/{}-en.md",
    "notes/{}-en.md",
    "notes/{}-en.mdx",
    "notes/{}-ja.md",
    "i18n/en/{}.yml",
)
NAMES = ("tea", "pots", "a/cups")
WORDS = ("Tea is hot.", "A pot is not a cup.", "Three cups of green tea.", "水はやわらかい。", "壶")
"""Sources share texts, so that there is something to take over."""


def text(place: str, chance: random.Random) -> str:
    chosen = chance.sample(WORDS, 3)
    if place.endswith(".yml"):
        return "".join(f"- title: {word}\n" for word in chosen)
    front = f"---\nlang: {place.rpartition('-')[2].partition('.')[0]}\ntitle: {chosen[0]}\n---\n\n"
    return front + "\n\n".join(chosen) + "\n"


def happening(project: Project, chance: random.Random) -> Callable[[Project], None]:
    """Choose what happens next, of what can happen to a project as it is."""
    files = sorted(path for path in project.tree() if not path.startswith(".transync"))
    documents = [path for path in files if path.startswith(("original/", "notes/", "i18n/en/"))]
    pages = [path for path in files if path.startswith("_posts/")]
    catalogs = [path for path in files if path.endswith(".po")]
    place = chance.choice(PLACES)
    path, new = place.format(chance.choice(NAMES)), text(place, chance)
    what = chance.choice(("write", "write", "move", "remove", "translate", "translate", "edit"))
    if what == "move" and documents:
        origin = chance.choice(documents)
        return lambda at: None if at.read(origin) == "" else at.move(origin, path)
    if what == "remove" and len(documents) > 2:
        gone = chance.choice(documents)
        return lambda at: at.remove(gone)
    if what == "translate" and catalogs:
        some = chance.sample(catalogs, min(3, len(catalogs)))
        return lambda at: at.translate(anew, *some)
    if what == "edit" and pages:
        page = chance.choice(pages)
        return lambda at: at.write(page, at.read(page) + "\nBy hand.\n")
    return lambda at: at.write(path, new)


@pytest.mark.parametrize("seed", range(8))
def test_histories__with_a_store_and_without(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    known, anew_each_time = (Project(tmp_path / name, CONFIG) for name in ("known", "anew"))
    for project in (known, anew_each_time):
        project.write("original/tea-en.md", "A pot is not a cup.\n")
    for _ in range(10):
        next_step = happening(known, chance)
        command = chance.choice(
            (("extract",), ("build",), ("check",), ("status",), ("check", "--lang", "ja"))
        )
        for project in (known, anew_each_time):
            next_step(project)
        for each in (("extract",), ("build",), command):
            done = known.run(*each)
            asked = anew_each_time.run(*each, "--no-cache")
            assert (done.code, done.err) == (asked.code, asked.err), each
            if each[0] in ("check", "status"):
                assert done.out == asked.out
        assert of_somebody(known) == of_somebody(anew_each_time)


def of_somebody(project: Project) -> dict[str, bytes]:
    return {
        path: data for path, data in project.tree().items() if not path.startswith(".transync/")
    }


def test_extract__takes_nothing_over_from_documents_in_another_language(tmp_path: Path) -> None:
    """`Gift` is poison in German, and a present in English."""
    config = 'languages = ["fr"]\n'
    for language in ("de", "en"):
        config += f'[[sources]]\nsource = "{language}/{{path}}.md"\n'
        config += (
            f'source-language = "{language}"\noutput = "out/{language}/{{lang}}/{{path}}.md"\n'
        )
    project = Project(tmp_path, config)
    project.write("de/gift.md", "# Gift\n")
    project.write("en/tea.md", "# Tea\n")
    project.run("extract")
    project.translate(lambda message: "Poison" if message.id == "Gift" else None)
    project.run("extract")
    for path in ("de/mehr.md", "en/gift.md"):
        project.write(path, "# Gift\n")
    for option in ((), ("--no-cache",)):
        project.run("extract", *option)
        said = {path: catalog.entries[1].message for path, catalog in project.catalogs().items()}
        assert said["locales/fr/de/mehr.po"].translation == "Poison"
        assert said["locales/fr/en/gift.po"].translation == ""
