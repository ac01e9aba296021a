"""A day in the life of a project: what its author does to the notes costs no translation."""

from __future__ import annotations

import random
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.support.projects import Project, anew, made

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from transync.domain.model import Key, Message

SHARED = 'catalog = "locales/{lang}.po"\n'
LANGUAGES = 'languages = ["en", "hant"]\n'
CODES = '[locale-codes]\nhant = "zh-Hant"\n'

STADT = """\
---
lang: de
title: Die Stadt am Fluss
---

Die Stadt liegt an einem breiten Fluss, der im Sommer wenig Wasser führt.
Wer dort wohnt, kennt jede Brücke.

## Der Hafen

Im Hafen liegen [alte Schiffe](https://example.org/schiffe) aus Holz.

- Der Leuchtturm ist seit dem letzten Jahr geschlossen.
- Das Museum öffnet erst am Nachmittag.
"""
LAND = """\
# Das Land hinter den Hügeln

Hinter den Hügeln beginnt das flache Land mit seinen Äckern.

Im Herbst ziehen Kraniche über die Felder nach Süden.

Ein Weg führt durch den Wald bis zur alten Mühle.
"""
WALD = """\
# Im Wald

Die Bäume sind hier älter als jedes Haus der Stadt.
"""


class Day:
    """A project through which an author goes; after each of her steps nothing may be lost."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.pairs: set[tuple[Key, str]] = set()
        self.told: dict[str, bool] = {}

    def extract(self) -> str:
        """Bring the catalogs up to the notes, and see that no translation is lost."""
        told = self.project.run("extract")
        assert (told.code, told.err) == (0, "")
        texts = self.texts()
        empty = [text for text, is_told in self.told.items() if is_told and not texts.get(text, 1)]
        assert not empty, "They were not empty before."
        pairs = {made(message) for message in self.project.messages() if message.translation}
        assert self.pairs <= pairs
        self.pairs, self.told = pairs, texts
        assert self.project.run("extract", "--check").code == 0
        return told.out

    def translate(self) -> None:
        self.project.translate(anew)
        self.pairs |= {made(message) for message in self.project.messages() if message.translation}
        self.told = self.texts()

    def texts(self) -> dict[str, bool]:
        """Tell for each text of the notes, in each language, whether something stands beside it."""
        return {
            f"{path.split('/')[1][:2]} {message.id}": bool(message.translation)
            for path, catalog in sorted(self.project.catalogs().items())
            for message, _, _ in catalog.entries
            if message.id and not message.obsolete
        }


@pytest.fixture(params=["", SHARED], ids=["a catalog each", "one catalog"])
def day(tmp_path: Path, request: pytest.FixtureRequest) -> Day:
    """Begin with three notes, translated into two languages."""
    project = Project(tmp_path / "project", LANGUAGES + request.param + CODES)
    for name, text in {"stadt": STADT, "land": LAND, "wald": WALD}.items():
        project.write(f"source/{name}.md", text)
    day = Day(project)
    day.extract()
    day.translate()
    day.extract()
    return day


def entries(project: Project, path: str) -> Mapping[str, str]:
    """Give the characters of each live entry of a catalog."""
    found = project.catalogs()[path].entries
    return {e.message.id: e.raw for e in found if e.message.id and not e.message.obsolete}


def catalog(project: Project, name: str, code: str = "en") -> str:
    """Give the path of the catalog that a note has."""
    path = f"locales/{code}/{name}.po"
    return path if path in project.files() else f"locales/{code}.po"


def message(project: Project, name: str, text: str) -> Message:
    found = project.catalogs()[catalog(project, name)].entries
    return next(entry.message for entry in found if entry.message.id == text)


def obsolete(project: Project) -> list[str]:
    return [message.id for message in project.messages() if message.obsolete]


def test_day__one_word_is_edited(day: Day) -> None:
    path = catalog(day.project, "land")
    before = entries(day.project, path)
    old = "Ein Weg führt durch den Wald bis zur alten Mühle."
    new = "Ein Pfad führt durch den Wald bis zur alten Mühle."
    translation = message(day.project, "land", old).translation
    day.project.edit("source/land.md", old, new)
    assert "1 fuzzy" in day.extract()
    after = entries(day.project, path)
    assert {**after, old: ""} == {**before, old: "", new: after[new]}
    fuzzy = message(day.project, "land", new)
    assert (fuzzy.fuzzy, fuzzy.previous, fuzzy.translation) == (True, old, translation)
    day.project.edit("source/land.md", new, old)
    day.extract()
    assert entries(day.project, path) == before
    assert message(day.project, "land", old).translated


def test_day__a_paragraph_is_wrapped_anew(day: Day) -> None:
    before = day.project.tree()
    day.project.edit(
        "source/stadt.md",
        "Die Stadt liegt an einem breiten Fluss, der im Sommer wenig Wasser führt.\nWer dort",
        "Die Stadt liegt an einem breiten Fluss,\nder im Sommer wenig Wasser führt. Wer dort",
    )
    day.extract()
    assert {**day.project.tree(), "source/stadt.md": b""} == {**before, "source/stadt.md": b""}


def test_day__a_link_and_the_quotes_change(day: Day) -> None:
    day.project.edit("source/stadt.md", "example.org/schiffe", "example.org/hafen/schiffe")
    assert "1 carried over" in day.extract()
    text = "Im Hafen liegen [alte Schiffe](https://example.org/hafen/schiffe) aus Holz."
    carried = message(day.project, "stadt", text)
    assert carried.translated
    assert "example.org/hafen/schiffe" in carried.translation


def test_day__a_paragraph_is_deleted_and_comes_back(day: Day) -> None:
    before = day.project.tree()
    gone = "Im Herbst ziehen Kraniche über die Felder nach Süden."
    day.project.edit("source/land.md", f"{gone}\n\n", "")
    day.extract()
    assert obsolete(day.project) == [gone, gone]
    day.project.write("source/land.md", LAND)
    assert "1 revived" in day.extract()
    assert day.project.tree() == before


def test_day__a_paragraph_moves_to_another_note(day: Day) -> None:
    moved = "Im Herbst ziehen Kraniche über die Felder nach Süden."
    translation = message(day.project, "land", moved).translation
    day.project.edit("source/land.md", f"{moved}\n\n", "")
    day.project.write("source/wald.md", f"{WALD}\n{moved}\n")
    day.extract()
    there = message(day.project, "wald", moved)
    assert (there.translated, there.translation) == (True, translation)
    assert there.documents == ("source/wald.md",)


def test_day__a_fuzzy_paragraph_moves_to_another_note(day: Day) -> None:
    old = "Im Herbst ziehen Kraniche über die Felder nach Süden."
    new = "Im Herbst ziehen Kraniche über die Felder nach Westen."
    day.project.edit("source/land.md", old, new)
    day.extract()
    day.project.edit("source/land.md", f"{new}\n\n", "")
    day.project.write("source/wald.md", f"{WALD}\n{new}\n")
    day.extract()
    there = message(day.project, "wald", new)
    assert (there.fuzzy, there.previous) == (True, old)


@pytest.mark.parametrize("name", ["ort", "orte/stadt", "orte/am/fluss"])
def test_day__a_note_is_renamed(day: Day, name: str) -> None:
    before = day.project.read(catalog(day.project, "stadt"))
    day.project.write("build/en/stadt.md", "")
    day.project.run("build", "--force")
    day.project.move("source/stadt.md", f"source/{name}.md")
    told = day.extract()
    after = day.project.read(catalog(day.project, name))
    assert after == before.replace("source/stadt.md", f"source/{name}.md")
    assert not [
        path for path in day.project.files() if path.endswith(("stadt.po", "stadt.pot"))
    ] or (name == "orte/stadt")
    assert "new" not in told
    built = day.project.run("build")
    assert built.out.endswith(
        "build/en/stadt.md: removed: its document is gone\n"
        "build/hant/stadt.md: removed: its document is gone\n"
        "build: 8 files, 4 changed\n"
    )
    assert day.project.read(f"build/en/{name}.md").count("translation_coverage: 100") == 1


def test_day__a_note_is_renamed_and_edited(day: Day) -> None:
    day.project.move("source/land.md", "source/umland.md")
    day.project.edit("source/umland.md", "Ein Weg führt", "Ein Pfad führt")
    assert "1 fuzzy" in day.extract()
    assert [message.fuzzy for message in day.project.messages() if not message.obsolete].count(
        True
    ) == 2


def test_day__a_note_is_divided(day: Day) -> None:
    head, port = STADT.split("## Der Hafen\n")
    day.project.write("source/stadt.md", head)
    day.project.write("source/hafen.md", f"# Der Hafen\n{port}")
    day.extract()
    assert all(message.translated for message in day.project.messages() if not message.obsolete)
    assert message(day.project, "hafen", "Der Hafen").translated


def test_day__a_note_is_divided_into_new_ones(day: Day) -> None:
    head, port = STADT.split("## Der Hafen\n")
    day.project.remove("source/stadt.md")
    day.project.write("source/ort.md", head)
    day.project.write("source/hafen.md", f"# Der Hafen\n{port}")
    day.extract()
    assert all(message.translated for message in day.project.messages())
    assert not [path for path in day.project.files() if path.endswith("stadt.po")]


def test_day__two_notes_become_one(day: Day) -> None:
    day.project.write("source/wald.md", f"{WALD}\n{LAND}")
    day.project.remove("source/land.md")
    day.extract()
    assert all(message.translated for message in day.project.messages())
    assert not [path for path in day.project.files() if path.endswith(("land.po", "land.pot"))]


def test_day__two_notes_become_a_third(day: Day) -> None:
    day.project.write("source/natur.md", f"{WALD}\n{LAND}")
    day.project.remove("source/land.md")
    day.project.remove("source/wald.md")
    told = day.extract()
    assert all(message.translated for message in day.project.messages())
    names = {path.rpartition("/")[2] for path in day.project.catalogs()}
    assert names in ({"stadt.po", "natur.po"}, {"en.po", "hant.po"})
    if "natur.po" in names:
        assert (
            "locales/en/natur.po: 6 unchanged; moved from locales/en/land.po, locales/en/wald.po\n"
        ) in told
        assert "locales/en/land.po: removed: moved to locales/en/natur.po\n" in told


def test_day__a_paragraph_is_edited_in_another_note(day: Day) -> None:
    """The suggestion there is soon replaced; the translation must be there if the text is back."""
    text = "Ein Weg führt durch den Wald bis zur alten Mühle."
    translation = message(day.project, "land", text).translation
    day.project.remove("source/land.md")
    day.project.write("source/wald.md", f"{WALD}\n{text.replace('Weg', 'Pfad')}\n")
    assert "1 fuzzy" in day.extract()
    day.translate()
    day.project.write("source/wald.md", f"{WALD}\n{text}\n")
    day.extract()
    assert message(day.project, "wald", text).translation == translation


def test_day__a_note_is_removed_and_comes_back(day: Day) -> None:
    before = day.project.tree()
    day.project.remove("source/land.md")
    day.extract()
    assert len(obsolete(day.project)) == 8
    day.project.write("source/land.md", LAND)
    day.extract()
    assert day.project.tree() == before


def test_day__comments_of_translators_stay(day: Day) -> None:
    path = catalog(day.project, "land")
    described = '#. paragraph, in "Das Land hinter den Hügeln"'
    day.project.edit(
        path,
        f'{described}\n#: source/land.md\nmsgid "Ein Weg',
        f'# Mühle: mill, not grinder\n{described}\n#: source/land.md\nmsgid "Ein Weg',
    )
    day.extract()
    day.project.move("source/land.md", "source/mehr/land.md")
    day.extract()
    day.project.remove("source/mehr/land.md")
    day.extract()
    day.project.write("source/land.md", LAND)
    day.extract()
    text = "Ein Weg führt durch den Wald bis zur alten Mühle."
    assert message(day.project, "land", text).comments == ("Mühle: mill, not grinder",)


def test_day__a_catalog_without_header_is_renamed(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    project.write("source/wald.md", WALD)
    text = '#: source/baum.md\nmsgid "Im Wald"\nmsgstr "In the Woods"\n'
    project.write("locales/en/baum.po", text)
    assert project.run("extract").code == 0
    assert project.catalogs().keys() == {"locales/en/wald.po"}
    assert message(project, "wald", "Im Wald").translation == "In the Woods"


# Another layout of the catalogs


def configure(day: Day, catalog: str) -> None:
    day.project.write("transync.toml", LANGUAGES + catalog + CODES)


LAYOUTS = [
    ("", SHARED),
    (SHARED, ""),
    ("", 'catalog = "po/{path}.{lang}.po"\n'),
    ('catalog = "po/{path}.{lang}.po"\n', SHARED),
    ("", 'catalog = "locales/{lang}/notes/{path}.po"\n'),
    ('catalog = "locales/{lang}/notes/{path}.po"\n', ""),
]


@pytest.mark.parametrize(("before", "after"), LAYOUTS)
def test_day__another_layout(tmp_path: Path, before: str, after: str) -> None:
    project = Project(tmp_path / "project", LANGUAGES + before + CODES)
    for name, text in {"stadt": STADT, "land": LAND, "wald": WALD}.items():
        project.write(f"source/{name}.md", text)
    day = Day(project)
    day.extract()
    project.translate(anew)
    project.edit("source/land.md", "Ein Weg führt", "Ein Pfad führt")
    project.edit("source/stadt.md", "- Das Museum öffnet erst am Nachmittag.\n", "")
    project.write("source/wald.md", f"{WALD}\nNeu und noch nicht übersetzt.\n")
    day.extract()
    first = project.tree()
    states = sorted((*made(m), m.fuzzy, m.obsolete) for m in project.messages())
    configure(day, after)
    day.extract()
    assert sorted((*made(m), m.fuzzy, m.obsolete) for m in project.messages()) == states
    template = after.partition('"')[2].partition('"')[0] or "locales/{lang}/{path}.po"
    wanted = {
        template.format(lang=code, path=name)
        for code in ("en", "hant")
        for name in ("stadt", "land", "wald")
    }
    assert set(project.catalogs()) == wanted
    configure(day, before)
    day.extract()
    assert project.tree().keys() == first.keys()
    assert sorted((*made(m), m.fuzzy, m.obsolete) for m in project.messages()) == states


def test_day__a_former_layout_still_has_what_was_obsolete(tmp_path: Path) -> None:
    """A catalog without documents was nobody's, and a text that came back had no translation."""
    config = 'languages = ["en"]\n'
    project = Project(tmp_path / "project", config)
    project.write("source/wald.md", "Ein Weg führt in den Wald.\n")
    project.run("extract")
    project.translate(anew)
    before = project.read("locales/en/wald.po")
    project.write("source/wald.md", "Der Wald schläft.\n")
    project.write("transync.toml", f"{config}{SHARED}")
    project.run("extract")
    project.write("source/wald.md", "Ein Weg führt in den Wald.\n")
    assert "1 revived" in project.run("extract").out
    assert "Éín Wég" in before
    assert "Éín Wég" in project.read("locales/en.po")


