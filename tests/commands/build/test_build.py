"""Builds: what stands in localized documents, which of them are published, and whose they are."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

from tests.support.projects import Project, Told, anew, places

if TYPE_CHECKING:
    from pathlib import Path

NOTE = "---\nlang: de\ntitle: Titel\n---\n\nEin Absatz.\n\nUnd noch einer.\n"
PLAIN = "Ein Absatz.\n\nUnd noch einer.\n"
BARE = "[front-matter]\nset = {}\nstamp = false\n"


def digest(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()[:16]


def built(tmp_path: Path, config: str, note: str = NOTE) -> Project:
    """Make a project of one note, translated and built."""
    project = Project(tmp_path / "project", config)
    project.write("source/a.md", note)
    project.run("extract")
    project.translate(anew)
    assert project.run("build").code == 0
    return project


# Front matter


def test_set__placeholders(tmp_path: Path) -> None:
    config = (
        'languages = ["hant", "ar"]\n[locale-codes]\nhant = "zh-Hant"\n[front-matter]\n'
        'set = { lang = "{lang}", locale = "{locale}", dir = "{direction}", name = "{name}",'
        ' url = "/{lang}/", count = 3, half = 0.5, translated = true }\nstamp = false\n'
    )
    project = built(tmp_path, config)
    assert project.read("build/ar/a.md") == (
        "---\ncount: 3\ndir: rtl\nhalf: 0.5\nlang: ar\nlocale: ar\nname: العربية\ntitle: Títél\n"
        "translated: true\nurl: /ar/\n---\n\nÉín Ábsátz.\n\nÚnd nóch éínér.\n"
    )
    assert project.read("build/hant/a.md").startswith(
        "---\ncount: 3\ndir: ltr\nhalf: 0.5\nlang: hant\nlocale: zh-Hant\nname: 繁體中文\n"
    )


def test_set__nothing(tmp_path: Path) -> None:
    project = built(tmp_path, f'languages = ["en"]\n{BARE}')
    assert project.read("build/en/a.md") == (
        "---\nlang: de\ntitle: Títél\n---\n\nÉín Ábsátz.\n\nÚnd nóch éínér.\n"
    )


def test_seed__untranslated(tmp_path: Path, corpora: Path) -> None:
    seed = (corpora / "seed/chinas-fuehrende-ki-zentren.md").read_bytes()
    project = Project(tmp_path / "project", f'languages = ["en"]\n{BARE}')
    project.write("source/seed.md", seed)
    project.run("extract")
    project.run("build")
    assert (project.folder / "build/en/seed.md").read_bytes() == seed
    messages = list(project.messages())
    assert [message.extracted for message in messages] == [
        ("front matter, title",),
        *([("paragraph",)] * 2),
        *([("list item",)] * 2),
        *([("paragraph",)] * 3),
    ]
    assert [message.id.count("\n") for message in messages] == [0, 0, 0, 0, 0, 0, 0, 3]


def test_seed__translated(tmp_path: Path, corpora: Path) -> None:
    seed = (corpora / "seed/chinas-fuehrende-ki-zentren.md").read_bytes().decode("utf-8")
    project = Project(tmp_path / "project")
    project.write("source/seed.md", seed)
    project.run("extract")
    project.translate(anew)
    assert project.run("build").code == 0
    lines, before = project.read("build/en/seed.md").split("\n"), seed.split("\n")
    added = [
        line.partition(":")[0] for line in lines if line.startswith(("source_", "translation_"))
    ]
    assert added == ["source_digest", "translation_coverage", "translation_digest"]
    kept = [line for line in lines if not line.startswith(("source_", "translation_"))]
    assert len(kept) == len(before)
    assert [line[:2] for line in kept if line.startswith(("- ", "--"))] == ["--", "--", "- ", "- "]
    assert sum(line.endswith("  ") for line in kept) == 3


def test_toml(tmp_path: Path) -> None:
    note = '+++\ntitle = "Titel"\n[params]\nx = 1\n+++\n\nEin Absatz.\n'
    project = built(tmp_path, 'languages = ["en"]\n', note)
    bare = (
        '+++\nlang = "en"\ntitle = "Títél"\ntranslated = true\n[params]\nx = 1\n+++\n\n'
        "Éín Ábsátz.\n"
    )
    stamped = bare.replace("title", f'source_digest = "{digest(note)}"\ntitle')
    assert project.read("build/en/a.md") == stamped.replace(
        "[params]",
        f'translation_coverage = 100\ntranslation_digest = "{digest(bare)}"\n[params]',
    )
    assert project.run("build", "--check").code == 0


def test_without_front_matter(tmp_path: Path) -> None:
    project = built(tmp_path, 'languages = ["en"]\n', PLAIN)
    assert project.read("build/en/a.md") == "Éín Ábsátz.\n\nÚnd nóch éínér.\n"
    project.translate(lambda m: "Else." if m.id == "Ein Absatz." else None)
    assert project.run("build").out.startswith("build/en/a.md: 100% translated\n")
    assert project.read("build/en/a.md") == "Else.\n\nÚnd nóch éínér.\n"


def test_front_matter_that_comes_and_goes(tmp_path: Path) -> None:
    project = built(tmp_path, 'languages = ["en"]\n', PLAIN)
    for note in (NOTE, PLAIN, NOTE):
        project.write("source/a.md", note)
        assert project.run("build").code == 0


# Stamps


@pytest.mark.parametrize("note", [NOTE.replace("\n", "\r\n"), f"\ufeff{NOTE}"])
def test_stamp__of_the_source_is_of_its_text(tmp_path: Path, note: str) -> None:
    project = built(tmp_path, 'languages = ["en"]\n', note)
    assert f"source_digest: {digest(NOTE)}" in project.read("build/en/a.md")


def test_stamp__coverage(tmp_path: Path) -> None:
    project = built(tmp_path, 'languages = ["en"]\n')
    project.translate(lambda m: "" if m.id == "Und noch einer." else None)
    assert project.run("build").out == ("build/en/a.md: 50% translated\nbuild: 1 file, 1 changed\n")
    assert "translation_coverage: 50\n" in project.read("build/en/a.md")


def test_edited_by_hand(tmp_path: Path) -> None:
    project = built(tmp_path, 'languages = ["en"]\n')
    project.edit("build/en/a.md", "Éín", "One")
    before = project.tree()
    told = project.run("build")
    assert (told.code, told.out) == (1, "build: 0 files, none changed, 1 finding\n")
    assert places(told.err) == ["build/en/a.md T108"]
    assert project.run("build", "--check").code == 1
    assert project.tree() == before
    assert project.run("build", "--force", "--check").out.startswith("build/en/a.md: ")
    assert project.tree() == before
    assert project.run("build", "--force") == Told(
        0, "build/en/a.md: 100% translated\nbuild: 1 file, 1 changed\n"
    )
    assert project.run("build", "--check").code == 0


def test_edited_by_hand__into_what_the_catalog_says(tmp_path: Path) -> None:
    """The translation was mended in both places: nothing on the page is anybody's any more."""
    project = built(tmp_path, 'languages = ["en"]\n')
    project.edit("build/en/a.md", "Éín Ábsátz.", "A paragraph.")
    assert places(project.run("build").err) == ["build/en/a.md T108"]
    project.translate(lambda m: "A paragraph." if m.id == "Ein Absatz." else None)
    assert project.run("build").code == 0
    assert "\nA paragraph.\n" in project.read("build/en/a.md")


