"""A translator's own localized target: what the build makes of the author's is never refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.projects import Project
from transync.core.build.links import with_targets
from transync.dialects import DIALECTS

if TYPE_CHECKING:
    from pathlib import Path

    from transync.dialects import Dialect
    from transync.dialects.links import LinkPlace

WITH_LINKS = [each for each in DIALECTS.values() if each.links]
CONFIG = """\
source-language = "en"
languages = ["de"]
dialect = "{}"
source = "docs/{{path}}.md"
output = "docs/{{lang}}/{{path}}.md"
template = ""

[links]
anchors = "{}"

[front-matter]
address = {{ permalink = "/{{lang}}{{value}}", url = "/{{lang}}{{value}}" }}
"""
TARGETS = (
    *("guide/cups.md", "guide/cups.md#green-tea", "./guide/cups", "guide/cups/#green-tea"),
    *(
        "/guide/cups/",
        "/guide/cups.html#green-tea",
        "/start/",
        "cup.png",
        "#more",
        "/docs/guide/cups/",
    ),
)
LINES = (
    *("See [there]({}) and [more]({}).", "See ![a cup]({}).", 'See <a href="{}">there</a> too.'),
    *('See [there]({} "With a title").', "See [a cup](<{}>)."),
)


@pytest.mark.parametrize("anchors", ["keep", "translate"])
@pytest.mark.parametrize("dialect", WITH_LINKS, ids=lambda each: each.name)
def test_build__takes_what_it_makes_of_a_target(
    dialect: Dialect, anchors: str, tmp_path: Path
) -> None:
    project = Project(tmp_path, CONFIG.format(dialect.name, anchors))
    own = dialect.links.own_address if dialect.links else ""
    front = f"---\n{own}: /start/\n---\n" if own else ""
    lines = [line.format(*[target] * line.count("{}")) for line in LINES for target in TARGETS]
    project.write("docs/index.md", "\n\n".join(["## More", *lines]) + "\n")
    project.write("docs/guide/cups.md", f"{front}## Green tea\n")
    project.write("docs/cup.png", b"")
    project.run("extract")
    project.translate(lambda message: f"Neu: {message.id}")
    project.run("build")
    built = project.read("docs/de/index.md")
    made = dict(
        zip(targets(project.read("docs/index.md"), dialect), targets(built, dialect), strict=True)
    )
    is_fallback = dialect.links and dialect.links.has_fallback
    assert is_fallback or any(before != after for before, after in made.items())

    def localized(text: str) -> str:
        return with_targets(text, dialect, lambda *target: made[target][0])

    project.translate(lambda message: f"Neu: {localized(message.id)}")

    assert project.run("build").err == ""
    assert project.read("docs/de/index.md") == built
    assert project.run("check", "--select", "T3").code == 0


def targets(text: str, dialect: Dialect) -> list[tuple[str, LinkPlace]]:
    found: list[tuple[str, LinkPlace]] = []

    def note(target: str, place: LinkPlace) -> str:
        found.append((target, place))
        return target

    with_targets(text, dialect, note)
    return found
