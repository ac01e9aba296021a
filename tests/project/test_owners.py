"""Whose a catalog is: transync's, or the business of another program, which nobody touches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.projects import Project, anew
from transync.formats import po
from transync.project import config
from transync.project.owners import CatalogOwner, owner, owner_of_text

if TYPE_CHECKING:
    from pathlib import Path

OURS, SOMEBODYS, UNKNOWN = CatalogOwner.OURS, CatalogOwner.SOMEBODYS, CatalogOwner.UNKNOWN
HEADER = 'msgid ""\nmsgstr "Project-Id-Version: {}\\nLanguage: en\\n{}"\n'
WEBLATE, POEDIT = "X-Generator: Weblate 5.10\\n", "X-Generator: Poedit 3.5\\n"
PROGRAM = HEADER.format("shop 1.0", "") + '\n#: shop/a.py:1\nmsgid "Tee"\nmsgstr "Tea"\n'


def message(*references: str, text: str = "Tee") -> str:
    said = "".join(f"#: {each}\n" for each in references)
    return f'\n{said}msgid "{text}"\nmsgstr "Tea"\n'


# A catalog at locales/en/tee.po, and whose it is.
CASES = {
    "as transync writes it": (HEADER.format("tee", "X-Generator: transync\\n"), OURS),
    "saved by Weblate": (HEADER.format("tee", WEBLATE) + message("source/tee.md"), OURS),
    "saved by Poedit, of a note that is gone": (
        HEADER.format("alt", POEDIT) + message("source/alt.md"),
        OURS,
    ),
    "of a former source": (HEADER.format("tee", WEBLATE) + message("notes/de/tee.md"), OURS),
    "of po4a, with line numbers": (HEADER.format("x", "") + message("source/tee.md:12"), OURS),
    "of po4a, of another note": (HEADER.format("x", "") + message("source/alt.md:12"), SOMEBODYS),
    "of po4a, of a note of the name": (message("notes/tee.md:12"), SOMEBODYS),
    "a name with blanks": (message("\u2068source/Der Tee.md\u2069"), OURS),
    "only obsolete, by transync": (
        HEADER.format("tee", "X-Generator: transync\\n") + '\n#~ msgid "Tee"\n#~ msgstr "Tea"\n',
        OURS,
    ),
    "of a program": (PROGRAM, SOMEBODYS),
    "of a program, saved by Poedit": (HEADER.format("1", POEDIT) + message("a.py:1"), SOMEBODYS),
    "of a program, files only": (HEADER.format("shop", "") + message("shop/tee.py"), SOMEBODYS),
    "of a program that names a page, too": (
        message("source/tee.md") + message("shop/a.py:7", text="Korb"),
        SOMEBODYS,
    ),
    "of Sphinx": (HEADER.format("x", "") + message("../../source/tee.md:3"), SOMEBODYS),
    "of Sphinx, without numbers": (message("../../source/tee.rst"), SOMEBODYS),
    "of a theme": (message("layouts/tee.html"), SOMEBODYS),
    "a header alone": (HEADER.format("tee", POEDIT), UNKNOWN),
    "nothing": ("", UNKNOWN),
    "no references": (message(), UNKNOWN),
}


@pytest.mark.parametrize("name", CASES)
def test_owner(name: str) -> None:
    text, expected = CASES[name]
    layouts = config.parse('languages = ["en"]\n', "transync.toml").layouts
    path = "locales/en/tee.po"
    assert owner(layouts, po.parse(text, path)) is expected
    assert owner_of_text(layouts, path, text.encode()) is expected
    broken = text.encode() + b'\nmsgstr "\xff'
    assert owner_of_text(layouts, path, broken) is expected


COMMANDS = ("extract", "build", "prune", "repair", "extract")
LATIN = PROGRAM.replace("Tea", "Thé").encode("latin-1")


@pytest.mark.parametrize("text", [PROGRAM.encode(), LATIN])
@pytest.mark.parametrize(
    ("settings", "place"),
    [
        ("", "locales/en/LC_MESSAGES/shop.po"),
        ("", "locales/en/shop.po"),
        ("", "locales/templates/shop.pot"),
        ("", "locales/fr/shop.po"),
        ("", "shop/locale/en/LC_MESSAGES/django.po"),
        ('catalog = "po/{lang}/notes.po"\n', "po/en/shop.po"),
        ('catalog = "{path}.{lang}.po"\ntemplate = ""\n', "shop.en.po"),
    ],
)
def test_commands__leave_catalogs_of_others_alone(
    tmp_path: Path, settings: str, place: str, text: bytes
) -> None:
    """Every command, also the second time, and after a note has come, moved and gone."""
    project = Project(tmp_path, f'languages = ["en"]\n{settings}')
    project.write("source/a.md", "Tee\n\nKorb\n")
    project.write(place, text)
    for command in (*COMMANDS, "check"):
        told = project.run(command)
        assert place not in told.out + told.err, command
    if text == PROGRAM.encode():
        project.translate(lambda each: anew(each) if each.documents == ("source/a.md",) else None)
    project.move("source/a.md", "source/b.md")
    for command in COMMANDS:
        assert place not in project.run(command).out, command
    project.remove("source/b.md")
    project.write("source/c.md", "Wasser\n")
    for command in COMMANDS:
        assert place not in project.run(command).out, command
    assert (project.folder / place).read_bytes() == text


@pytest.mark.parametrize(
    ("settings", "place"),
    [
        ("", "locales/en/tee.po"),
        ('catalog = "locales/{lang}/LC_MESSAGES/messages.po"\n', None),
        ("", "locales/templates/tee.pot"),
    ],
)
def test_extract__writes_into_no_catalog_of_a_program(
    tmp_path: Path, settings: str, place: str | None
) -> None:
    """One in the place of a note's is told, and stays; the notes of others go on."""
    place = place or "locales/en/LC_MESSAGES/messages.po"
    project = Project(tmp_path, f'languages = ["en"]\n{settings}')
    project.write("source/tee.md", "Tee\n")
    project.write(place, PROGRAM)
    for command in ("extract", "extract", "check", "prune", "repair"):
        told = project.run(command)
        is_told = "error T005: transync has not made this" in told.out + told.err
        assert is_told == (command in ("extract", "check")), command
    assert project.read(place) == PROGRAM
    project.edit(place, "Language: en", "X-Generator: transync\\nLanguage: en")
    assert project.run("extract").code == 0
    assert "source/tee.md" in project.read(place)


