"""Bad input: one clear line with its place, no harm to any file, and all else is done."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from tests.support.cases import Case, cases, names
from tests.support.projects import Project, Told, anew, places
from transync.commands.apply import applied
from transync.domain.changes import Change
from transync.domain.model import Finding, Severity
from transync.storage import Root

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

DOCUMENTS = cases("cli/bad_documents.md")
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
NEW = ["locales/templates/neu.pot", "locales/en/neu.po", "build/en/neu.md"]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Make a project of two notes, translated and built, and one that is new."""
    project = Project(tmp_path / "project")
    project.write("source/gut.md", "Gut.\n")
    project.write("source/x.md", "Text.\n")
    project.run("extract")
    project.translate(anew)
    project.run("build")
    project.write("source/neu.md", "Neu.\n")
    return project


def refused(project: Project, *commands: str, but: Sequence[str] = ()) -> str:
    """Give what is said of a fault by every command; all but what is at fault must be done.

    Nothing that was there may change, except for what is named in `but`.
    """
    before = project.tree()
    said = set()
    for command in commands or ("extract", "build", "status"):
        told = project.run(command)
        assert told.code == 1
        said.add(told.err)
    after = project.tree()
    assert {path for path in before if after.get(path) != before[path]} <= set(but)
    assert after.keys() - before.keys() <= {*NEW, *but}
    assert len(said) == 1
    return said.pop()


def as_bytes(text: str) -> bytes:
    return text.replace("␀", "\0").replace("␄", "\x04").encode().replace("¬".encode(), b"\xff")


@pytest.mark.parametrize("case", DOCUMENTS, ids=names(DOCUMENTS))
def test_document(project: Project, case: Case) -> None:
    project.write("source/x.md", as_bytes(case.given))
    assert refused(project) == case.expected
    assert set(NEW) <= set(project.files())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "> " * 10_000 + "Text\n",
            "source/x.md:1:1 T004",
        ),
        (
            "Ein Wort" * 125_000,
            "source/x.md:1:1 T004",
        ),
        (
            "Text".encode("utf-16"),
            "source/x.md:1:1 T001",
        ),
    ],
    ids=["deep", "long", "UTF-16"],
)
def test_document__made(project: Project, text: str | bytes, said: str) -> None:
    project.write("source/x.md", text)
    assert places(refused(project)) == [said]


def test_document__front_matter_that_cannot_be_set(project: Project) -> None:
    project.write("source/x.md", "---\n{lang: de, title: x}\n---\n\nText.\n")
    project.run("extract")
    said = "source/x.md:2:1 T002"
    assert places(refused(project, "build")) == [said]
    project.write(
        "transync.toml", 'languages = ["en"]\n[build]\nminimum = 0\n[front-matter]\nset = {}\n'
    )
    assert places(refused(project, "build", but=["build/en/gut.md"])) == [said]


CATALOGS: dict[str, tuple[str | bytes, str]] = {
    "truncated": (
        f'{HEADER}msgid "Text."\nmsgstr "Te',
        "locales/en/x.po:5:8 T003",
    ),
    "cut between two lines": (
        f'{HEADER}msgid "Text."\n',
        "locales/en/x.po:5:1 T003",
    ),
    "a conflict": (
        f'{HEADER}msgid "Text."\n<<<<<<< HEAD\nmsgstr "A"\n=======\nmsgstr "B"\n>>>>>>> other\n',
        "locales/en/x.po:5:1 T003",
    ),
    "another charset": (
        HEADER.replace("UTF-8", "ISO-8859-1"),
        "locales/en/x.po:1:1 T003",
    ),
    "bytes of another charset": (
        f'{HEADER}msgid "Text."\nmsgstr "T\xe9xt"\n'.encode("latin-1"),
        "locales/en/x.po:5:10 T003",
    ),
    "a message twice": (
        f'{HEADER}msgid "Text."\nmsgstr "A"\n\nmsgid "Text."\nmsgstr "B"\n',
        "locales/en/x.po:7:1 T003",
    ),
}


@pytest.mark.parametrize("fault", CATALOGS)
def test_catalog(project: Project, fault: str) -> None:
    text, said = CATALOGS[fault]
    project.write("locales/en/x.po", text)
    assert places(refused(project)) == [said]
    assert set(NEW) <= set(project.files())


def test_catalog__in_bytes_that_no_case_file_can_hold(project: Project) -> None:
    text, place = CATALOGS["bytes of another charset"]
    project.write("locales/en/x.po", text)
    assert refused(project) == (
        f"{place.replace(' ', ': error ')}: the bytes here are not UTF-8; convert the file with"
        " `msgconv -t UTF-8`, or repair them; try `transync repair`\n"
    )


def test_catalog__of_all_documents_is_one_cause(tmp_path: Path) -> None:
    project = Project(tmp_path / "project", 'languages = ["en"]\ncatalog = "po/{lang}.po"\n')
    for name in ("a", "b", "c"):
        project.write(f"source/{name}.md", f"Absatz {name}.\n")
    project.write("po/en.po", 'msgid "\n')
    said = "po/en.po:1:7 T003"
    assert places(refused(project, but=[f"locales/templates/{name}.pot" for name in "abc"])) == [
        said
    ]


