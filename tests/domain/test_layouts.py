"""Layouts: those of site generators, and several beside each other."""

from __future__ import annotations

import re
import tomllib
from typing import NamedTuple

import pytest

from tests.support.paths import FIXTURES
from transync.domain.layouts import Layout, Layouts, Placement, Role
from transync.domain.paths import Globs, PathTemplate, parents

LANGUAGES = ("en", "fr", "hant")


class Row(NamedTuple):
    """One file of a layout, and what it is."""

    layout: str
    settings: str
    file: str
    placement: Placement | None


def rows() -> list[Row]:
    """Read the tables of the fixture."""
    found = []
    for section in (FIXTURES / "domain/layouts.md").read_text(encoding="utf-8").split("\n## ")[1:]:
        title, settings, table = re.split(r"\n\n```toml\n|```\n", section)
        source = tomllib.loads(settings)["source"]
        for line in table.strip().split("\n")[2:]:
            file, role, path, lang = (cell.strip() for cell in line.split("|")[1:-1])
            documents = (source.replace("{path}", path),) if path else None
            placement = (
                None if role == "nothing" else Placement(Role(role), lang or None, documents)
            )
            found.append(Row(title, settings, file, placement))
    return found


ROWS = rows()


def layouts(settings: str) -> Layouts:
    """Return the layout that some settings make, alone."""
    values = tomllib.loads(settings)
    return Layouts((layout(values),))


def layout(values: dict[str, str], language: str = "de", *, canonical: bool = False) -> Layout:
    """Return the layout of a source that is translated into all languages but its own."""
    codes = tuple(code for code in LANGUAGES if code != language)
    return Layout(
        source=PathTemplate.parse(values["source"]),
        catalog=PathTemplate.parse(values["catalog"], codes),
        template=PathTemplate.parse(values["template"]) if values["template"] else None,
        output=PathTemplate.parse(values["output"], codes),
        exclude=Globs(tuple(values.get("exclude", ()))),
        canonical=bool(values.get("canonical", canonical)),
        source_language=language,
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.layout}: {row.file}")
def test_placement__what_a_file_is(row: Row) -> None:
    assert layouts(row.settings).placement(row.file) == row.placement


@pytest.mark.parametrize("row", [row for row in ROWS if row.placement], ids=lambda row: row.file)
def test_selectors__its_files_their_folders_and_the_project(row: Row) -> None:
    assert row.placement
    found = layouts(row.settings)
    any_document = found.each[0].source.expand(path="any")
    (document,) = row.placement.documents or (any_document,)
    lang = row.placement.lang or "en"
    selectors = {*found.selectors(document, lang)}
    assert selectors >= {row.file, *parents(row.file), ""}
    assert selectors.isdisjoint((row.file[:-1], f"{row.file}/x"))
    if row.placement.lang:
        assert row.file not in {*found.selectors(document, "fr" if lang == "en" else "en")}


def source(place: str, language: str, name: str) -> Layout:
    return layout(
        {
            "source": place,
            "catalog": f"locales/{{lang}}/{name}/{{path}}.po",
            "template": "",
            "output": "_posts/{lang}/{path}-{lang}.md",
        },
        language,
        canonical=True,
    )


SITE = Layouts(
    (
        source("original/{path}-fr.md", "fr", "fr"),
        source("original/{path}-en.md", "en", "en"),
        source("notes/{path}-en.md", "en", "notes"),
        source("notes/deep/{path}.md", "de", "deep"),
    )
)
ENGLISH = ("original/tea-en.md", "notes/tea-en.md")
PLACED = {
    "original/tea-fr.md": Placement(Role.SOURCE, None, ("original/tea-fr.md",)),
    "original/tea-hant.md": None,
    # A page in French is the copy of the French document, or a translation of another.
    "_posts/fr/tea-fr.md": Placement(
        Role.OUTPUT, "fr", ("original/tea-fr.md", *ENGLISH, "notes/deep/tea.md")
    ),
    "_posts/hant/tea-hant.md": Placement(
        Role.OUTPUT, "hant", ("original/tea-fr.md", *ENGLISH, "notes/deep/tea.md")
    ),
    # Only the German source is copied into German, and nothing is translated into it.
    "_posts/de/tea-de.md": Placement(Role.OUTPUT, "de", ("notes/deep/tea.md",)),
    "locales/en/fr/tea.po": Placement(Role.CATALOG, "en", ("original/tea-fr.md",)),
    "locales/en/en/tea.po": None,
    # A file is a document of the first source that it matches, and of no other.
    "notes/deep/tea-en.md": Placement(Role.SOURCE, None, ("notes/deep/tea-en.md",)),
    "locales/fr/deep/tea-en.po": Placement(Role.CATALOG, "fr", ()),
}


@pytest.mark.parametrize("file", PLACED)
def test_placement__several_sources(file: str) -> None:
    assert SITE.placement(file) == PLACED[file]


def test_of__the_first_source_and_that_of_a_page() -> None:
    assert SITE.of("notes/deep/tea-en.md") is SITE.each[2]
    assert SITE.of("notes/deep/tea.md") is SITE.each[3]
    assert SITE.of("_posts/de/tea-de.md") is SITE.each[3]
    assert SITE.of("elsewhere.md") is SITE.each[0]


def test_templates__each_once_with_the_languages_of_all() -> None:
    assert [each.text for each in SITE.outputs] == ["_posts/{lang}/{path}-{lang}.md"]
    assert set(SITE.outputs[0].languages) == {"de", "en", "fr", "hant"}
    assert len(SITE.sources) == len(SITE.catalogs) == 4
    assert SITE.languages == ("fr", "en", "de")


def test_placement__a_source_that_is_one_file() -> None:
    words = layout(
        {
            "source": "i18n/de.toml",
            "catalog": "locales/{lang}/{path}.po",
            "template": "locales/words.pot",
            "output": "i18n/{lang}.toml",
        }
    )
    found = Layouts((words,))
    own = ("i18n/de.toml",)
    assert found.placement("i18n/de.toml") == Placement(Role.SOURCE, None, own)
    assert found.placement("i18n/fr.toml") == Placement(Role.OUTPUT, "fr", own)
    assert found.placement("locales/en/i18n/de.po") == Placement(Role.CATALOG, "en", own)
    assert found.placement("locales/en/other.po") == Placement(Role.CATALOG, "en", ())
    assert found.placement("locales/words.pot") == Placement(Role.TEMPLATE, None, own)
    assert words.file(Role.CATALOG, "i18n/de.toml", "fr") == "locales/fr/i18n/de.po"