@pytest.mark.parametrize(
    ("settings", "place", "commands"),
    [
        ("", "locales/en/tee.po", ("extract", "check", "build", "status")),
        ('catalog = "locales/{lang}.po"\n', "locales/en.po", ("extract", "check")),
    ],
)
def test_commands__a_catalog_that_names_nothing_is_told_alike(
    tmp_path: Path, settings: str, place: str, commands: tuple[str, ...]
) -> None:
    """Most of its texts are not the note's: nothing is built of it, nothing is pruned from it."""
    project = Project(tmp_path, f'languages = ["en"]\n{settings}')
    project.write("source/tee.md", "Tee\n\nKorb\n")
    text = HEADER.format("shop", "") + message() + message(text="X") + message(text="Y")
    project.write(place, f'{text}\n#~ msgid "Alt"\n#~ msgstr "Old"\n')
    before = project.read(place)
    for command in commands:
        told = project.run(command)
        assert f"{place}: error T005: transync has not" in told.out + told.err, command
    assert project.run("prune").out == "prune: 0 files, none changed\n"
    project.run("repair")
    assert project.read(place) == before


@pytest.mark.parametrize("source", ["{path}.md", "source/{path}.md"])
def test_commands__what_po4a_has_made_elsewhere_is_left_alone(tmp_path: Path, source: str) -> None:
    """Its references, with lines, look like notes of this project, but it is of no such note."""
    settings = f'catalog = "{{path}}.{{lang}}.po"\nsource = "{source}"\ntemplate = ""\n'
    project = Project(tmp_path, f'languages = ["en"]\noutput = "o/{{lang}}/{{path}}"\n{settings}')
    note = source.format(path="README")
    project.write(source.format(path="tee"), "Tee\n")
    places = ("vendor/lib/README.en.po", "vendor/x.en.po")
    for place in places:
        project.write(place, HEADER.format("lib", "") + message(f"{note}:1"))
    before = [project.read(place) for place in places]
    for command in (*COMMANDS, "check"):
        assert "vendor" not in project.run(command).out, command
    assert [project.read(place) for place in places] == before