def test_day__another_layout_and_a_note_that_cannot_be_read(day: Day) -> None:
    text = day.project.read("source/land.md")
    for catalog in ("", SHARED, ""):
        day.project.write("source/land.md", b"\xff")
        configure(day, catalog)
        assert day.project.run("extract").code == 1
        day.project.write("source/land.md", text)
        day.extract()
        assert all(message.translated for message in day.project.messages() if not message.obsolete)


def test_day__another_layout_in_parts(day: Day) -> None:
    for catalog in ("", SHARED, ""):
        configure(day, catalog)
        assert day.project.run("extract", "source/wald.md").code == 0
        assert day.project.run("extract", "--lang", "hant").code == 0
        day.extract()
        assert all(message.translated for message in day.project.messages())


def test_day__two_translations_of_one_text(tmp_path: Path) -> None:
    project = Project(tmp_path / "project", LANGUAGES + CODES)
    project.write("source/a.md", "# Titel\n\nEiner hat recht.\n")
    project.write("source/b.md", "# Titel\n\nEine andere auch.\n")
    day = Day(project)
    day.extract()
    project.translate(lambda m: f"{m.id} (a)", "locales/en/a.po", "locales/hant/a.po")
    project.translate(lambda m: f"{m.id} (b)", "locales/en/b.po", "locales/hant/b.po")
    day.extract()
    for catalog in (SHARED, ""):
        configure(day, catalog)
        day.extract()
        assert all(message.translation for message in project.messages())


