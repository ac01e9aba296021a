"""Absorb: what comes of edits in localized pages."""

from __future__ import annotations

import re
import subprocess
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.support.cases import Case, cases, names
from tests.support.projects import Project
from tests.support.pseudo import pseudo
from transync.core.build.stamps import unstamped
from transync.formats import po
from transync.formats.frontmatter import drop

if TYPE_CHECKING:
    from pathlib import Path

SOURCE = """\
---
title: Grüner Tee
layout: post
---

# Grüner Tee

Grüner Tee kommt aus *Japan* und aus China.

/// tip

Siehe [Wasser](wasser.md), es ist wichtig.

///

```python
# Wasser kochen
water = heat(100)
```

- Eine Kanne mit `deckel`
- Eine Tasse
- Eine Tasse

> Warten, bis er gezogen hat,
> und dann erst trinken.

| Tee | Zeit |
| --- | ---- |
| Grün | 2 Minuten |
"""
HISTORIES = 60
CASES = cases("commands/absorb.md")
CATALOG = "locales/en/tee.po"
IDENTITY = ("-c", "user.name=Ada", "-c", "user.email=ada@example.org")


def translated(project: Project, source: str = SOURCE) -> str:
    """Translate and build a document; return its page."""
    project.write("source/tee.md", source)
    project.run("extract")
    project.translate(lambda message: pseudo(message.id))
    project.run("build")
    return project.read("build/en/tee.md")


def edited(page: str, chance: Random) -> str:
    """Edit a page as people do: words, lines, blocks, keys and code."""
    lines = page.split("\n")
    for _ in range(chance.randrange(1, 5)):
        at = chance.randrange(1, len(lines))
        line = lines[at]
        if re.match(r"(source|translation)_|translated", line):
            continue
        lines[at : at + 1] = chance.choice(
            (
                [f"{line} added"] if line.strip() and not line.startswith("-") else [line],
                [line.replace("e", "E", 1)],
                [line, "", "A paragraph for readers of English.", ""],
                [line, ""],
                [],
                [f"{line}  "],
                [line, line],
                [line.replace("]", "](x) [", 1)],
                [f"{line}<script>x</script>"],
            )
        )
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_absorb__loses_nothing(tmp_path: Path, seed: int) -> None:
    """A page is then as it was, or as a build makes it; and in that case, it says the same."""
    project = Project(tmp_path, 'languages = ["en"]\n[front-matter.set]\nlang = "{lang}"\n')
    page = edited(translated(project), Random(seed))
    project.write("build/en/tee.md", page)
    before = project.read("locales/en/tee.po")
    told = project.run("absorb")
    after = project.read("locales/en/tee.po")
    assert project.read("build/en/tee.md") == page
    assert project.run("absorb").out.count("changed") <= 1
    assert project.read("locales/en/tee.po") == after
    assert set(_translations(before)) <= set(_translations(after))
    project.run("extract")
    assert project.read("locales/en/tee.po") == after
    project.run("build")
    built = project.read("build/en/tee.md")
    assert built == page or _lines(built) == _lines(page)
    if "T108" in told.err:
        assert built == page


def _lines(page: str) -> set[str]:
    """Return what a page says, without what a build sets: white space alone is nobody's work."""
    return {line.strip() for line in drop(unstamped(page), ["lang"]).split("\n")} - {""}


def _translations(text: str) -> list[tuple[str | None, str]]:
    return [each.message.key for each in po.parse(text, "tee.po").entries]


@pytest.mark.parametrize("case", CASES, ids=names(CASES))
def test_absorb__takes_what_was_edited(tmp_path: Path, case: Case) -> None:
    """Of a catalog, the entries that have become others are shown, and what is told of the rest."""
    project = Project(tmp_path)
    page = translated(project)
    before = {each.raw.strip() for each in po.parse(project.read(CATALOG), "").entries}
    for line in case.given.splitlines():
        old, _, new = line.partition(" → ")
        old = old.replace("↵", "\n")
        assert old in page, old
        page = page.replace(old, new.replace("↵", "\n"))
    project.write("build/en/tee.md", page)
    told = project.run("absorb")
    after = [each.raw.strip() for each in po.parse(project.read(CATALOG), "").entries]
    new = "\n\n".join(each for each in after if each not in before)
    findings = "".join(f"{line}\n" for line in told.err.splitlines())
    assert f"{new}\n{findings}".lstrip("\n") == case.expected
    project.run("build")
    is_built = project.read("build/en/tee.md") != page
    assert is_built is (told.code == 0)


def test_absorb__keeps_the_targets_of_the_author(tmp_path: Path) -> None:
    """A build has localized a link; the edit of its text does not make that the translation's."""
    project = Project(
        tmp_path,
        'languages = ["en"]\ndialect = "mkdocs"\nsource = "docs/{path}.md"\n'
        'output = "docs/{path}.{lang}.md"\n[links]\nrewrite = { "/de/" = "/{lang}/" }\n',
    )
    project.write("docs/a.md", "# Tee\n\nSiehe [hier](/de/tee/) für mehr.\n")
    project.run("extract")
    project.translate(lambda m: {"Tee": "Tea"}.get(m.id, "See [here](/de/tee/) for more."))
    project.run("build")
    assert "/en/tee/" in project.read("docs/a.en.md")
    project.edit("docs/a.en.md", "for more", "for much more")
    assert project.run("absorb").code == 0
    assert 'msgstr "See [here](/de/tee/) for much more."' in project.read("locales/en/a.po")
    assert project.run("build").code == project.run("check").code == 0


