"""Whose a page is: what nobody has written is replaced or removed, all else is told and stays."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.projects import Project, anew, places
from tests.support.pseudo import pseudo

if TYPE_CHECKING:
    from pathlib import Path


PROSE = """\
# Vom Tee

Grüner Tee wächst in Japan
und *anderswo*; [mehr](tee.md).

1. Wasser kochen
2. Tee aufgießen

> Ein Rat:\\
> Geduld.

| Sorte | Preis |
| ----- | ----- |
| Sencha | 3,50 € |

```sh
brew tea  # drei Minuten
```

<!-- Hier fehlt noch ein Bild -->

<p>Ein Satz in HTML.</p>

<!-- transync: skip -->

Dieser Satz bleibt deutsch.

![Eine Tasse](tasse.png)
"""
FRONT = "---\ntitle: Vom Tee\ntags: [tee, japan]\nweight: 3\n---\n\n"
BARE = "[front-matter]\nset = {}\nstamp = false\n"
KINDS = {
    "no front matter": (PROSE, ""),
    "no stamps": (FRONT + PROSE, "[front-matter]\nstamp = false\n"),
    "no keys": (FRONT + PROSE, BARE),
    "TOML": (
        FRONT.replace("---", "+++")
        .replace(": ", " = ")
        .replace("Vom Tee", '"Vom Tee"')
        .replace("[tee, japan]", '["tee"]')
        + PROSE,
        BARE,
    ),
    "CRLF": ((FRONT + PROSE).replace("\n", "\r\n"), BARE),
    "stamped": (FRONT + PROSE, ""),
}
PAGE = "build/en/a.md"


def built(folder: Path, note: str, config: str = "") -> Project:
    """Build a page of a note, as somebody finds it in a clone: nothing is remembered of it."""
    project = Project(folder, f'languages = ["en"]\n{config}')
    project.write("source/a.md", note)
    project.write("source/b.md", "Ein anderer Satz.\n")
    project.run("extract")
    project.translate(anew)
    assert project.run("build").code == 0
    forget(project)
    return project


def forget(project: Project) -> None:
    shutil.rmtree(project.folder / ".transync", ignore_errors=True)


def assert_is_left_alone(project: Project, path: str = PAGE) -> None:
    """Assert that all commands tell a page of somebody, and only `--force` touches it."""
    before = project.read(path)
    told = project.run("build")
    assert told.code == 1
    assert f"{path}: error T108: " in told.err
    assert project.read(path) == before
    found = [line for line in project.run("check").out.splitlines() if line.startswith(path)]
    assert [line for line in found if " T108: " in line]
    assert not [line for line in found if " T107: " in line]
    assert project.run("build", "--force").code == 0
    assert project.read(path) != before


def assert_goes_on(project: Project) -> None:
    """Assert that what nobody has touched is built anew, without `--force`."""
    told = project.run("build")
    assert (told.code, told.err) == (0, "")
    assert project.run("build", "--check").code == 0


# Hand edits of pages without a stamp, of which nothing is remembered

EDITS = {
    "a word": ("wàchst ín Jápán", "grows in Japan"),
    "a heading": ("# Vóm Téé", "# About tea"),
    "a target": ("(tee.md)", "(tea.md)"),
    "emphasis": ("*ándérswó*", "**ándérswó**"),
    "a cell": ("| Sénchá |", "| Sencha tea |"),
    "a row": ("| Sénchá | 3,50 € |\n", "| Sénchá | 3,50 € |\n| Matcha | 9 € |\n"),
    "a price": ("3,50 €", "4 $"),
    "an item": ("\n\n> Éín Rát", "\n3. Enjoy it\n\n> Éín Rát"),
    "a comment in code": ("# drei Minuten", "# three minutes"),
    "code": ("brew tea", "brew tee"),
    "a comment": ("Hier fehlt noch ein Bild", "A picture is missing here"),
    "what is skipped": ("Dieser Satz bleibt deutsch.", "This sentence is English."),
    "an image": ("(tasse.png)", "(cup.png)"),
    "HTML": ("<p>Éín", '<p class="big">Éín'),
    "a paragraph at the end": ("(tasse.png)\n", "(tasse.png)\n\nBy hand.\n"),
    "a paragraph without words": ("(tasse.png)\n", "(tasse.png)\n\n12 × 12\n"),
}
OF_FRONT = {
    "a title": ("title: Vóm Téé", "title: About tea"),
    "tags": ("[tee, japan]", "[tea, japan]"),
    "a key": ("weight: 3\n", "weight: 3\nauthor: Anna\n"),
}


def edit(project: Project, before: str, after: str) -> None:
    text = project.read(PAGE)
    assert text.count(before) >= 1, before
    project.write(PAGE, text.replace(before, after, 1))


@pytest.mark.parametrize("name", [*EDITS, *OF_FRONT])
def test_hand_edit__without_stamp(tmp_path: Path, name: str) -> None:
    """Whatever somebody has changed or added on a page, a build does not replace it."""
    project = built(tmp_path / "project", *KINDS["no stamps"])
    edit(project, *({**EDITS, **OF_FRONT}[name]))
    assert_is_left_alone(project)


@pytest.mark.parametrize("kind", ["no front matter", "no keys", "TOML", "CRLF", "stamped"])
@pytest.mark.parametrize("name", ["a word", "a comment in code"])
def test_hand_edit__of_any_kind(tmp_path: Path, kind: str, name: str) -> None:
    project = built(tmp_path / "project", *KINDS[kind])
    edit(project, *EDITS[name])
    assert_is_left_alone(project)


def test_hand_edit__is_told_with_its_document_changed(tmp_path: Path) -> None:
    """What is remembered of builds permits nothing that was edited since."""
    project = built(tmp_path / "project", PROSE)
    project.run("build")
    edit(project, *EDITS["a word"])
    project.edit("source/a.md", "in Japan", "in China")
    project.run("extract")
    assert_is_left_alone(project)


@pytest.mark.parametrize("kind", KINDS)
def test_fresh_clone(tmp_path: Path, kind: str) -> None:
    """Committed pages that transync has built go on, when their documents and catalogs do."""
    project = built(tmp_path / "project", *KINDS[kind])
    note = project.read("source/a.md")
    newline = "\r\n" if "\r\n" in note else "\n"
    changed = note.replace("in Japan", "in Japan, in China").replace("Wasser kochen", "Abwarten")
    project.write("source/a.md", f"{changed}{newline}Ein Satz mehr.{newline}")
    assert project.run("extract").code == 0
    assert_goes_on(project)


@pytest.mark.parametrize("kind", ["no front matter", "no stamps"])
@pytest.mark.parametrize(
    "translation",
    [
        "2024. Ein Jahr",
        "# Keine Überschrift",
        "- kein Punkt",
        "a | b",
        "2 * 3 < 7 & mehr",
        "a\\",
        "*x",
    ],
)
def test_fresh_clone__with_escapes(tmp_path: Path, kind: str, translation: str) -> None:
    """A translation that was escaped in its place is known again."""
    project = built(tmp_path / "project", *KINDS[kind])
    project.translate(lambda m: None if "[" in m.id or "\n" in m.id else translation)
    project.run("build", "--force")
    forget(project)
    project.edit("source/a.md", "in Japan", "in China")
    project.run("extract")
    assert_goes_on(project)


def test_fresh_clone__with_refused_and_fuzzy_translations(tmp_path: Path) -> None:
    """Where a translation was not written, the text that stands there is in the catalog."""
    project = Project(tmp_path / "project")
    project.write("source/a.md", "Ein [Wort](x.md) und mehr davon.\n\nEin Satz über Kannen.\n")
    project.run("extract")
    project.translate(lambda m: "A [word](y.md)." if "[" in m.id else "On cans.")
    project.edit("source/a.md", "über Kannen", "über Kannen und Tassen")
    project.run("extract")
    project.run("build")
    forget(project)
    project.edit("source/a.md", "mehr davon", "viel davon")
    project.run("extract")
    project.translate(lambda m: "A [word](x.md)." if "[" in m.id else None)
    assert_goes_on(project)


@pytest.mark.parametrize("kind", ["no front matter", "no stamps", "stamped"])
@pytest.mark.parametrize("change", ["translation", "code", "front", "untranslated"])
def test_a_page_goes_on__that_a_build_has_written(tmp_path: Path, kind: str, change: str) -> None:
    """What a build has written here it may replace, with or without a stamp."""
    project = built(tmp_path / "project", *KINDS[kind])
    project.write("source/a.md", project.read("source/a.md") + "\nNoch ohne Übersetzung.\n")
    project.run("extract")
    project.run("build")
    if change == "translation":
        project.translate(lambda m: "Mended:\nso." if m.id == "Ein Rat:\nGeduld." else None)
    elif change == "code":
        project.edit("source/a.md", "# drei Minuten", "# vier Minuten")
    elif change == "front" and kind != "no front matter":
        project.edit("source/a.md", "weight: 3", "weight: 4")
    else:
        project.edit("source/a.md", "Noch ohne Übersetzung", "Immer noch ohne")
    project.run("extract")
    told = project.run("check", "--select", "T107,T108,T206")
    assert "T108" not in told.out
    assert ("T107" in told.out) or ("T206" in told.out)
    assert_goes_on(project)


def test_a_corrected_translation_in_a_fresh_clone(tmp_path: Path) -> None:
    """Nobody can tell which of two translations was made by hand, without stamp or memory."""
    for name, note in (("bare", PROSE), ("stamped", FRONT + PROSE)):
        project = built(tmp_path / name, note)
        project.translate(lambda m: "Mended." if m.id == "Vom Tee" else None)
        if name == "stamped":
            assert_goes_on(project)
        else:
            assert_is_left_alone(project)


# Pages that people have made


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "page",
    ["# About tea\n\nBy hand.\n", "---\ntitle: About tea\n---\n", "```\nmake tea\n```\n", "42\n"],
)
def test_a_page_that_somebody_has_made(tmp_path: Path, kind: str, page: str) -> None:
    note, config = KINDS[kind]
    project = Project(tmp_path / "project", f'languages = ["en"]\n{config}')
    project.write("source/a.md", note)
    project.write(PAGE, page)
    project.run("extract")
    assert_is_left_alone(project)


def test_a_page_that_somebody_has_made__and_too_little_is_translated(tmp_path: Path) -> None:
    """Held back: it is not removed, and `check` says what `build` says."""
    project = Project(tmp_path / "project", 'languages = ["en"]\n[build]\nminimum = 50\n')
    project.write("source/a.md", PROSE)
    project.write(PAGE, "# About tea\n")
    project.run("extract")
    told = project.run("build")
    assert told.err in project.run("check", "--select", "T107,T108").out
    assert places(told.err) == [f"{PAGE} T108"]
    assert project.run("build", "--force").code == 0
    assert PAGE not in project.files()


@pytest.mark.parametrize("is_remembered", [True, False])
def test_a_page_that_is_held_back(tmp_path: Path, is_remembered: bool) -> None:
    """A page of which too little is translated now goes, front matter or none."""
    project = built(tmp_path / "project", "Tee ist gut und grün.\n", "[build]\nminimum = 80\n")
    if is_remembered:
        project.run("build")
    project.write("source/a.md", "Tee ist gut und grün.\n\nEin ganz neuer, langer Absatz.\n")
    project.run("extract")
    assert "T107" in project.run("check", "--select", "T107,T108").out
    assert project.run("build").code == 0
    assert PAGE not in project.files()
    assert "T10" not in project.run("check", "--select", "T107,T108").out.replace("--select", "")


# The canonical document, published

CANONICAL = "[build]\ncanonical = true\n"


def test_canonical__that_somebody_has_made(tmp_path: Path) -> None:
    project = Project(tmp_path / "project", f'languages = ["en"]\n{CANONICAL}')
    project.write("source/a.md", PROSE)
    project.write("build/de/a.md", "# Vom Tee\n\nVon Hand.\n")
    project.run("extract")
    assert_is_left_alone(project, "build/de/a.md")


@pytest.mark.parametrize("is_remembered", [True, False])
def test_canonical__goes_on(tmp_path: Path, is_remembered: bool) -> None:
    project = built(tmp_path / "project", FRONT + PROSE, CANONICAL)
    if is_remembered:
        project.run("build")
        project.edit("source/a.md", "drei Minuten", "vier Minuten")
    project.edit("source/a.md", "in Japan", "in China")
    project.run("extract")
    assert_goes_on(project)
    project.remove("source/b.md")
    project.run("extract")
    if not is_remembered:
        forget(project)
    assert "build/de/b.md T107" in places(project.run("check").out)
    assert_goes_on(project)
    assert "build/de/b.md" not in project.files()


# Pages whose document or language is gone


@pytest.mark.parametrize("is_remembered", [True, False])
@pytest.mark.parametrize("config", ["", BARE])
def test_gone__a_document(tmp_path: Path, config: str, is_remembered: bool) -> None:
    """A page is removed with or without a stamp, one by hand stays, and neither is silent."""
    project = built(tmp_path / "project", PROSE, config)
    if is_remembered:
        project.run("build")
    project.write("build/en/theirs.md", "# By hand\n\nÉín ándérér Sátz.\n")
    project.remove("source/b.md")
    project.run("extract")
    found = project.run("check", "--select", "T107,T108").out
    assert "build/en/b.md T107" in places(found)
    assert_goes_on(project)
    assert "build/en/b.md" not in project.files()
    assert "build/en/theirs.md" in project.files()


def test_gone__a_document__and_there_is_code_on_its_page(tmp_path: Path) -> None:
    """Of code nobody can tell whose it is, where nothing is remembered: it stays, and is told."""
    project = built(tmp_path / "project", PROSE)
    project.remove("source/a.md")
    project.run("extract")
    told = project.run("build")
    assert (told.code, told.err) == (
        1,
        f"{PAGE}: error T108: its document is gone, but not all of it was written by transync;"
        " remove it, or bring the document back\n",
    )
    assert told.err in project.run("check", "--select", "T108").out
    assert PAGE in project.files()


@pytest.mark.parametrize("words", ["", "Óf á pérsón."])
@pytest.mark.parametrize("start", ["", "---\ntitle: Titel\n---\n\n"])
def test_gone__a_document__and_its_page_is_in_conflict(
    tmp_path: Path, start: str, words: str
) -> None:
    """Each side tells whose the page is: it is removed if nobody's words are on one of them."""
    project = built(tmp_path / "project", f"{start}Ein Satz.\n\nEin Wort.\n")
    first, *lines = project.read(PAGE).splitlines(keepends=True)
    other = [*lines[:-1], f"{words}\n"] if words else lines
    marked = ("<<<<<<< HEAD\n", *lines, "=======\n", *other, ">>>>>>> side\n")
    project.write(PAGE, "".join((first, *marked)))
    project.remove("source/a.md")
    project.run("extract")
    code = "T108" if words else "T107"
    assert f"{PAGE}: error {code}: its document is gone" in project.run("check").out
    told = project.run("build")
    assert ("error T108" in told.err, PAGE in project.files()) == (bool(words),) * 2


