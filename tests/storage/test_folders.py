"""Folders that were looked into before: the same is found as by one who looks again."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from transync import storage
from transync.domain.paths import PathTemplate
from transync.storage import Folders, Root

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

ANY = PathTemplate.parse("{path}.po")


def put(root: Root, *paths: str) -> None:
    for path in paths:
        place = root.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"")


def now(root: Root) -> int:
    """Wait for the next tick of the clock: what was done before is then settled."""
    done = storage.clock(root)
    while (tick := storage.clock(root)) == done:
        pass
    assert tick is not None
    return tick


def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note down which folders are looked into from now on."""
    found: list[str] = []
    scandir = os.scandir

    def noted(place: Path) -> object:
        found.append(place.name)
        return scandir(place)

    monkeypatch.setattr(os, "scandir", noted)
    return found


def test_folders__are_not_looked_into_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Root.at(tmp_path)
    put(root, "a/x.po", "a/x.md", "a/b/y.po", "c/z.md")
    first = Folders({}, now(root))
    wanted = storage.list_files(root, ANY, folders=first)
    assert wanted.files == ("a/b/y.po", "a/x.po")
    assert sorted(first.kept) == ["", "a", "a/b", "c"]
    seen = looked_at(monkeypatch)
    again = Folders(first.kept, now(root))
    assert storage.list_files(root, ANY, folders=again) == wanted
    assert seen == []
    assert again.kept == first.kept


def test_folders__that_have_changed_are_looked_into(tmp_path: Path) -> None:
    root = Root.at(tmp_path)
    put(root, "a/x.po", "a/b/y.po", "c/z.po", "d/e/f.po")
    first = Folders({}, now(root))
    storage.list_files(root, ANY, folders=first)
    put(root, "a/b/neu.po", "g/h.po")
    (root.folder / "c/z.po").rename(root.folder / "c/zz.po")
    (root.folder / "d/e/f.po").unlink()
    (root.folder / "d/e").rmdir()
    again = storage.list_files(root, ANY, folders=Folders(first.kept, now(root)))
    assert again == storage.list_files(root, ANY)
    assert again.files == ("a/b/neu.po", "a/b/y.po", "a/x.po", "c/zz.po", "g/h.po")


def test_folders__a_link_is_followed_each_time(tmp_path: Path) -> None:
    root = Root.at(tmp_path)
    put(root, "a/x.po", "b/y.po")
    (root.folder / "c").mkdir()
    (root.folder / "c/link").symlink_to("../a")
    first = Folders({}, now(root))
    assert "c/link/x.po" in storage.list_files(root, ANY, folders=first).files
    put(root, "a/neu.po")
    again = storage.list_files(root, ANY, folders=Folders(first.kept, now(root)))
    assert again == storage.list_files(root, ANY)


def test_folders__that_have_just_changed_are_not_noted(tmp_path: Path) -> None:
    """In the same tick of the clock, one more file gives a folder no other stamp."""
    root = Root.at(tmp_path)
    put(root, "a/x.po")
    folders = Folders({}, storage.changed_at(storage.signature(root.folder / "a")))
    storage.list_files(root, ANY, folders=folders)
    assert "a" not in folders.kept


def test_folders__a_link_in_a_circle_hides_nothing_beside_it(tmp_path: Path) -> None:
    """All that was in its folder was passed over, where its names were noted."""
    root = Root.at(tmp_path)
    put(root, "a/x.po", "a/b/y.po")
    (tmp_path / "a/loop").symlink_to("loop")
    first = Folders({}, now(root))
    assert storage.list_files(root, ANY, folders=first).files == ("a/b/y.po", "a/x.po")
    again = Folders(first.kept, now(root))
    assert storage.list_files(root, ANY, folders=again).files == ("a/b/y.po", "a/x.po")