def test_day__of_two_translations_the_current_one(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    for name in ("a", "b"):
        project.write(f"source/{name}.md", "Zwei Notizen haben diesen Satz.\n\nNicht diesen.\n")
    day = Day(project)
    day.extract()
    project.translate(lambda m: f"{m.id} (a)", "locales/en/a.po")
    project.translate(lambda m: f"{m.id} (b)", "locales/en/b.po")
    project.write("source/b.md", "Nicht diesen.\n")
    day.extract()
    project.move("source/a.md", "source/c.md")
    project.remove("source/b.md")
    day.extract()
    text = "Zwei Notizen haben diesen Satz."
    assert message(project, "c", text).translation == f"{text} (a)"


def test_day__the_larger_part_takes_what_is_left(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    project.write("source/a.md", "Einer.\n\nZwei davon.\n\nDrei Sachen.\n\nVier und mehr.\n")
    day = Day(project)
    day.extract()
    day.translate()
    project.edit("source/a.md", "Einer.\n\n", "")
    day.extract()
    project.remove("source/a.md")
    project.write("source/klein.md", "Zwei davon.\n")
    project.write("source/groß.md", "Drei Sachen.\n\nVier und mehr.\n")
    day.extract()
    assert project.catalogs().keys() == {"locales/en/groß.po", "locales/en/klein.po"}
    assert message(project, "groß", "Einer.").obsolete


def test_day__what_translators_wrote_of_one_text(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    for name in ("a", "b"):
        project.write(f"source/{name}.md", f"Zwei Notizen haben diesen Satz.\n\nNur {name}.\n")
    day = Day(project)
    day.extract()
    day.translate()
    project.edit(
        "locales/en/b.po",
        '#. paragraph\n#: source/b.md\nmsgid "Zwei',
        ('# We say notes.\n#. paragraph\n#: source/b.md\nmsgid "Zwei'),
    )
    project.remove("source/b.md")
    day.extract()
    comments = [message.comments for message in project.messages()]
    assert comments == [(), (), ("We say notes.",), ()]


def test_day__catalogs_of_another_tool_are_read_and_left_alone(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    project.write("source/wald.md", WALD)
    other = (
        'msgid ""\nmsgstr "Language: en\\nContent-Type: text/plain; charset=UTF-8\\n"\n\n'
        '#: source/wald.md:1\nmsgid "Im Wald"\nmsgstr "In the Woods"\n'
    )
    others = {
        "po/en.po": other,
        "app/en.po": other.replace("source/wald.md", "src/app.c").replace("Woods", "Forest"),
        "app/fr.po": other.replace("Language: en", "Language: fr").replace("Woods", "Forêt"),
        "app/broken.po": f'{other}\nmsgid "Das Land',
    }
    for path, text in others.items():
        project.write(path, text)
    assert project.run("extract").code == 0
    for path, text in others.items():
        assert project.read(path) == text
    assert 'msgid "Im Wald"\nmsgstr "In the Woods"\n' in project.read("locales/en/wald.po")


# A long day


def steps(chance: random.Random, project: Project) -> None:
    """Do one of the things that authors do."""
    notes = [path for path in project.files() if path.startswith("source/")]
    note, other = chance.choice(notes), chance.choice(notes)
    blocks = project.read(note).rstrip("\n").split("\n\n")
    block = chance.choice(blocks)
    match chance.randrange(7):
        case 0:
            blocks[blocks.index(block)] = block.replace("der ", "jener ", 1) + " Oder doch nicht?"
        case 1 if len(blocks) > 1:
            blocks.remove(block)
        case 2 if note != other:
            project.write(other, f"{project.read(other)}\n{block}\n")
            blocks = [each for each in blocks if each != block] or ["Rest."]
        case 3:
            project.remove(note)
            note = f"source/{chance.choice(['', 'a/', 'b/c/'])}{chance.randrange(100)}.md"
        case 4 if note != other:
            project.remove(note)
            note, blocks = other, [*blocks, project.read(other)]
        case 5:
            middle = len(blocks) // 2
            project.write(f"source/teil{chance.randrange(9)}.md", "\n\n".join(blocks[middle:]))
            blocks = blocks[:middle] or ["Der Anfang."]
        case _:
            blocks.insert(0, f"Etwas Neues, nämlich {chance.randrange(1000)} Dinge.")
    project.write(note, "\n\n".join(blocks) + "\n")


@pytest.mark.parametrize("seed", range(6))
def test_day__any(tmp_path: Path, seed: int, gettext_tools: Mapping[str, str]) -> None:
    chance = random.Random(seed)
    project = Project(tmp_path / "project", LANGUAGES + CODES)
    for name, text in {"land": LAND, "wald": WALD}.items():
        project.write(f"source/{name}.md", text)
    day = Day(project)
    for _ in range(12):
        day.extract()
        for _ in range(chance.randrange(3)):
            steps(chance, project)
        if chance.random() < 0.3:
            configure(day, chance.choice(["", SHARED]))
        if chance.random() < 0.5:
            day.extract()
            day.translate()
    for path in project.catalogs():
        command = [gettext_tools["msgfmt"], "--check", "-o", "-", str(project.folder / path)]
        subprocess.run(command, check=True, capture_output=True)