def test_catalog__of_a_document_that_was_renamed(project: Project) -> None:
    project.write("locales/en/x.po", 'msgid "\n')
    project.move("source/x.md", "source/y.md")
    told = project.run("extract")
    assert (told.code, places(told.err)) == (1, ["locales/en/x.po:1:7 T003"])
    assert project.read("locales/en/x.po") == 'msgid "\n'
    assert project.run("extract", "source/y.md").code == 0


def test_template(project: Project) -> None:
    project.write("locales/templates/x.pot", 'msgid "\n')
    assert places(refused(project, "extract")) == ["locales/templates/x.pot:1:7 T003"]


# Files that are none, or not ours


def folder(place: Path) -> None:
    place.unlink(missing_ok=True)
    place.mkdir(parents=True)


def pipe(place: Path) -> None:
    place.unlink(missing_ok=True)
    os.mkfifo(place)


def link_out(place: Path) -> None:
    outside = next(parent for parent in place.parents if parent.name == "project").parent
    (outside / "file").write_text("not ours", encoding="utf-8")
    place.unlink(missing_ok=True)
    place.symlink_to(outside / "file")


OUTSIDE = "is a link that leads out of the project; remove or exclude it"


@pytest.mark.parametrize(
    ("path", "make", "commands", "said"),
    [
        ("source/x.md", pipe, "extract build status", "is not a file, or is a link to nothing"),
        ("source/x.md", link_out, "extract build status", OUTSIDE),
        ("locales/en/x.po", folder, "extract build status", "is not a file"),
        ("locales/en/x.po", link_out, "extract build status", OUTSIDE),
        ("locales/templates/x.pot", folder, "extract", "is not a file"),
        ("locales/templates/x.pot", link_out, "extract", OUTSIDE),
        ("build/en/x.md", folder, "build", "is not a file"),
        ("build/en/x.md", link_out, "build", OUTSIDE),
    ],
)
def test_file(
    project: Project, path: str, make: Callable[[Path], None], commands: str, said: str
) -> None:
    make(project.folder / path)
    assert refused(project, *commands.split()) == f"{path}: error T005: {said}\n"
    outside = project.folder.parent / "file"
    assert not outside.exists() or outside.read_text(encoding="utf-8") == "not ours"


def test_folder__where_a_document_could_be(project: Project) -> None:
    folder(project.folder / "source/ordner.md")
    assert project.run("extract").code == 0


def test_folder__that_cannot_be_looked_into(project: Project) -> None:
    """Root may look into every folder, so a link to the outside stands for one it may not."""
    project.write("source/tief/a.md", "Ein Absatz.\n")
    project.write("source/tief/b/c.md", "Noch ein Absatz.\n")
    project.run("extract")
    project.translate(anew)
    project.run("build")
    before = project.tree()
    project.move("source/tief", "../tief")
    (project.folder / "source/tief").symlink_to("../../tief")
    for command in ("extract", "build"):
        told = project.run(command)
        assert (told.code, told.err) == (1, f"source/tief: error T005: {OUTSIDE}\n")
        assert told.out.endswith(", none changed, 1 finding\n")
    (project.folder / "source/tief").unlink()
    project.move("../tief", "source/tief")
    assert project.tree() == before


def test_folder__that_cannot_be_looked_into__one_catalog(tmp_path: Path) -> None:
    project = Project(tmp_path / "project", 'languages = ["en"]\ncatalog = "po/{lang}.po"\n')
    project.write("source/a.md", "Oben.\n")
    project.write("source/tief/b/c.md", "Noch ein Absatz.\n")
    project.run("extract")
    project.translate(anew)
    before = project.read("po/en.po")
    project.move("source/tief", "../tief")
    (project.folder / "source/tief").symlink_to("../../tief")
    assert project.run("extract").code == 1
    assert project.read("po/en.po") == before


