"""The command line: each command's whole output, and what it exits with."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from hashlib import sha256
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest

from tests.support.projects import Project, Told, anew

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NOTE = "---\nlang: de\ntitle: Erste Notiz\n---\n\nEin Absatz mit *Betonung*.\n"
OTHER = "# Zweite Notiz\n\nNoch ein Absatz.\n\n- Punkt eins\n- Punkt zwei\n"


def digest(text: str) -> str:
    return sha256(text.encode("utf-8")).hexdigest()[:16]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Make a project of two notes and two languages, one of them in a folder."""
    project = Project(tmp_path / "project", 'languages = ["en", "fr"]\n')
    project.write("source/eins.md", NOTE)
    project.write("source/mehr/zwei.md", OTHER)
    return project


@pytest.fixture
def done(project: Project) -> Project:
    """Make the same project, translated and built."""
    project.run("extract")
    project.translate(anew)
    project.run("build")
    return project


# init


@pytest.mark.parametrize(
    ("name", "text"),
    [("transync.toml", ""), ("pyproject.toml", '[tool.transync]\nlanguages = ["en"]\n')],
)
def test_init__a_project_that_is_there(tmp_path: Path, name: str, text: str) -> None:
    project = Project(tmp_path, "")
    project.write(name, text)
    told = project.run("init", "--from", "de", "--to", "en")
    assert told == Told(2, "", f"transync: {name}: is there already; edit it, or remove it first\n")
    assert project.tree() == {name: text.encode()}


def test_init__beside_a_pyproject_of_others(tmp_path: Path) -> None:
    project = Project(tmp_path, "")
    project.write("pyproject.toml", '[project]\nname = "x"\n')
    assert project.run("init", "--from", "de", "--to", "en").code == 0


def test_init__in_a_folder_of_a_project(project: Project) -> None:
    (project.folder / "inner").mkdir()
    inner = str(project.folder / "inner")
    assert project.run("-C", inner, "init", "--from", "de", "--to", "en").code == 0
    assert "inner/transync.toml" in project.files()


def test_init__where_nothing_can_be_written(tmp_path: Path) -> None:
    project = Project(tmp_path, "")
    project.write("source", "a file")
    told = project.run("init", "--from", "de", "--to", "en")
    assert told == Told(
        1,
        "init: 0 files, none changed, 1 finding\n",
        "source/willkommen.md: error T005: cannot be written: `source` is a file, not a folder\n",
    )


def test_init__unknown_language(tmp_path: Path) -> None:
    project = Project(tmp_path, "")
    told = project.run("init", "--from", "de", "--to", "xx")
    expected = "transync: the language `xx` is not known; give a BCP 47 code, such as `pt-BR`\n"
    assert told == Told(2, "", expected)
    assert project.files() == []


# extract


def test_extract(project: Project) -> None:
    assert project.run("extract") == Told(
        0,
        "locales/templates/eins.pot: 2 messages\n"
        "locales/templates/mehr/zwei.pot: 4 messages\n"
        "locales/en/eins.po: 2 new\n"
        "locales/en/mehr/zwei.po: 4 new\n"
        "locales/fr/eins.po: 2 new\n"
        "locales/fr/mehr/zwei.po: 4 new\n"
        "extract: 6 files, 6 changed\n",
    )
    assert project.read("locales/en/eins.po") == (
        'msgid ""\n'
        'msgstr ""\n'
        '"Project-Id-Version: eins\\n"\n'
        '"Report-Msgid-Bugs-To: \\n"\n'
        '"PO-Revision-Date: \\n"\n'
        '"Last-Translator: \\n"\n'
        '"Language-Team: \\n"\n'
        '"Language: en\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
        '"X-Generator: transync\\n"\n'
        "\n"
        "#. front matter, title\n"
        "#: source/eins.md\n"
        'msgid "Erste Notiz"\n'
        'msgstr ""\n'
        "\n"
        "#. paragraph\n"
        "#: source/eins.md\n"
        'msgid "Ein Absatz mit *Betonung*."\n'
        'msgstr ""\n'
    )