def test_edited_by_git_and_not_by_hand(tmp_path: Path) -> None:
    """With `core.autocrlf`, git writes other line ends."""
    project = built(tmp_path, 'languages = ["en"]\n')
    for path in ("source/a.md", "build/en/a.md", "locales/en/a.po"):
        project.write(path, project.read(path).replace("\n", "\r\n"))
    assert project.run("extract", "--check").code == 0
    assert project.run("build", "--check").code == 0


def test_a_document_of_others_is_not_replaced(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    project.write("source/a.md", NOTE)
    project.write("build/en/a.md", "---\nlang: en\n---\n\nSomebody's.\n")
    before = project.read("build/en/a.md")
    told = project.run("build")
    assert (told.code, told.out) == (1, "build: 0 files, none changed, 1 finding\n")
    assert places(told.err) == ["build/en/a.md T108"]
    assert project.read("build/en/a.md") == before


@pytest.mark.parametrize("stamp", ["true", "false"])
def test_stamp__switched(tmp_path: Path, stamp: str) -> None:
    other = {"true": "false", "false": "true"}[stamp]
    project = built(tmp_path, f'languages = ["en"]\n[front-matter]\nstamp = {stamp}\n')
    project.edit("transync.toml", f"stamp = {stamp}", f"stamp = {other}")
    assert project.run("build").code == 0
    assert ("translation_digest" in project.read("build/en/a.md")) == (other == "true")


# What is published


def test_minimum(tmp_path: Path) -> None:
    project = Project(tmp_path / "project", 'languages = ["en"]\n[build]\nminimum = 60\n')
    project.write("source/tief/a.md", NOTE)
    project.run("extract")
    assert project.run("build", "-v") == Told(
        0,
        "build/en/tief/a.md: 0% translated, not published below 60%\n"
        "build: 1 file, none changed, 1 not published\n",
    )
    assert not (project.folder / "build").exists()
    project.translate(anew)
    assert project.run("build").out == (
        "build/en/tief/a.md: 100% translated\nbuild: 1 file, 1 changed\n"
    )
    project.translate(lambda m: "" if m.id == "Und noch einer." else None)
    assert project.run("build", "--check").code == 1
    assert project.run("build") == Told(
        0,
        "build/en/tief/a.md: removed: 50% translated, not published below 60%\n"
        "build: 1 file, 1 changed\n",
    )
    assert not (project.folder / "build/en").exists()


def test_minimum__edited_by_hand(tmp_path: Path) -> None:
    project = built(tmp_path, 'languages = ["en"]\n')
    project.write("transync.toml", 'languages = ["en"]\n[build]\nminimum = 100\n')
    project.translate(lambda m: "" if m.id == "Und noch einer." else None)
    project.edit("build/en/a.md", "Éín", "One")
    told = project.run("build")
    assert (told.code, places(told.err)) == (1, ["build/en/a.md T108"])
    assert project.run("build", "--force").code == 0
    assert "build/en/a.md" not in project.files()


def test_minimum__of_a_document_of_others(tmp_path: Path) -> None:
    project = Project(tmp_path / "project", 'languages = ["en"]\n[build]\nminimum = 1\n')
    project.write("source/a.md", NOTE)
    project.write("build/en/a.md", "---\nlang: en\n---\n\nSomebody's.\n")
    told = project.run("build")
    assert (told.code, told.out) == (1, "build: 0 files, none changed, 1 finding\n")
    assert "build/en/a.md" in project.files()


def test_canonical(tmp_path: Path) -> None:
    note = f"\ufeff{NOTE}".replace("\n", "\r\n")
    project = built(tmp_path, 'languages = ["en"]\n[build]\ncanonical = true\n', note)
    assert project.read("build/de/a.md") == note
    assert project.run("build", "-v").out == (
        "build/en/a.md: 100% translated\nbuild/de/a.md: canonical\nbuild: 2 files, none changed\n"
    )
    assert project.run("extract", "--check").code == 0


def test_canonical__where_it_is(tmp_path: Path) -> None:
    config = (
        'languages = ["en"]\nsource = "notes/de/{path}.md"\noutput = "notes/{lang}/{path}.md"\n'
        "[build]\nminimum = 0\ncanonical = true\n"
    )
    project = Project(tmp_path / "project", config)
    project.write("notes/de/a.md", NOTE)
    assert project.run("build").out == ("notes/en/a.md: 0% translated\nbuild: 2 files, 1 changed\n")
    assert project.read("notes/de/a.md") == NOTE


def test_canonical__that_cannot_be_written(tmp_path: Path) -> None:
    config = 'languages = ["en"]\n[build]\nminimum = 0\ncanonical = true\n'
    project = Project(tmp_path / "project", config)
    project.write("source/a.md", NOTE)
    project.write("source/b.md", NOTE)
    (project.folder / "build/de/a.md").mkdir(parents=True)
    told = project.run("build")
    assert (told.code, told.err) == (1, "build/de/a.md: error T005: is not a file\n")
    assert {"build/en/a.md", "build/en/b.md", "build/de/b.md"} <= set(project.files())


def test_gone(tmp_path: Path) -> None:
    project = built(tmp_path, 'languages = ["en", "fr"]\n')
    project.write("source/b.md", NOTE)
    project.write("source/c/d.md", NOTE)
    project.write("build/en/theirs.md", "---\nlang: en\n---\n\nSomebody's.\n")
    project.write("build/en/plain.md", "Somebody's.\n")
    project.run("build")
    project.edit("build/fr/b.md", "Und", "Et")
    project.remove("source/b.md")
    project.remove("source/c/d.md")
    assert project.run("build", "--lang", "en") == Told(
        0,
        "build/en/b.md: removed: its document is gone\n"
        "build/en/c/d.md: removed: its document is gone\n"
        "build: 3 files, 2 changed\n",
    )
    assert not (project.folder / "build/en/c").exists()
    told = project.run("build")
    assert (told.code, places(told.err)) == (1, ["build/fr/b.md T108"])
    assert told.out == (
        "build/fr/c/d.md: removed: its document is gone\nbuild: 3 files, 1 changed, 1 finding\n"
    )
    assert [path for path in project.files() if path.startswith("build/")] == [
        *("build/en/a.md", "build/en/plain.md", "build/en/theirs.md"),
        *("build/fr/a.md", "build/fr/b.md"),
    ]


def test_gone__and_what_is_there_cannot_be_read(tmp_path: Path) -> None:
    project = built(tmp_path, 'languages = ["en"]\n')
    project.write("build/en/b.md", b"\xff")
    project.write("build/en/c.md", "---\ntitle: [\n---\n")
    assert project.run("build") == Told(0, "build: 1 file, none changed\n")


def test_gone__is_not_asked_for_some_documents(tmp_path: Path) -> None:
    project = built(tmp_path, 'languages = ["en"]\n')
    project.write("source/b.md", NOTE)
    project.run("build")
    project.remove("source/b.md")
    assert project.run("build", "source/a.md") == Told(0, "build: 1 file, none changed\n")


# Translations that are refused


def test_refused(tmp_path: Path) -> None:
    project = Project(tmp_path / "project", f'languages = ["en", "fr"]\n{BARE}')
    project.write("source/a.md", "Siehe [dort](/ziel).\n\nNoch ein Absatz.\n")
    project.write("source/b.md", "Siehe [dort](/ziel).\n")
    project.run("extract")
    project.translate(
        lambda m: m.id.replace("/ziel", "/evil").replace("Noch ein", "Another"), "locales/en/a.po"
    )
    project.translate(anew)
    told = project.run("build", "--lang", "en")
    assert (told.code, places(told.err)) == (1, ["locales/en/a.po:17:1 T301"])
    assert told.out == (
        "build/en/a.md: 60% translated\nbuild/en/b.md: 100% translated\n"
        "build: 2 files, 2 changed, 1 finding\n"
    )
    assert project.read("build/en/a.md") == "Siehe [dort](/ziel).\n\nAnother Absatz.\n"


# Catalogs and templates


def test_one_catalog(tmp_path: Path) -> None:
    project = Project(tmp_path / "project", 'languages = ["en"]\ncatalog = "po/{lang}.po"\n')
    project.write("source/b.md", "# Titel\n\nEin Absatz.\n")
    project.write("source/a b.md", "# Titel\n\n## Titel\n\nNoch einer.\n")
    told = project.run("extract")
    assert told.out.endswith("po/en.po: 3 new\nextract: 3 files, 3 changed\n")
    assert project.read("po/en.po").partition("\n\n")[2] == (
        "#. heading, level 1\n"
        '#. heading, level 2, in "Titel"\n'
        "#: \u2068source/a b.md\u2069 source/b.md\n"
        'msgid "Titel"\n'
        'msgstr ""\n'
        "\n"
        '#. paragraph, in "Titel"\n'
        "#: \u2068source/a b.md\u2069\n"
        'msgid "Noch einer."\n'
        'msgstr ""\n'
        "\n"
        '#. paragraph, in "Titel"\n'
        "#: source/b.md\n"
        'msgid "Ein Absatz."\n'
        'msgstr ""\n'
    )
    project.translate(anew)
    assert project.run("build", "source/b.md").code == 0
    assert project.run("extract", "--check").code == 0


def test_no_template(tmp_path: Path) -> None:
    project = Project(tmp_path / "project", 'languages = ["en"]\ntemplate = ""\n')
    project.write("source/a.md", NOTE)
    assert project.run("extract") == Told(0, "locales/en/a.po: 3 new\nextract: 1 file, 1 changed\n")
    assert project.files() == ["locales/en/a.po", "source/a.md", "transync.toml"]


def test_template__of_a_document_that_is_gone(tmp_path: Path) -> None:
    project = built(tmp_path, 'languages = ["en"]\n')
    project.write("source/b.md", NOTE)
    project.run("extract")
    project.remove("source/b.md")
    assert project.run("extract").out == (
        "locales/templates/b.pot: removed: its document is gone\n"
        "locales/en/b.po: removed: its document is gone\n"
        "extract: 4 files, 2 changed\n"
    )


@pytest.mark.parametrize("text", ['msgid "', 'msgid "x"\nmsgstr "y"\n\nmsgid "a"\nmsgstr "b"\n'])
def test_template__that_is_not_transyncs(tmp_path: Path, text: str) -> None:
    project = built(tmp_path, 'languages = ["en"]\n')
    project.write("locales/templates/b.pot", text)
    assert project.run("extract") == Told(0, "extract: 2 files, none changed\n")


LAYOUTS = {
    "Jekyll": (
        'source = "_notes/de/{path}-de.md"\noutput = "_notes/{lang}/{path}-{lang}.md"\n',
        "_notes/de/reise/tag-de.md",
        "_notes/en/reise/tag-en.md",
    ),
    "Hugo": (
        'source = "content/{path}.de.md"\noutput = "content/{path}.{lang}.md"\n',
        "content/reise/tag.de.md",
        "content/reise/tag.en.md",
    ),
    "Docusaurus": (
        'source = "docs/{path}.md"\n'
        'output = "i18n/{lang}/docusaurus-plugin-content-docs/current/{path}.md"\n',
        "docs/reise/tag.md",
        "i18n/en/docusaurus-plugin-content-docs/current/reise/tag.md",
    ),
    "Starlight": (
        'source = "src/content/docs/{path}.md"\noutput = "src/content/docs/{lang}/{path}.md"\n',
        "src/content/docs/reise/tag.md",
        "src/content/docs/en/reise/tag.md",
    ),
}


@pytest.mark.parametrize("generator", LAYOUTS)
def test_layout(tmp_path: Path, generator: str) -> None:
    config, source, output = LAYOUTS[generator]
    project = Project(tmp_path / "project", f'languages = ["en", "fr"]\n{config}')
    project.write(source, NOTE)
    french = output.replace("/en/", "/fr/").replace("-en.", "-fr.").replace(".en.", ".fr.")
    catalogs = ["locales/en/reise/tag.po", "locales/fr/reise/tag.po"]
    template = "locales/templates/reise/tag.pot"
    for _ in range(2):
        assert project.run("extract").code == 0
        project.translate(anew)
        assert project.run("build").code == 0
        assert project.files() == sorted(
            [*catalogs, template, source, output, french, "transync.toml"]
        )
    assert "Éín Ábsátz." in project.read(output)
    assert project.run("extract", "--check").code == 0
    assert project.run("build", "--check", output).code == 0
    project.remove(source)
    project.write(source.replace("tag", "nacht"), NOTE)
    project.run("extract")
    project.run("build")
    assert project.files() == sorted(
        path.replace("tag", "nacht")
        for path in (*catalogs, template, source, output, french, "transync.toml")
    )
