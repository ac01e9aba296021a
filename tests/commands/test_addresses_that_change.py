"""Links to addresses: whatever happens to them, a run with a store does what one without does."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from tests.support.projects import Project
from tests.support.pseudo import pseudo

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CONFIG = """\
source-language = "en"
languages = ["de", "fr"]
dialect = "{}"
template = ""

[[sources]]
source = "_docs/{{path}}.md"
output = "_docs/{{lang}}/{{path}}.md"
permalink = "/docs/:path/"

[[sources]]
source = "pages/{{path}}.md"
output = "pages/{{lang}}/{{path}}.md"

[front-matter]
set = {{ {} = "/{{lang}}{{address}}" }}

[build]
minimum = {}
"""
NAMES = ("_docs/tea.md", "_docs/more/pots.md", "pages/cups.md")
ADDRESSES = ("/tea/", "/pots/", "/docs/tea/", "/docs/more/pots/", "/pages/cups/", "/cups.html")


def document(chance: random.Random, key: str) -> str:
    links = "\n\n".join(f"[a]({address})" for address in ADDRESSES)
    said = chance.choice(["", "", f"{key}: {chance.choice(ADDRESSES[:2])}\n"])
    return f"---\nlayout: page\n{said}---\n\n{links}\n"


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("dialect", "key"), [("jekyll", "permalink"), ("hugo", "url")])
def test_histories__with_a_store_and_without(
    tmp_path: Path, dialect: str, key: str, seed: int
) -> None:
    chance = random.Random(seed)
    minimum = 40 * (seed % 2)  # where all pages are published, nothing but an address changes
    known, anew = (
        Project(tmp_path / name, CONFIG.format(dialect, key, minimum)) for name in ("known", "anew")
    )
    texts = {name: document(chance, key) for name in NAMES}
    for project in (known, anew):
        for name, text in texts.items():
            project.write(name, text)
        project.run("extract")
        project.translate(lambda message: pseudo(message.id))
    for _ in range(7):
        step = happening(chance, key)
        outcomes = []
        for project, options in ((known, ()), (anew, ("--no-cache",))):
            step(project)
            runs = [project.run(each, *options) for each in ("extract", "build", "check", "status")]
            outcomes.append((runs, pages(project)))
        assert outcomes[0] == outcomes[1]


def happening(chance: random.Random, key: str) -> Callable[[Project], None]:
    """Choose what happens next, to a project that has the documents or not."""
    name, text = chance.choice(NAMES), document(chance, key)
    what = chance.choice(("write", "address", "address", "remove", "translate", "empty"))
    moved = f"layout: page\n{key}: {chance.choice(ADDRESSES[:2])}\n"
    code = chance.choice(("de", "fr"))

    def happen(project: Project) -> None:
        if what == "write":
            project.write(name, text)
        elif what in ("address", "remove"):
            if name in project.files() and what == "remove":
                project.remove(name)
            elif name in project.files():
                _, body = project.read(name).rsplit("---\n", 1)
                project.write(name, f"---\n{moved}---\n{body}")
        else:
            catalogs = [path for path in project.files() if path.startswith(f"locales/{code}/")]
            if catalogs:
                project.translate(
                    lambda message: "" if what == "empty" else pseudo(message.id), *catalogs
                )

    return happen


def pages(project: Project) -> dict[str, bytes]:
    return {path: data for path, data in project.tree().items() if path.endswith(".md")}