def test_extract__again(project: Project) -> None:
    project.run("extract")
    assert project.run("extract") == Told(0, "extract: 6 files, none changed\n")
    assert project.run("extract", "-v") == Told(
        0,
        "locales/templates/eins.pot: 2 messages\n"
        "locales/templates/mehr/zwei.pot: 4 messages\n"
        "locales/en/eins.po: 2 unchanged\n"
        "locales/en/mehr/zwei.po: 4 unchanged\n"
        "locales/fr/eins.po: 2 unchanged\n"
        "locales/fr/mehr/zwei.po: 4 unchanged\n"
        "extract: 6 files, none changed\n",
    )


def test_extract__quiet(project: Project) -> None:
    assert project.run("extract", "-q") == Told(0, "")
    assert "locales/fr/mehr/zwei.po" in project.files()


def test_extract__check(project: Project) -> None:
    before = project.tree()
    told = project.run("extract", "--check", "--lang", "fr")
    assert told == Told(
        1,
        "locales/templates/eins.pot: 2 messages\n"
        "locales/templates/mehr/zwei.pot: 4 messages\n"
        "locales/fr/eins.po: 2 new\n"
        "locales/fr/mehr/zwei.po: 4 new\n"
        "extract: 4 files, 4 would change\n",
    )
    assert project.run("extract", "--check", "-q") == Told(1, "")
    assert project.tree() == before
    project.run("extract")
    assert project.run("extract", "--check") == Told(0, "extract: 6 files, none would change\n")


def test_extract__diff(done: Project) -> None:
    done.edit("source/eins.md", "mit *Betonung*", "mit starker *Betonung*")
    before = done.tree()
    told = done.run("extract", "--diff", "--lang", "en", "source/eins.md")
    assert told == Told(
        0,
        "--- a/locales/templates/eins.pot\n"
        "+++ b/locales/templates/eins.pot\n"
        "@@ -18,5 +18,5 @@\n"
        " \n"
        " #. paragraph\n"
        " #: source/eins.md\n"
        '-msgid "Ein Absatz mit *Betonung*."\n'
        '+msgid "Ein Absatz mit starker *Betonung*."\n'
        ' msgstr ""\n'
        "--- a/locales/en/eins.po\n"
        "+++ b/locales/en/eins.po\n"
        "@@ -19,5 +19,10 @@\n"
        " \n"
        " #. paragraph\n"
        " #: source/eins.md\n"
        '-msgid "Ein Absatz mit *Betonung*."\n'
        "+#, fuzzy\n"
        '+#| msgid "Ein Absatz mit *Betonung*."\n'
        '+msgid "Ein Absatz mit starker *Betonung*."\n'
        ' msgstr "Éín Ábsátz mít *Bétónúng*."\n'
        "+\n"
        '+#~ msgid "Ein Absatz mit *Betonung*."\n'
        '+#~ msgstr "Éín Ábsátz mít *Bétónúng*."\n'
        "extract: 2 files, 2 would change\n",
    )
    assert done.run("extract", "--diff", "--check").code == 1
    assert done.tree() == before


def test_extract__diff_is_a_patch(project: Project, tmp_path: Path) -> None:
    other = Project(tmp_path / "other", project.read("transync.toml"))
    for path in ("source/eins.md", "source/mehr/zwei.md"):
        other.write(path, project.read(path))
    diff = project.run("extract", "--diff").out.rpartition("extract: ")[0]
    subprocess.run(["git", "apply", "-"], input=diff.encode(), cwd=other.folder, check=True)
    project.run("extract")
    assert other.tree() == project.tree()


# build