LAYOUTS = {
    "folders": "",
    "names": 'source = "{path}.md"\noutput = "{path}.{lang}.md"\ncatalog = "po/{path}.{lang}.po"\n',
}


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("note", ["Ein Satz.\n", "---\ntitle: Titel\n---\n\nEin Satz.\n"])
@pytest.mark.parametrize("is_remembered", [True, False])
def test_gone__a_language(tmp_path: Path, layout: str, note: str, is_remembered: bool) -> None:
    """Pages of a language go with it, its catalogs stay; what is by hand, or foreign, stays."""
    config = 'languages = ["en", "fr"]\n' + LAYOUTS[layout]
    project = Project(tmp_path / "project", config)
    project.write(_at(layout, "source/a.md"), note)
    project.write("source/drafts/b.md" if layout == "folders" else "b.md", note)
    project.run("extract")
    project.translate(anew)
    project.run("build")
    project.write(_at(layout, "build/fr/a.md").replace("a", "c"), "Fait à la main.\n")
    project.write("locales/it/LC_MESSAGES/django.po", 'msgid "Ein Satz."\nmsgstr "Una frase."\n')
    project.write("build/it/a.md", "Una frase.\n")
    project.edit("transync.toml", ', "fr"', "")
    if not is_remembered:
        forget(project)
    catalogs = [path for path in project.files() if path.endswith(".po")]
    project.run("extract")
    page = _at(layout, "build/fr/a.md")
    found = project.run("check", "--select", "T107,T108").out
    assert f"{page} T107" in places(found)
    assert_goes_on(project)
    there = project.files()
    assert page not in there
    assert _at(layout, "build/en/a.md") in there
    assert _at(layout, "build/fr/a.md").replace("a", "c") in there
    assert "build/it/a.md" in there
    assert set(catalogs) <= set(there)


