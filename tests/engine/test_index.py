"""The index: it finds what a dictionary would find, by few rows, and never less than was kept."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transync.engine import DamagedError, Index, Store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

KEYS = ("a.po", "b.po", 'ü/"q".po', "z/\udcff.po", "")
TERMS = ("eins", "zwei", "zwei?", "spare", "🦄")

known = st.dictionaries(
    st.sampled_from(KEYS), st.lists(st.sampled_from(TERMS), max_size=3).map(" ".join)
)


def kept(store: Store, *changes: Mapping[str, str]) -> Index:
    """Keep changes one after the other, each by a run of its own, and begin another."""
    for number, changed in enumerate(changes):
        index = Index(store, "texts", is_kept=number > 0)
        for key, terms in changed.items():
            index[key] = terms
        assert store.save(*index.edits())
    return Index(store, "texts", is_kept=True)


def having(found: Mapping[str, str], *terms: str) -> set[str]:
    return {key for key, those in found.items() if {*terms} & {*those.split()}}


@given(st.lists(known, min_size=1, max_size=3), known, st.sets(st.sampled_from(TERMS)))
def test_index__is_what_a_dictionary_would_be(
    tmp_path_factory: pytest.TempPathFactory,
    changes: list[dict[str, str]],
    unsaved: dict[str, str],
    terms: set[str],
) -> None:
    store = Store(tmp_path_factory.mktemp("store") / "cache.db")
    index = kept(store, *changes)
    wanted: dict[str, str] = {}
    for changed in changes:
        wanted |= changed
    assert index.having(terms) == having(wanted, *terms)
    for key, those in unsaved.items():
        index[key] = those
    assert index.having(terms) == having(wanted | unsaved, *terms)
    every = wanted | unsaved
    assert index.matches(terms) == {
        key: terms & {*every[key].split()} for key in having(every, *terms)
    }
    index.drop("a.po")
    index.load()
    assert index.having(terms) == having(wanted | unsaved | {"a.po": ""}, *terms)


def test_index__of_many_keys_is_changed_by_few_rows(tmp_path: Path) -> None:
    store = Store(tmp_path / "cache.db")
    index = kept(store, {f"{number}.po": f"t{number} all" for number in range(2_000)})
    assert index.having(["t7", "t1999"]) == {"7.po", "1999.po"}
    assert len(index.having(["all"])) == 2_000
    index["7.po"] = "all new"
    edits = [*index.edits()]
    assert sum(len(edit.rows) for edit in edits) <= 3
    store.save(*edits)
    index = Index(store, "texts", is_kept=True)
    assert (index.having(["t7"]), index.having(["new"])) == (set(), {"7.po"})
    assert len(index.having(["all"])) == 2_000


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM result WHERE key = CAST('{}' AS BLOB)",
        "UPDATE result SET value = x'7b7d' WHERE key = CAST('{}' AS BLOB)",
        "UPDATE result SET key = key || x'00' WHERE key = CAST('{}' AS BLOB)",
    ],
)
def test_shelf__that_is_damaged_is_no_empty_one(tmp_path: Path, damage: str) -> None:
    """Whoever has a text is named, or nobody is."""
    store = Store(tmp_path / "cache.db")
    index = kept(store, {"a.po": "eins", "b.po": "zwei"})
    with sqlite3.connect(tmp_path / "cache.db") as database:
        for number in range(256):
            database.execute(damage.format(number)) if number % 2 else None
    lost = 0
    for term, key in {"eins": "a.po", "zwei": "b.po", "drei": "c.po", "vier": "d.po"}.items():
        try:
            assert index.having([term]) == {key} - {"c.po", "d.po"}
        except DamagedError:
            lost += 1
    assert lost
    with pytest.raises(DamagedError):
        index.load()
    index["a.po"] = "neu"
    index["x.po"] = " ".join(map(str, range(50)))
    with pytest.raises(DamagedError):
        list(index.edits())


def test_index__that_was_never_kept_is_damaged(tmp_path: Path) -> None:
    with pytest.raises(DamagedError):
        Index(Store(tmp_path / "cache.db"), "texts", is_kept=True).having(["eins"])
    assert Index(Store(None), "texts", is_kept=False).having(["eins"]) == set()