def test_build(project: Project) -> None:
    project.run("extract")
    project.translate(anew, "locales/en/eins.po")
    assert project.run("build") == Told(
        0,
        "build/en/eins.md: 100% translated\n"
        "build/fr/eins.md: 0% translated\n"
        "build/en/mehr/zwei.md: 0% translated\n"
        "build/fr/mehr/zwei.md: 0% translated\n"
        "build: 4 files, 4 changed\n",
    )
    body = "---\n\nÉín Ábsátz mít *Bétónúng*.\n"
    bare = f"---\nlang: en\ntitle: Érsté Nótíz\ntranslated: true\n{body}"
    assert project.read("build/en/eins.md") == (
        "---\n"
        "lang: en\n"
        f"source_digest: {digest(NOTE)}\n"
        "title: Érsté Nótíz\n"
        "translated: true\n"
        "translation_coverage: 100\n"
        f"translation_digest: {digest(bare)}\n"
        f"{body}"
    )
    assert project.read("build/fr/mehr/zwei.md") == OTHER


def test_build__again(done: Project) -> None:
    assert done.run("build") == Told(0, "build: 4 files, none changed\n")
    assert done.run("build", "-v", "--lang", "fr") == Told(
        0,
        "build/fr/eins.md: 100% translated\n"
        "build/fr/mehr/zwei.md: 100% translated\n"
        "build: 2 files, none changed\n",
    )


def test_build__check_and_diff(done: Project) -> None:
    done.edit("source/mehr/zwei.md", "- Punkt zwei\n", "- Punkt drei\n")
    before = done.tree()
    told = done.run("build", "--check", "--lang", "en")
    assert told == Told(
        1,
        "build/en/mehr/zwei.md: 77% translated\nbuild: 2 files, 1 would change\n",
    )
    assert done.run("build", "--diff", "--lang", "en") == Told(
        0,
        "--- a/build/en/mehr/zwei.md\n"
        "+++ b/build/en/mehr/zwei.md\n"
        "@@ -3,4 +3,4 @@\n"
        " Nóch éín Ábsátz.\n"
        " \n"
        " - Púnkt éíns\n"
        "-- Púnkt zwéí\n"
        "+- Punkt drei\n"
        "build: 2 files, 1 would change\n",
    )
    assert done.run("build", "--check", "-q") == Told(1, "")
    assert done.tree() == before


def test_build__diff_of_a_file_without_a_final_newline(project: Project) -> None:
    project.write("source/eins.md", "Ein Absatz.")
    told = project.run("build", "--diff", "--lang", "en", "source/eins.md")
    assert told == Told(
        0,
        "--- /dev/null\n"
        "+++ b/build/en/eins.md\n"
        "@@ -0,0 +1 @@\n"
        "+Ein Absatz.\n"
        "\\ No newline at end of file\n"
        "build: 1 file, 1 would change\n",
    )


# status


def test_status(project: Project) -> None:
    project.run("extract")
    project.translate(anew, "locales/en/eins.po", "locales/fr/mehr/zwei.po")
    project.edit("source/mehr/zwei.md", "Noch ein Absatz.", "Und noch ein Absatz.")
    project.edit("source/mehr/zwei.md", "- Punkt zwei\n", "- Etwas anderes\n")
    project.run("extract")
    assert project.run("status") == Told(
        0,
        "segments (words)\n"
        "document             language  translated  fuzzy  missing    %\n"
        "source/eins.md       en             2 (6)  0 (0)    0 (0)  100\n"
        "source/eins.md       fr             0 (0)  0 (0)    2 (6)    0\n"
        "source/mehr/zwei.md  en             0 (0)  0 (0)   4 (10)    0\n"
        "source/mehr/zwei.md  fr             2 (4)  1 (4)    1 (2)   40\n"
        "total                en             2 (6)  0 (0)   4 (10)   37\n"
        "total                fr             2 (4)  1 (4)    3 (8)   25\n",
    )