def test_folder__of_all_documents(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    (tmp_path / "outside").mkdir()
    (project.folder / "source").symlink_to(tmp_path / "outside")
    assert project.run("extract") == Told(2, "", f"transync: source: {OUTSIDE}\n")


@pytest.mark.skipif(os.geteuid() == 0, reason="Root can read every file.")
def test_file__that_may_not_be_read(project: Project) -> None:
    (project.folder / "source/x.md").chmod(0)
    said = "source/x.md: error T000: cannot be read: Permission denied\n"
    assert {project.run(command).err for command in ("extract", "build", "status")} == {said}


def test_output__folder_that_is_a_file(project: Project) -> None:
    for path in project.files():
        if path.startswith("build/"):
            project.remove(path)
    (project.folder / "build/en").rmdir()
    project.write("build/en", "")
    assert places(refused(project, "build")) == [
        f"build/en/{name}.md T005" for name in ("gut", "neu", "x")
    ]


def test_catalog__where_the_moved_one_cannot_be_written(project: Project) -> None:
    project.move("source/x.md", "source/mehr/x.md")
    project.write("locales/en/mehr", "")
    before = project.read("locales/en/x.po")
    told = project.run("extract")
    assert (told.code, places(told.err)) == (1, ["locales/en/mehr/x.po T005"])
    assert project.read("locales/en/x.po") == before
    project.remove("locales/en/mehr")
    assert project.run("extract").code == 0
    assert project.catalogs()["locales/en/mehr/x.po"].entries[1].message.translation == "Téxt."


def test_documents_that_collide(project: Project) -> None:
    project.write("source/X.md", "Ein anderer Text.\n")
    assert places(refused(project)) == ["source/X.md T005", "source/x.md T005"]


@pytest.mark.parametrize("text", [b"\xff\xfe", b"---\ntitle: [\n---\n", b"---\nlang: en\n---\nx\n"])
def test_output__edited_by_hand(project: Project, text: bytes) -> None:
    project.write("source/x.md", "---\nlang: de\n---\n\nText.\n")
    project.run("build", "--force")
    project.write("build/en/x.md", text)
    assert places(refused(project, "build")) == ["build/en/x.md T108"]
    assert project.run("build", "--force").code == 0
    assert project.read("build/en/x.md").endswith("---\n\nTéxt.\n")


# What cannot even begin


def test_no_configuration(tmp_path: Path) -> None:
    project = Project(tmp_path / "project", "")
    project.write("source/a.md", "Text.\n")
    for command in ("extract", "build", "status"):
        assert project.run(command) == Told(
            2,
            "",
            "transync: no transync.toml, and no pyproject.toml with [tool.transync], in"
            " FOLDER or any folder above it; `transync init` creates one\n",
        )
    assert project.files() == ["source/a.md"]


CONFIGURATIONS = {
    "a typo": (
        'langauges = ["en"]\n',
        "1:1: unknown key `langauges`; known keys are source-language, languages, source, ",
    ),
    "a wrong type": (
        'languages = "en"\n',
        "1:1: `languages` must be a list of texts, and here is a text",
    ),
    "an unknown language": (
        'languages = ["en", "german"]\n',
        "1:20: `languages`: the language `german` is not known. Give a BCP 47 code, or say in",
    ),
    "no language in a path": (
        'languages = ["en"]\noutput = "build/{path}.md"\n',
        '2:1: `output`: "build/{path}.md" lacks `{lang}`',
    ),
    "no path in a path": (
        'languages = ["en"]\nsource = "source/index.md"\n',
        '2:1: `source`: "source/index.md" lacks `{path}`',
    ),
    "no TOML": ("languages = [\n", "2:1: is not TOML: Invalid value"),
}


@pytest.mark.parametrize("fault", CONFIGURATIONS)
def test_configuration(project: Project, fault: str) -> None:
    text, said = CONFIGURATIONS[fault]
    project.write("transync.toml", text)
    before = project.tree()
    for command in ("extract", "build", "status"):
        told = project.run(command)
        assert (told.code, told.out) == (2, "")
        assert told.err.startswith(f"transync: transync.toml:{said}")
        assert told.err.count("\n") == 1
    assert project.tree() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["source/xx.md"], "source/xx.md belongs to no document of this project"),
        (["sorce"], "sorce belongs to no document of this project"),
        (["transync.toml"], "transync.toml belongs to no document of this project"),
        (["source/gut.md", "source/xx.md"], "source/xx.md belongs to no document of this project"),
        (["build/fr"], "build/fr belongs to no document of this project"),
        (["/etc"], "/etc: is outside the project, FOLDER"),
        ([".."], "FOLDER/..: is outside the project, FOLDER"),
        (["--lang", "es"], "this project has no language `es`; it has en"),
    ],
)
def test_selection(project: Project, arguments: list[str], said: str) -> None:
    before = project.tree()
    for command in ("extract", "build", "status"):
        assert project.run(command, *arguments) == Told(2, "", f"transync: {said}\n")
    assert project.tree() == before


def test_no_document(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    project.write("readme.md", "Text.\n")
    project.write("locales/en/a.po", f'{HEADER}msgid "Text."\nmsgstr "text"\n')
    before = project.tree()
    for command in ("extract", "build", "status"):
        assert project.run(command) == Told(
            2,
            "",
            "transync: there is no document to translate: no file matches source/{path}.md\n",
        )
    assert project.tree() == before


def test_change_while_at_work(project: Project) -> None:
    """A translator saves a catalog between the moments when it is read and written."""
    path = "locales/en/x.po"
    read = project.read(path)
    other = Change("locales/en/gut.po", project.read("locales/en/gut.po"), None)
    message = "changed while transync was at work and was left alone; run it again"
    for saved, before, after in (
        (read + "\n", read, "ours"),
        (read + "\n", read, None),
        (read, None, "ours"),
    ):
        project.write(path, saved)
        steps = [Change(path, before, after), other._replace(relies_on={path})]
        (found,) = applied(Root.at(project.folder), steps)
        assert found == Finding("T000", Severity.ERROR, path, 0, 0, message)
        assert project.read(path) == saved
    assert "locales/en/gut.po" in project.files()