def _at(layout: str, path: str) -> str:
    if layout == "folders":
        return path
    return {"source/a.md": "a.md", "build/fr/a.md": "a.fr.md", "build/en/a.md": "a.en.md"}[path]


# What git has joined


def test_merged__of_two_builds(tmp_path: Path) -> None:
    """Two branches have each built a page; joined, its stamp is wrong, but all is from catalogs."""
    project = built(tmp_path / "project", FRONT + PROSE)
    stamp = next(line for line in project.read(PAGE).split("\n") if "translation_digest" in line)
    project.edit(PAGE, stamp, "translation_digest: 0123456789abcdef")
    project.edit("source/a.md", "in Japan", "in China")
    project.run("extract")
    assert_goes_on(project)


def test_stamped__and_something_was_taken_away(tmp_path: Path) -> None:
    """A stamp that does not fit tells of somebody who meant it."""
    project = built(tmp_path / "project", FRONT + PROSE)
    edit(project, "```sh\nbrew tea  # drei Minuten\n```\n\n", "")
    assert_is_left_alone(project)


# Law 9, of anything

_WORDS = st.sampled_from(["Tee", "grün", "3", "`x`", "*y*", "x.md", "Kanne", "2. ", "<b>", "&"])
_TEXT = st.lists(_WORDS, min_size=1, max_size=4).map(" ".join)
_BLOCK = st.one_of(
    _TEXT,
    _TEXT.map("# {}".format),
    _TEXT.map("- {}".format),
    _TEXT.map("> {}".format),
    _TEXT.map("    {}".format),
    _TEXT.map("```\n{}\n```".format),
    _TEXT.map("| a |\n| - |\n| {} |".format),
    _TEXT.map("<!-- {} -->".format),
)
_NOTE = st.lists(_BLOCK, min_size=1, max_size=5).map(lambda blocks: "\n\n".join(blocks) + "\n")