def test_status__json(project: Project) -> None:
    project.run("extract")
    project.translate(anew, "locales/en/eins.po")
    told = project.run("status", "--format", "json", "--lang", "en", "source/eins.md")
    assert (told.code, told.err) == (0, "")
    amounts = {
        "translated": {"segments": 2, "words": 6},
        "fuzzy": {"segments": 0, "words": 0},
        "missing": {"segments": 0, "words": 0},
        "percent": 100,
    }
    assert json.loads(told.out) == {
        "documents": [{"document": "source/eins.md", "language": "en", **amounts}],
        "totals": [{"language": "en", **amounts}],
    }


def test_status__before_the_first_extraction(project: Project) -> None:
    assert project.run("status", "--lang", "en", "source/eins.md") == Told(
        0,
        "segments (words)\n"
        "document        language  translated  fuzzy  missing  %\n"
        "source/eins.md  en             0 (0)  0 (0)    2 (6)  0\n"
        "total           en             0 (0)  0 (0)    2 (6)  0\n",
    )


# What a run is for


@pytest.mark.parametrize(
    ("argument", "files"),
    [
        ("source/eins.md", "en/eins fr/eins"),
        ("locales/templates/eins.pot", "en/eins fr/eins"),
        ("locales/fr/eins.po", "fr/eins"),
        ("build/fr/eins.md", "fr/eins"),
        ("source/mehr", "en/mehr/zwei fr/mehr/zwei"),
        ("locales/en/mehr/", "en/mehr/zwei"),
        ("build/fr", "fr/eins fr/mehr/zwei"),
        ("locales", "en/eins fr/eins en/mehr/zwei fr/mehr/zwei"),
        (".", "en/eins fr/eins en/mehr/zwei fr/mehr/zwei"),
        ("source/../build/en", "en/eins en/mehr/zwei"),
    ],
)
def test_path(project: Project, argument: str, files: str) -> None:
    told = project.run("build", argument)
    expected = [f"build/{file}.md: 0% translated" for file in files.split()]
    assert told.code == 0
    assert told.out.splitlines()[:-1] == expected


def test_path__several(project: Project) -> None:
    told = project.run("build", "source/eins.md", "build/fr/mehr", str(project.folder / "build/fr"))
    assert told.out.splitlines()[:-1] == [
        "build/en/eins.md: 0% translated",
        "build/fr/eins.md: 0% translated",
        "build/fr/mehr/zwei.md: 0% translated",
    ]


def test_path__from_a_folder_of_the_project(project: Project) -> None:
    told = project.run(
        "-C", str(project.folder / "source"), "build", "mehr/zwei.md", "--lang", "en"
    )
    assert told == Told(0, "build/en/mehr/zwei.md: 0% translated\nbuild: 1 file, 1 changed\n")


def test_path__does_not_hear_of_others(project: Project) -> None:
    project.write("source/kaputt.md", b"\xff")
    assert project.run("extract", "source/eins.md").code == 0
    assert project.run("build", "source/eins.md").code == 0
    assert project.run("status", "source/eins.md").code == 0
    assert project.run("extract", "source").code == 1


def test_lang__several(project: Project) -> None:
    told = project.run("build", "--lang", "fr", "--lang", "en", "--lang", "fr", "source/eins.md")
    assert told.out.splitlines()[:-1] == [
        "build/fr/eins.md: 0% translated",
        "build/en/eins.md: 0% translated",
    ]


# Manners


def test_a_second_run_touches_nothing(tmp_path: Path) -> None:
    project = Project(tmp_path, 'languages = ["en", "ar"]\n[build]\ncanonical = true\n')
    project.write("source/eins.md", NOTE)
    project.write("source/crlf.md", OTHER.replace("\n", "\r\n"))
    project.write("source/bom.md", "\ufeff" + NOTE.replace("\n", "\r\n"))
    project.write("source/cr.md", OTHER.replace("\n", "\r"))
    project.write("source/ende.md", NOTE.rstrip("\n"))
    project.run("extract")
    project.translate(anew)
    project.run("build")
    before = project.times()
    for command in ("extract", "build"):
        told = project.run(command)
        assert told == Told(0, told.out)
        assert told.out.endswith(" files, none changed\n")
        assert project.run(command, "--check").code == 0
    assert project.times() == before


