"""The store: it keeps results whole or not at all, notices damage, and never fails a run."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transync.engine import Base, Edit, Store

if TYPE_CHECKING:
    from pathlib import Path

ROWS = {"a.md": b"one", "sub/b.md": b"", "caf\udce9.md": bytes(range(256))}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "cache.db"


def test_save__keeps_what_another_run_reads(place: Path) -> None:
    assert Store(place).save(Edit("check", ROWS), Edit("build", {"x": b"y"}))
    assert Store(place).rows("check") == ROWS
    assert Store(place).some("check", ["a.md"]) == {"a.md": b"one"}
    assert Store(place).some("build", ["x"]) == {"x": b"y"}


def test_rows__are_none_for_a_task_that_was_never_kept(place: Path) -> None:
    assert Store(place).rows("check") is None
    Store(place).save(Edit("build"))
    assert Store(place).rows("check") is None
    assert Store(place).rows("build") == {}
    assert Store(place).some("build", ["x"]) == {}


def test_save__replaces_rows_and_leaves_the_others(place: Path) -> None:
    store = Store(place)
    store.save(Edit("check", ROWS))
    store.save(Edit("check", {"a.md": b"two", "new.md": b"3"}, gone=("sub/b.md", "never.md")))
    wanted = {"a.md": b"two", "new.md": b"3", "caf\udce9.md": ROWS["caf\udce9.md"]}
    assert store.rows("check") == wanted


def test_save__of_a_whole_task_leaves_no_other_row(place: Path) -> None:
    store = Store(place)
    store.save(Edit("check", ROWS))
    store.save(Edit("check", {"z": b"1"}, is_whole=True))
    assert store.rows("check") == {"z": b"1"}


def test_save__keeps_nothing_where_another_run_has_kept_something_since(place: Path) -> None:
    """Edits to what a run has read do not fit what another has put in its place."""
    store = Store(place)
    store.save(Edit("check", {"head": b"1", "a.md": b"one"}))
    base = Base("check", "head", b"1")
    assert store.save(Edit("check", {"head": b"2"}), base=base)
    assert not store.save(Edit("check", {"head": b"3", "a.md": b"three"}), base=base)
    assert store.rows("check") == {"head": b"2", "a.md": b"one"}
    assert not store.trouble
    place.unlink()
    assert not store.save(Edit("check", {"head": b"3"}), base=base)
    assert store.rows("check") is None


edits = st.builds(
    Edit,
    st.sampled_from("ab"),
    st.dictionaries(st.sampled_from("xyz"), st.binary(max_size=3)),
    st.lists(st.sampled_from("xyz")),
    st.booleans(),
)


@given(st.lists(edits, max_size=5))
def test_store__is_what_a_dictionary_would_be(
    tmp_path_factory: pytest.TempPathFactory, done: list[Edit]
) -> None:
    store = Store(tmp_path_factory.mktemp("store") / "cache.db")
    wanted: dict[str, dict[str, bytes]] = {}
    for task, rows, gone, is_whole in done:
        store.save(Edit(task, rows, gone, is_whole))
        before = {} if is_whole else wanted.get(task, {})
        wanted[task] = {key: value for key, value in before.items() if key not in gone} | dict(rows)
    assert {task: store.rows(task) for task in wanted} == wanted


def test_damage__is_never_a_result(place: Path) -> None:
    """Whichever byte is changed, a task is as it was kept, or is told as not kept."""
    Store(place).save(Edit("check", ROWS))
    whole = place.read_bytes()
    for position in range(0, len(whole), 7):
        damaged = bytearray(whole)
        damaged[position] ^= 0x55
        place.write_bytes(damaged)
        assert Store(place).rows("check") in (ROWS, None)
        assert Store(place).some("check", ["a.md"]) in ({"a.md": b"one"}, {})


def test_save__begins_a_damaged_file_anew(place: Path) -> None:
    place.write_bytes(b"This is not a database." * 100)
    store = Store(place)
    assert store.rows("check") is None
    assert store.trouble == "file is not a database"
    assert store.save(Edit("check", ROWS))
    assert Store(place).rows("check") == ROWS


def test_row__that_was_taken_out_is_noticed(place: Path) -> None:
    Store(place).save(Edit("check", ROWS))
    with sqlite3.connect(place) as database:
        database.execute("DELETE FROM result WHERE key = ?", (b"a.md",))
    assert Store(place).rows("check") is None


def test_lock__that_another_process_holds_costs_time_and_nothing_else(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("transync.engine.store._PATIENCE", 0.01)
    Store(place).save(Edit("check", ROWS))
    other = sqlite3.connect(place, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    store = Store(place)
    assert store.rows("check") is None
    assert not store.save(Edit("check", {}))
    assert store.trouble == "database is locked"
    other.execute("COMMIT")
    other.close()
    assert store.rows("check") == ROWS


def test_store__without_a_place_keeps_nothing(tmp_path: Path) -> None:
    assert not Store(None).save(Edit("check", ROWS))
    assert Store(None).rows("check") is None
    store = Store(tmp_path / "no" / "such" / "folder.db")
    assert not store.save(Edit("check", ROWS))
    assert store.trouble == "unable to open database file"


@given(st.binary(), st.sampled_from(("check", "check: files", "segment")))
def test_store__of_another_version_is_empty(
    tmp_path_factory: pytest.TempPathFactory, value: bytes, task: str
) -> None:
    """Other versions keep rows of other shapes under the same names: `check` stopped there."""
    place = tmp_path_factory.mktemp("store") / "cache.db"
    Store(place, 1).save(Edit(task, {"head": value}))
    store = Store(place, 2)
    assert store.rows(task) is None
    assert store.some(task, ["head"]) == {}
    assert not store.save(Edit(task, ROWS), base=Base(task, "head", value))
    assert Store(place, 1).rows(task) == {"head": value}
    assert store.save(Edit("build", ROWS))
    assert (store.rows("build"), store.rows(task)) == (ROWS, None)
    assert Store(place, 1).rows("build") is None
    assert store.trouble == ""


def test_save__replaces_tables_of_any_other_program(place: Path) -> None:
    with closing(sqlite3.connect(place, isolation_level=None)) as database:
        database.execute("CREATE TABLE result (id INTEGER PRIMARY KEY AUTOINCREMENT, other)")
        database.execute('CREATE TABLE "a b" (x)')
    assert Store(place, 2).rows("check") is None
    assert Store(place, 2).save(Edit("check", ROWS))
    assert Store(place, 2).rows("check") == ROWS