def test_extract__takes_a_catalog_made_for_a_note(tmp_path: Path) -> None:
    """It names nothing, but has the note's texts: most of its own."""
    project = Project(tmp_path)
    project.write("source/tee.md", "Tee\n\nKorb\n\nKanne\n")
    project.write("locales/en/tee.po", message() + message(text="Korb") + message(text="alt"))
    assert project.run("extract").out.endswith("extract: 2 files, 2 changed\n")
    project.write("source/neu.md", "Tee\n")
    project.write("locales/en/neu.po", message() + message(text="Korb") + message(text="alt"))
    told = project.run("extract")
    assert told.err.startswith("locales/en/neu.po: error T005: transync has not made this catalog;")


def test_extract__a_note_without_texts_is_removed_after_weblate(tmp_path: Path) -> None:
    """Obsolete messages name no note: that the catalog is transync's, its header says again."""
    project = Project(tmp_path)
    project.write("source/a.md", "Der Tee ist heiß.\n")
    project.write("source/b.md", "Anderes.\n")
    project.run("extract")
    project.translate(anew)
    project.edit("locales/en/a.po", "X-Generator: transync", "X-Generator: Weblate 5.10")
    project.remove("source/a.md")
    assert project.run("extract").code == 0
    assert "#~ msgid" in project.read("locales/en/a.po")
    assert project.run("extract").out == "extract: 3 files, none changed\n"
    project.write("source/c.md", "Der Tee ist heiß.\n")
    assert "1 revived; moved from locales/en/a.po" in project.run("extract").out


def test_exclude__protects_what_has_no_document_only(tmp_path: Path) -> None:
    project = Project(tmp_path, 'languages = ["en"]\nexclude = ["locales", "source/alt"]\n')
    project.write("source/a.md", "Tee\n")
    project.write("source/alt/b.md", "Kaffee\n")
    other = HEADER.format("b", "X-Generator: transync\\n") + message("source/alt/b.md")
    project.write("locales/en/alt/b.po", other)
    project.write("locales/en/weg.po", other)
    assert project.run("extract").out == (
        "locales/templates/a.pot: 1 message\nlocales/en/a.po: 1 new\nextract: 2 files, 2 changed\n"
    )
    project.edit("source/a.md", "Tee", "Kakao")
    assert "locales/en/a.po: 1 new" in project.run("extract").out
    for command in ("prune", "check"):
        assert "alt" not in project.run(command).out
    assert project.read("locales/en/alt/b.po") == project.read("locales/en/weg.po") == other


@pytest.mark.parametrize("begun", [True, False])
@pytest.mark.parametrize(
    "settings", ["", 'catalog = "{path}.{lang}.po"\ntemplate = "{path}.pot"\n']
)
def test_extract__robs_no_project_in_a_folder_of_this_one(
    tmp_path: Path, settings: str, begun: bool
) -> None:
    """A site and its blog are two projects; the blog's catalogs look like former ones here."""
    inner, outer = tmp_path / "blog", tmp_path
    site = Project(outer, f'languages = ["en"]\n{settings}')
    blog = Project(inner, f'languages = ["en"]\n{settings}')
    blog.write("source/tee.md", "Der Tee.\n")
    blog.run("extract")
    blog.translate(anew)
    blog.write("source/tee.md", "Der Kaffee ist kalt.\n")
    blog.run("extract")
    before = blog.tree()
    if begun:
        site.write("source/alt.md", "Anderes.\n")
        site.run("extract")
    site.write("source/neu.md", "Der Tee.\n")
    for command in COMMANDS:
        told = site.run(command)
        assert (told.code, told.err) == (0, "")
        assert "blog" not in told.out
    assert blog.tree() == before


def test_extract__empties_a_note_that_weblate_has_saved(tmp_path: Path) -> None:
    """All its messages are obsolete, and name nothing: transync says that they are its own."""
    project = Project(tmp_path)
    project.write("source/a.md", "Der Tee ist heiß.\n")
    project.run("extract")
    project.translate(anew)
    project.edit("locales/en/a.po", "X-Generator: transync", "X-Generator: Weblate 5.10")
    project.write("source/a.md", "***\n")
    assert project.run("extract").code == 0
    assert "X-Generator: transync" in project.read("locales/en/a.po")
    assert project.run("extract").out == "extract: 2 files, none changed\n"
    project.write("source/a.md", "Der Tee ist heiß.\n")
    assert "1 revived" in project.run("extract").out