class _Deed(NamedTuple):
    """What somebody does to a project before a build."""

    note: str
    """What the document is now."""
    by_hand: str
    """What is put on the page."""
    place: int
    translation: str
    forgets: bool
    removes: bool


_DEEDS = st.builds(
    _Deed,
    _NOTE,
    st.sampled_from(["", "{}", "\n{}\n", "```\n{}\n```", "\n    {}\n", "<!-- {} -->", "x: {}"]),
    st.integers(0, 20),
    st.one_of(st.just(""), _TEXT),
    st.booleans(),
    st.sampled_from([False, False, True]),
)


def _told_by_hand(project: Project, deed: _Deed, front: str) -> None:
    """Do a deed, and build; assert that what was written by hand is there and told."""
    project.write("source/a.md", front + deed.note)
    if deed.removes:
        project.remove("source/a.md")
    project.run("extract")
    project.translate(lambda m: deed.translation or pseudo(m.id))
    if PAGE in project.files() and deed.by_hand:
        lines = project.read(PAGE).split("\n")
        lines.insert(min(deed.place, len(lines)), deed.by_hand.format("Hánd"))
        project.write(PAGE, "\n".join(lines))
    if deed.forgets:
        forget(project)
    before = project.tree().get(PAGE, b"")
    told = project.run("build")
    if "Hánd".encode() in before:
        assert project.tree()[PAGE] == before
        assert f"{PAGE}: error T108" in told.err or deed.removes


