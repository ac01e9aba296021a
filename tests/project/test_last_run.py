"""What is known unchanged: all is told and written as without it, and as when it is damaged."""

from __future__ import annotations

import os
import random
import re
import sqlite3
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.commands.test_agreement import edited
from tests.support.projects import Project, Told, anew
from transync import storage
from transync.engine import Edit, Store
from transync.project import last_run
from transync.storage import STORE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from transync.project.last_run import LastRun, Left
    from transync.storage import Root

CONFIG = 'languages = ["en", "ja"]\n'
TEXTS = (
    "Ein Absatz, der in vielen Notizen steht.",
    "Siehe auch.",
    "Ein *betontes* Wort und `Code`.",
    "Ein [Verweis](a.md) auf eine andere Notiz.",
)
NOTE = (
    "---\nlang: de\ntitle: Notiz {0}\n---\n\n# Notiz {0}\n\nDer Absatz von {0}, nur hier.\n\n{1}\n"
)
PLURAL = """\
msgid "Ein Ding"
msgid_plural "Viele Dinge"
msgstr[0] "One thing"
msgstr[1] "Many things"
"""


def project_of(folder: Path, notes: int = 6) -> Project:
    project = Project(folder, CONFIG)
    for number in range(notes):
        text = NOTE.format(number, "\n\n".join(TEXTS[number % 3 :]))
        project.write(f"source/{number % 2}/n{number}.md", text)
    return project


def settled(project: Project) -> Project:
    """Extract, translate and build, until there is nothing to do and that is known."""
    for command in ("extract", "build"):
        project.run(command)
        project.translate(anew)
    for command in ("extract", "build", "extract", "build"):
        project.run(command)
    return project


def forgotten(project: Project) -> None:
    (project.folder / STORE).unlink(missing_ok=True)