def test_version() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "transync", "--version"], capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stdout) == (0, f"transync {version('transync')}\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["extrakt"],
        ["extract", "--nope"],
        ["status", "--format", "xml"],
        ["-C", "nowhere", "extract"],
        ["-C", "transync.toml", "extract"],
        ["extract", "--lang"],
    ],
)
def test_usage(project: Project, arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project.folder)
    before = project.tree()
    told = project.run(*arguments)
    assert (told.code, told.out) == (2, "")
    assert told.err.startswith("Usage: transync ") or arguments[-1] == "--lang"
    assert project.tree() == before


@pytest.mark.parametrize("command", ["init", "extract", "build", "status"])
def test_help(project: Project, command: str) -> None:
    told = project.run(command, "--help")
    assert (told.code, told.err) == (0, "")
    assert told.out.startswith(f"Usage: transync {command} [OPTIONS]")
    assert told == project.run(command, "-h")


@pytest.fixture
def many(tmp_path: Path) -> Project:
    """Make a project of so many notes that a run takes a while."""
    project = Project(tmp_path)
    for number in range(60):
        project.write(f"source/{number:02}.md", f"Absatz {number:02}.\n")
    return project


def test_progress__only_on_a_terminal(many: Project) -> None:
    command = [sys.executable, "-m", "transync", "-C", str(many.folder), "extract"]
    master, terminal = pty.openpty()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=terminal) as process:
        os.close(terminal)
        out = process.stdout.read().decode() if process.stdout else ""
    shown = b""
    while part := _read(master):
        shown += part
    assert "100%" in shown.decode()
    assert out.splitlines()[-1] == "extract: 120 files, 120 changed"
    assert "%" not in out


def _read(handle: int) -> bytes:
    """Read from a terminal until everybody has left it."""
    try:
        return os.read(handle, 65536)
    except OSError:
        return b""


def test_progress__not_in_captured_output(many: Project) -> None:
    assert many.run("extract", "-q") == Told(0, "")


def test_output__where_it_cannot_be_written(project: Project) -> None:
    project.write("source/文.md", "Ein Text.\n")
    told = subprocess.run(
        [sys.executable, "-m", "transync", "-C", str(project.folder), "extract", "source/文.md"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "latin-1"},
        check=False,
    )
    assert told.returncode == 0
    assert told.stdout.splitlines()[0] == b"locales/templates/\\u6587.pot: 1 message"


def test_extract__a_catalog_without_charset(
    tmp_path: Path, gettext_tools: Mapping[str, str]
) -> None:
    """A catalog of msginit may name no charset; before it holds German, it must."""
    project = Project(tmp_path / "project")
    project.write("source/a.md", "Größe\n")
    project.write(
        "locales/en/a.po",
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=CHARSET\\n"\n"Language: en\\n"\n',
    )
    assert project.run("extract", "--lang", "en").code == 0
    assert '"Content-Type: text/plain; charset=UTF-8\\n"' in project.read("locales/en/a.po")
    read = subprocess.run(
        [gettext_tools["msgcat"], project.folder / "locales/en/a.po"],
        capture_output=True,
        check=True,
    )
    assert "Größe" in read.stdout.decode("utf-8")
    assert project.run("extract", "--check").code == 0


def test_stop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = Project(tmp_path / "project")
    project.write("source/a.md", "Ein Absatz.\n")

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("transync.project.cutting.split", stopped)
    told = project.run("extract")
    assert told == Told(
        130, "", "transync: stopped; every file is intact, run it again to finish\n"
    )


def test_extract__a_document_without_text(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    project.write("source/a.md", "---\n---\n")
    assert "locales/en/a.po: no messages\n" in project.run("extract").out