@pytest.mark.parametrize("config", ["", "[build]\nminimum = 60\n"])
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    front=st.sampled_from(["", FRONT]), note=_NOTE, deeds=st.lists(_DEEDS, min_size=1, max_size=2)
)
def test_ownership__nothing_of_anybodys_is_lost(
    tmp_path: Path, config: str, front: str, note: str, deeds: list[_Deed]
) -> None:
    """Whatever somebody wrote on a page is there after every build, and told."""
    folder = tmp_path / "project"
    shutil.rmtree(folder, ignore_errors=True)
    project = built(folder, front + note, BARE + config)
    for deed in deeds:
        _told_by_hand(project, deed, front)


@pytest.mark.parametrize(
    ("page", "is_gone"), [("a.fr.md", True), ("a.bak.md", False), ("a.old.md", False)]
)
def test_gone__a_language_with_its_catalogs(tmp_path: Path, page: str, is_gone: bool) -> None:
    """A stamp tells a page of a language, but no word for one; a copy of a page is somebody's."""
    config = f'languages = ["fr", "en"]\n{LAYOUTS["names"]}[front-matter]\nset = {{}}\n'
    project = Project(tmp_path / "project", config)
    project.write("a.md", FRONT + PROSE)
    project.run("extract")
    project.translate(anew)
    project.run("build")
    stamped = project.read("a.fr.md")
    project.remove("a.fr.md")
    project.remove("po/a.fr.po")
    project.write(page, stamped)
    project.edit("transync.toml", '"fr", ', "")
    forget(project)
    project.run("build")
    assert (page in project.files()) is not is_gone
    assert (f"{page.removesuffix('.md')}.en.md" in project.files()) is not is_gone