def test_absorb__a_page_that_was_never_transyncs(tmp_path: Path) -> None:
    """Which text belongs to which is for `import` to find out."""
    project = Project(tmp_path)
    project.write("source/a.md", "# Tee\n\nGrüner Tee.\n\nSchwarzer Tee.\n")
    project.run("extract")
    project.write("build/en/a.md", "# Tea\n\nGreen tea.\n\nBlack tea.\n")
    told = project.run("absorb")
    assert told == (
        1,
        "absorb: 1 file, none changed, 1 finding\n",
        "build/en/a.md:1:1: error T108: was edited by hand, or not made by transync; most of it is "
        "not what its catalog gives; `transync import` takes such a page over\n",
    )


def test_absorb__what_was_built_is_in_git(tmp_path: Path) -> None:
    """The catalog has moved on: what it says otherwise is newer, and what was edited goes in."""
    project = Project(tmp_path)
    page = translated(project)
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "tea"]):
        subprocess.run(["git", *IDENTITY, *command], cwd=tmp_path, check=True)
    text = project.read(CATALOG)
    project.write(CATALOG, text.replace('msgstr "Zéít"', 'msgstr "Time"'))
    project.write("build/en/tee.md", page.replace("íst wíchtíg", "matters"))
    assert project.run("absorb").code == 0
    assert project.run("build").code == 0
    built = project.read("build/en/tee.md")
    assert "Time" in built
    assert "matters" in built


def test_absorb__a_paragraph_between_two_is_not_taken_for_one_of_the_document(
    tmp_path: Path,
) -> None:
    """Once it is in the catalog, what a build makes has more blocks than its document."""
    project = Project(tmp_path, 'languages = ["en"]\ndialect = "myst"\n')
    page = translated(project, "# Titel 2\n\n       Code\n\nText\n\nDer letzte Satz.\n")
    page = page.replace("       Code", "Titel #        Code")
    project.write("build/en/tee.md", page.replace("Téxt\n", "Téxt\n`Code`\n\n\n'''boese'''\n"))
    project.run("absorb")
    catalog = project.read(CATALOG)
    project.run("absorb")
    assert project.read(CATALOG) == catalog
    project.run("build")
    assert "Téxt `Code`\n\n\n'''boese'''\n" in project.read("build/en/tee.md")


def test_absorb__expressions_of_mdx(tmp_path: Path) -> None:
    """One that the document has may stand in an added paragraph; another is code of somebody's."""
    project = Project(tmp_path, 'languages = ["en"]\ndialect = "mdx"\n')
    page = translated(project, "Ein Text {props.a}, gut.\n\nEnde, `b`.\n")
    project.write("build/en/tee.md", f"{page}\nFor readers: {{props.a}} again.\n")
    assert "build/en/tee.md is absorbed" in project.run("absorb").out
    project.run("build")
    project.write("build/en/tee.md", f"{project.read('build/en/tee.md')}\nAnd {{evil()}}.\n")
    told = project.run("absorb")
    assert "build/en/tee.md:7:1: error T108" in told.err
    assert "behind source/tee.md:3:1, would be refused (T502: `{evil()}` is template" in told.err


SHARED = """\
languages = ["en"]
catalog = "locales/{lang}.po"
template = "locales/all.pot"
"""


def test_absorb__two_pages_that_say_otherwise_in_one_message(tmp_path: Path) -> None:
    """The message gets both, and no build replaces one of the pages by the other's words."""
    project = Project(tmp_path, SHARED)
    for name in "ab":
        project.write(f"source/{name}.md", f"# Dokument {name}\n\nEin gemeinsamer Satz.\n")
    project.run("extract")
    project.translate(lambda message: pseudo(message.id))
    project.run("build")
    shared = pseudo("Ein gemeinsamer Satz.")
    for name in "ab":
        project.edit(f"build/en/{name}.md", shared, f"A sentence of {name}.")
    told = project.run("absorb")
    assert told.out.count("is not absorbed as a whole: 1 place\n") == 2
    assert "T003: the page says otherwise" in told.err
    project.run("build")
    (both,) = (each for each in project.messages() if each.fuzzy)
    for name in "ab":
        assert f"A sentence of {name}." in project.read(f"build/en/{name}.md")
        assert f"A sentence of {name}." in both.translation


def test_absorb__leaves_what_stands_between_the_texts_of_others(tmp_path: Path) -> None:
    """A catalog of several documents has such messages of each."""
    project = Project(tmp_path, SHARED)
    for name in "ab":
        project.write(f"source/{name}.md", f"# Dokument {name}\n\n/// tip {name}\n\nSatz {name}.\n")
    project.run("extract")
    project.translate(lambda message: pseudo(message.id))
    project.run("build")
    for name in "ab":
        path = f"build/en/{name}.md"
        project.write(path, f"{project.read(path)}\nOnly for readers of {name}.\n")
        project.run("absorb")
    betweens = [each for each in project.messages() if each.is_between and not each.obsolete]
    assert len(betweens) == 2
    project.run("build")
    assert "Only for readers of a." in project.read("build/en/a.md")


def test_absorb__gives_no_document_what_another_has_between_its_texts(tmp_path: Path) -> None:
    """Although both have the lines, and one catalog."""
    project = Project(tmp_path, SHARED)
    for name in "ab":
        project.write(f"source/{name}.md", f"# Dokument {name}\n\n/// tip\n\nSatz {name}.\n\n///\n")
    project.run("extract")
    project.translate(lambda message: pseudo(message.id))
    project.run("build")
    project.edit("build/en/b.md", "/// tip", "/// tip | Mind")
    project.run("absorb")
    project.edit("build/en/a.md", pseudo("Satz a."), "A sentence.")
    project.run("absorb")
    (between,) = (each for each in project.messages() if each.is_between)
    assert between.paths == ["source/b.md"]