def damaged(project: Project) -> None:
    """Spoil every hundredth byte of all that is remembered."""
    data = bytearray((project.folder / STORE).read_bytes())
    for position in range(len(data) // 3, len(data), 100):
        data[position] ^= 1
    (project.folder / STORE).write_bytes(data)


def damaged_at_the_end(project: Project) -> None:
    """Spoil the index of all texts, which is not read where nothing has changed."""
    with closing(sqlite3.connect(project.folder / STORE, isolation_level=None)) as database:
        database.execute("UPDATE result SET value = x'00' WHERE task LIKE 'texts%'")


def without_digests(project: Project) -> None:
    with closing(sqlite3.connect(project.folder / STORE, isolation_level=None)) as database:
        database.execute("DELETE FROM result WHERE task LIKE '%: files'")


def cut_off(project: Project) -> None:
    data = (project.folder / STORE).read_bytes()
    (project.folder / STORE).write_bytes(data[: len(data) // 2])


def foreign(project: Project) -> None:
    (project.folder / STORE).write_bytes(b"{}\n")


def of_another_version(project: Project) -> None:
    """Put rows in the store that another version can read, and this one cannot."""
    rows = {"head": b'["1", {}]', "": b"[[]]"}
    tasks = [f"{command}{what}" for command in ("check", "extract") for what in ("", ": files")]
    forgotten(project)
    Store(project.folder / STORE, 1).save(*(Edit(task, rows, is_whole=True) for task in tasks))


LOSSES = (
    of_another_version,
    forgotten,
    damaged,
    damaged_at_the_end,
    without_digests,
    cut_off,
    foreign,
)


def read_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note down which files are read from now on."""
    found: list[str] = []
    read = storage.read.read_bytes

    def noted(root: Root, path: str) -> bytes:
        found.append(path)
        return read(root, path)

    for module in ("transync.storage", "transync.storage.read"):
        monkeypatch.setattr(f"{module}.read_bytes", noted)
    return found


@pytest.mark.parametrize("command", ["extract", "build"])
def test_nothing_changed__opens_no_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    project = settled(project_of(tmp_path / "project"))
    wanted = project.run(command, "-v").out.splitlines()[-1]
    store = (project.folder / STORE).parent
    before = project.times(), [storage.signature(path) for path in sorted(store.iterdir())]
    seen = read_files(monkeypatch)
    assert project.run(command) == Told(0, f"{wanted}\n")
    assert project.run(command, "--check") == Told(
        0, wanted.replace("changed", "would change") + "\n"
    )
    assert set(seen) <= {"transync.toml"}
    # To read what is kept changes when it was last read, in the next second to another number.
    assert (
        project.times(),
        [storage.signature(path) for path in sorted(store.iterdir())],
    ) == before


def test_one_note_changed__opens_few_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = settled(project_of(tmp_path / "project", 40))
    project.edit("source/1/n3.md", "nur hier", "nur da")
    seen = read_files(monkeypatch)
    assert "locales/en/1/n3.po: 1 fuzzy, 1 obsolete" in project.run("extract").out
    assert "build/en/1/n3.md" in project.run("build").out
    assert {path for path in seen if "n3" not in path} == {"transync.toml"}


def test_one_new_note__opens_few_documents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new note had all documents and all catalogs read."""
    project = settled(project_of(tmp_path / "project", 40))
    before = project.run("extract").out, project.run("build").out
    project.write("source/1/neu.md", "# Neu\n")
    seen = read_files(monkeypatch)
    assert "locales/en/1/neu.po: 1 new" in project.run("extract").out
    assert "build/en/1/neu.md" in project.run("build").out
    assert {path for path in seen if "neu" not in path} == {"transync.toml"}
    monkeypatch.undo()
    after = project.run("extract").out, project.run("build").out
    project.remove("source/1/neu.md")
    for command in ("extract", "build"):
        project.run(command)
    assert (project.run("extract").out, project.run("build").out) == before != after


@pytest.mark.parametrize("is_renamed", [False, True])
def test_one_note_goes__opens_few_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_renamed: bool
) -> None:
    """A note that was removed, or renamed, had all documents and all catalogs read, twice."""
    project = settled(project_of(tmp_path / "project", 40))
    if is_renamed:
        project.move("source/1/n3.md", "source/0/alt-n3.md")
    else:
        project.remove("source/1/n3.md")
    for seen in (read_files(monkeypatch), []):
        told = project.run("extract").out + project.run("build").out
        assert ("build/en/1/n3.md: removed: its document is gone" in told) == bool(seen)
        assert ("moved from locales/en/1/n3.po" in told) == (is_renamed and bool(seen))
        assert {path for path in seen if "n3" not in path} <= {"transync.toml"}
    for command in ("extract", "build"):
        known = project.run(command)
        forgotten(project)
        assert project.run(command) == known


def test_some_are_held_back__opens_few_documents(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where documents were held back, every build read all of them."""
    project = settled(project_of(tmp_path / "project", 40))
    project.write("transync.toml", f"{CONFIG}[build]\nminimum = 100\n")
    project.write("source/neu.md", "# Neu\n")
    project.edit("source/1/n5.md", "nur hier", "nur da")
    for command in ("extract", "build", "build"):
        project.run(command)
    project.edit("source/1/n3.md", "nur hier", "nur da")
    project.translate(anew, "locales/en/neu.po")
    project.run("extract")
    seen = read_files(monkeypatch)
    told = [project.run("build")]
    assert {path for path in seen if not re.search("neu|n3", path)} == {"transync.toml"}
    told += [project.run("build"), project.run("build")]
    forgotten(project)
    assert [each.out.splitlines()[-1] for each in (*told, project.run("build"))] == [
        "build: 82 files, 3 changed, 3 not published",
        *3 * ["build: 82 files, none changed, 5 not published"],
    ]


def test_a_note_comes_back_after_some_time(tmp_path: Path) -> None:
    """Its catalog, of which was known that it had no document, was to be left and made at once."""
    project = settled(project_of(tmp_path / "project", 40))
    tree = project.tree()
    text = project.read("source/1/n3.md")
    project.remove("source/1/n3.md")
    for _ in range(3):
        project.run("extract")
        project.run("build")
    project.write("source/1/n3.md", text)
    assert project.run("extract").code == project.run("build").code == 0
    assert project.tree() == tree


def test_a_new_note_that_shares_files_with_another_is_refused(tmp_path: Path) -> None:
    project = settled(project_of(tmp_path / "project", 40))
    project.write("source/1/N3.md", "# Neu\n")
    for command in ("extract", "build"):
        told = project.run(command)
        assert told.code == 1
        assert "source/1/N3.md:" in told.err
        assert "source/1/n3.md:" in told.err


def some_edit(project: Project, chance: random.Random) -> None:
    """Do to a project what authors, translators and tools do."""
    if chance.randrange(2):
        some_edit_of_a_catalog(project, chance)
        return
    notes = sorted(project.folder.glob("source/**/*.md"))
    note = chance.choice(notes).relative_to(project.folder).as_posix()
    output = chance.choice([path for path in project.files() if path.startswith("build/")] or [""])
    match chance.randrange(7):
        case 0 | 1:
            project.write(note, edited(project.read(note), chance))
        case 2:
            project.write(f"source/neu{chance.randrange(9)}.md", chance.choice(TEXTS) + "\n")
        case 3 if len(notes) > 3:
            project.remove(note)
        case 4 | 5:
            project.move(note, note.replace(".md", "x.md"))
        case _ if output:
            how = chance.choice(
                (Project.remove, lambda each, path: each.write(path, "Von Hand.\n"))
            )
            how(project, output)


def some_edit_of_a_catalog(project: Project, chance: random.Random) -> None:
    path = chance.choice(sorted(project.catalogs()))
    text = project.read(path)
    place = chance.choice([0, *(each.end() for each in re.finditer("\n\n", text))])
    match chance.randrange(7):
        case 0 | 1:
            project.translate(anew, path)
        case 2:
            project.write(path, re.sub(r'msgstr "[^"\n]+"\n', 'msgstr ""\n', text))
        case 3:
            project.remove(path)
        case 4:
            mark = chance.choice(("#, fuzzy\n", "# Von Hand.\n"))
            project.write(path, text[:place] + mark + text[place:])
        case 5:
            project.move(path, path.replace(".po", "y.po"))
        case 6:
            of_none = f"locales/en/waise{chance.randrange(3)}.po"
            more = PLURAL if chance.randrange(2) and '"Ein Ding"' not in text else ""
            project.write(of_none, f"{text}\n{more}")


@pytest.mark.parametrize("seed", range(4))
def test_histories__are_the_same_with_and_without(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("transync.commands.extract.collect.WORTH_IT", 1)  # few are read at once
    one, other = (settled(project_of(tmp_path / name)) for name in ("with", "without"))
    for step in range(8):
        chances = random.Random(100 * seed + step), random.Random(100 * seed + step)
        for project, chance in zip((one, other), chances, strict=True):
            some_edit(project, chance)
        for command in ("extract", "build"):
            forgotten(other)
            assert one.run(command) == other.run(command)
            assert one.tree() == other.tree()


@pytest.mark.parametrize("lose", LOSSES)
def test_lost__is_made_anew_without_a_word(tmp_path: Path, lose: Callable[[Project], None]) -> None:
    project = settled(project_of(tmp_path / "project"))
    told = {command: project.run(command) for command in ("extract", "build")}
    tree = project.tree()
    lose(project)
    assert {command: project.run(command) for command in told} == told
    lose(project)
    project.edit("source/1/n3.md", "nur hier", "nur da")
    assert ": 1 fuzzy, 1 obsolete" in project.run("extract").out
    assert project.run("build").out.endswith("2 changed\n")
    project.edit("source/1/n3.md", "nur da", "nur hier")
    lose(project)
    project.run("extract")
    project.run("build")
    assert project.tree() == tree


# Files that look the same


def test_same_size_and_times__are_not_enough(tmp_path: Path) -> None:
    project = settled(project_of(tmp_path / "project"))
    for path in ("source/1/n3.md", "build/en/1/n3.md"):
        place = project.folder / path
        status = place.stat()
        changed = (
            place.read_bytes().replace(b"Notiz 3", b"Notiz 9").replace(b"N\xc3\xb3t", b"N\xc3\xb2t")
        )
        assert len(changed) == status.st_size
        assert changed != place.read_bytes()
        place.with_suffix(".new").write_bytes(changed)
        place.with_suffix(".new").replace(place)
        os.utime(place, ns=(status.st_atime_ns, status.st_mtime_ns))
        project.run("extract")
    told = project.run("build")
    assert told.code == 1
    assert "build/en/1/n3.md: error T108" in told.err


def test_a_change_in_the_same_tick_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = settled(project_of(tmp_path / "project"))
    place = project.folder / "source/1/n3.md"
    before = place.read_bytes()
    place.write_bytes(before + b"\nNeu eins.\n")
    stamp = storage.signature(place)
    # A clock that stands still gives two versions of a file one stamp.
    monkeypatch.setattr(storage, "clock", lambda _: storage.changed_at(stamp))
    monkeypatch.setattr("transync.project.settling._PATIENCE", 2)
    assert "1 new" in project.run("extract").out
    place.write_bytes(before + b"\nNeu zwei.\n")
    same = {"source/1/n3.md": stamp}
    look, stamps = storage.take_snapshot, storage.signatures

    def unseeing(*all: object) -> storage.Snapshot | None:
        found = look(*all)
        assert found is not None
        found.update(same)
        return found

    monkeypatch.setattr(storage, "take_snapshot", unseeing)
    monkeypatch.setattr(storage, "signatures", lambda *all: {**stamps(*all), **same})
    assert "1 new" in project.run("extract").out
    assert "Neu zwei" in project.read("locales/en/1/n3.po")


@pytest.mark.parametrize("is_known", [True, False])
def test_nothing_is_read_before_the_tick_is_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_known: bool
) -> None:
    """An edited note was read, and what it was then was trusted, before its stamp was settled."""
    project = settled(project_of(tmp_path / "project"))
    project.edit("source/1/n3.md", "nur hier", "nur da")
    if not is_known:
        forgotten(project)
    seen = read_files(monkeypatch)
    clock = storage.clock

    def asked(root: Root) -> int | None:
        seen.append("clock")
        return clock(root)

    monkeypatch.setattr(storage, "clock", asked)
    for command in ("extract", "build"):
        seen.clear()
        project.run(command)
        assert seen[:2] == ["transync.toml", "clock"]


def test_a_clock_that_was_set_back_makes_it_slow_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = settled(project_of(tmp_path / "project"))
    monkeypatch.setattr(storage, "clock", lambda _: 1_000_000_000)
    project.edit("source/1/n3.md", "nur hier", "nur da")
    assert "1 fuzzy" in project.run("extract").out
    project.edit("source/1/n3.md", "nur da", "da nur")
    assert "1 fuzzy" in project.run("extract").out


def test_a_change_during_the_run_is_seen_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = settled(project_of(tmp_path / "project"))
    project.edit("source/1/n3.md", "nur hier", "nur da")
    keep = last_run.keep

    def late(store: Store, command: str, before: LastRun | None, now: Left) -> None:
        if command == "extract":
            project.edit("source/0/n2.md", "nur hier", "nur dort")
        keep(store, command, before, now)

    with monkeypatch.context() as patch:
        patch.setattr(last_run, "keep", late)
        project.run("extract")
    assert "locales/en/0/n2.po: 1 fuzzy" in project.run("extract").out


def test_a_run_that_another_has_overtaken_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = settled(project_of(tmp_path / "project"))
    project.edit("source/1/n3.md", "nur hier", "nur da")
    keep, heads = last_run.keep, []

    def late(store: Store, command: str, before: LastRun | None, now: Left) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(last_run, "keep", keep)
            project.edit("source/0/n2.md", "nur hier", "nur dort")
            project.run("extract")
        heads.append(store.some(command, ["head"]))
        keep(store, command, before, now)
        heads.append(store.some(command, ["head"]))

    with monkeypatch.context() as patch:
        patch.setattr(last_run, "keep", late)
        project.run("extract")
    assert heads[0]
    assert heads[0] == heads[1]
    assert project.run("extract", "--check").code == 0
    told = project.run("check")
    forgotten(project)
    assert project.run("check") == told


def test_what_is_written_is_looked_at_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = settled(project_of(tmp_path / "project"))
    project.edit("source/1/n3.md", "nur hier", "nur da")
    project.run("extract")
    clock = storage.clock

    def late(root: Root) -> int | None:
        place = project.folder / "build/en/1/n3.md"
        if b"nur da" in place.read_bytes():
            place.write_bytes(place.read_bytes().replace(b"nur da", b"nur zu"))
        return clock(root)

    with monkeypatch.context() as patch:
        patch.setattr(storage, "clock", late)
        project.run("build")
    assert "T108" in project.run("build").err


# What is kept


def test_settings_count(tmp_path: Path) -> None:
    project = settled(project_of(tmp_path / "project"))
    project.write("transync.toml", CONFIG + "[front-matter]\nstamp = false\n")
    assert "12 changed" in project.run("build").out
    project.write("transync.toml", CONFIG)
    assert "12 changed" in project.run("build").out


def test_complaints_are_repeated(tmp_path: Path) -> None:
    project = settled(project_of(tmp_path / "project"))
    project.write("build/en/1/n3.md", project.read("build/en/1/n3.md") + "\nVon Hand.\n")
    told = project.run("build")
    assert "T108" in told.err
    assert project.run("build") == told


def test_complaints_cost_only_what_they_are_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = settled(project_of(tmp_path / "project", 40))
    project.write("build/en/1/n3.md", project.read("build/en/1/n3.md") + "\nVon Hand.\n")
    told = project.run("build")
    seen = read_files(monkeypatch)
    assert project.run("build") == told
    assert {path for path in seen if "n3" not in path} == {"transync.toml"}
    project.remove("build/en/1/n3.md")
    assert project.run("build").out.endswith("build: 80 files, 1 changed\n")
    assert project.run("build") == Told(0, "build: 80 files, none changed\n")


def test_store__is_ignored_by_git(tmp_path: Path) -> None:
    project = settled(project_of(tmp_path / "project"))
    subprocess.run(["git", "init", "-q"], cwd=project.folder, check=True)
    ask = ["git", "status", "--porcelain", "-uall", ".transync"]
    assert subprocess.run(ask, cwd=project.folder, check=True, stdout=-1).stdout == b""


def test_store__that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    project = project_of(tmp_path / "project")
    project.write(".transync", "a file")
    assert project.run("extract").code == 0
    assert project.run("extract").out == "extract: 18 files, none changed\n"
    assert project.read(".transync") == "a file"


def test_store__that_is_a_link_is_left_alone(tmp_path: Path) -> None:
    project = project_of(tmp_path / "project")
    (tmp_path / "elsewhere").mkdir()
    (project.folder / ".transync").mkdir()
    (project.folder / STORE).symlink_to(tmp_path / "elsewhere/cache.db")
    assert project.run("extract").code == 0
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_links__are_looked_at_each_time(tmp_path: Path) -> None:
    project = settled(project_of(tmp_path / "project"))
    project.write("notizen/n7.md", "Ein Absatz.\n")
    (project.folder / "source/2").symlink_to("../notizen")
    assert "locales/en/2/n7.po" in project.run("extract").out
    project.edit("notizen/n7.md", "Ein", "Kein")
    assert "locales/en/2/n7.po" in project.run("extract").out


def test_no_cache__neither_reads_nor_writes_the_store(tmp_path: Path) -> None:
    project = settled(project_of(tmp_path / "project"))
    commands = ("extract", "build", "check", "status")
    told = [project.run(command) for command in commands]
    before = (project.folder / STORE).read_bytes()
    assert [project.run(command, "--no-cache") for command in commands] == told
    assert (project.folder / STORE).read_bytes() == before
    forgotten(project)
    assert [project.run(command, "--no-cache") for command in commands] == told
    assert not (project.folder / STORE).exists()


def test_store__that_is_damaged_is_told_where_more_is_to_be_told(tmp_path: Path) -> None:
    project = settled(project_of(tmp_path / "project"))
    foreign(project)
    assert project.run("extract", "-v").err.endswith(
        "transync: cannot use .transync/cache.db: file is not a database\n"
    )
