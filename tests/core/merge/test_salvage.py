"""Repair: what can be saved of broken catalogs is saved, and the rest is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.cases import Case, cases, names
from tests.support.paths import FIXTURES
from tests.support.projects import Project, Told
from transync.core.merge.salvage import repaired
from transync.domain.errors import CatalogError
from transync.formats import po

if TYPE_CHECKING:
    import random
    from pathlib import Path

CASES = cases("core/merge/salvage.md")
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
LINES = HEADER.count("\n")
EVERY = (FIXTURES / "formats/po/every.po").read_bytes()


@pytest.mark.parametrize("case", CASES, ids=names(CASES))
def test_repaired(case: Case) -> None:
    with pytest.raises(CatalogError):
        po.parse(HEADER + case.given, "en.po")
    done = repaired((HEADER + case.given).encode(), "en.po")
    told = "".join(
        f"{max(0, problem.line - LINES)}: {problem.message}\n" for problem in done.problems
    )
    assert told + done.text.removeprefix(HEADER) == case.expected
    po.parse(done.text, "en.po")


LATIN = HEADER.replace("UTF-8", "ISO-8859-1") + 'msgid "Tee"\nmsgstr "Grüner Tee"\n'


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (LATIN.encode("latin-1"), 0),
        (LATIN.replace("ISO-8859-1", "UTF-8").encode("utf-16"), 0),
        (LATIN.encode(), 0),
        (LATIN.replace("\n", "\r").encode(), 0),
        (LATIN.replace("\n", "\r\n").replace("Grüner", "Grüner\0").encode(), 0),
        (("\ufeff" + LATIN).encode(), 0),
        (LATIN.replace("ISO-8859-1", "unknown").encode("latin-1"), 5),
        (LATIN.replace("ISO-8859-1", "UTF-8").encode("latin-1"), 5),
        (b"\xff\xfe\x00", 1),
    ],
)
def test_repaired__charset(data: bytes, line: int) -> None:
    done = repaired(data, "en.po")
    catalog = po.parse(done.text, "en.po")
    assert [problem.line for problem in done.problems][:1] == [line][: bool(line)]
    if len(data) > 3:
        (entry,) = catalog.entries[1:]
        assert entry.message.translation.replace("\ufffd", "ü") == "Grüner Tee"


def test_repaired__the_header_comes_first() -> None:
    done = repaired(f'msgid "Tee"\nmsgstr "Tea"\n\n{HEADER}'.encode(), "en.po")
    assert [e.message.id for e in po.parse(done.text, "en.po").entries] == ["", "Tee"]


def test_repaired__a_good_one_stays() -> None:
    assert repaired(EVERY, "en.po") == (EVERY.decode(), ())


@given(st.randoms(use_true_random=False), st.integers(1, 4))
def test_repaired__any_damage(chance: random.Random, times: int) -> None:
    """Whatever happens to a catalog, a good one comes out, and what is told has a place."""
    data = bytearray(EVERY)
    for _ in range(times):
        place = chance.randrange(len(data) + 1)
        length = chance.choice((1, 1, 2, 40))
        new = chance.choice(
            (b"", b'"', b"\\", b"\n", b"#~ ", b"\xff", b"\0", b"msgid ", b"=======")
        )
        data[place : place + length] = new
    done = repaired(bytes(data), "en.po")
    po.parse(done.text, "en.po")
    for problem in done.problems:
        assert problem.path == "en.po"
    assert repaired(done.text.encode(), "en.po") == (done.text, ())


def test_repaired__cut_anywhere_keeps_what_is_whole() -> None:
    entries = po.parse(EVERY.decode(), "en.po").entries
    whole = EVERY.decode()
    for cut in range(0, len(whole), 7):
        done = repaired(whole[:cut].encode(), "en.po")
        there = {entry.message.key for entry in po.parse(done.text, "en.po").entries}
        end = 0
        for entry in entries:
            end += len(entry.raw)
            assert end > cut or entry.message.key in there


# The command


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = Project(tmp_path / "project")
    project.write("source/a.md", "Tee\n")
    project.run("extract")
    project.write("locales/en/a.po", 'msgid "Tee"\nmsgstr "Tea\n')
    return project


def test_repair(project: Project) -> None:
    before = project.read("locales/en/a.po")
    shown = project.run("repair", "--diff")
    assert '+msgstr "Tea"\n' in shown.out
    assert project.read("locales/en/a.po") == before
    store = ".transync/repaired/1/locales/en/a.po"
    place = "locales/en/a.po:2:8: error T003: this string has no closing double quote in its line"
    assert project.run("repair") == Told(
        1,
        f"{store}: the file as it was\n"
        "locales/en/a.po: repaired\nrepair: 2 files, 2 changed, 1 finding\n",
        f"{place}\n",
    )
    assert project.read(store) == before
    assert project.run("repair") == Told(0, "repair: 1 file, none changed\n")
    assert project.run("extract").code == 0


def test_repair__bytes_that_are_no_text(project: Project) -> None:
    data = HEADER.encode() + b'msgid "Tee"\nmsgstr "T\xe9"\n'
    project.write("locales/en/a.po", data)
    assert project.run("repair").code == 1
    assert project.tree()[".transync/repaired/1/locales/en/a.po"] == data


def test_repair__of_what_is_chosen(project: Project) -> None:
    assert project.run("repair", "source/b.md") == Told(0, "repair: 0 files, none changed\n")


def test_repair__what_is_no_file(project: Project) -> None:
    project.remove("locales/en/a.po")
    (project.folder / "locales/en/a.po").symlink_to("/etc/passwd")
    told = project.run("repair")
    assert (told.code, told.err.partition(":")[0]) == (1, "locales/en/a.po")
