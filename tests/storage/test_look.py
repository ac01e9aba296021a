"""A look at files: what it finds is the same for any number of processes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from transync import storage
from transync.engine.executor import WORTH_IT, Processes
from transync.storage import Root

if TYPE_CHECKING:
    from pathlib import Path

JOBS = (1, 2, 8)


def root_of(folder: Path) -> Root:
    for number in range(2 * WORTH_IT):
        place = folder / "source" / str(number % 3) / str(number)
        place.mkdir(parents=True)
        for name in ("a.md", "ä.md", ".hidden"):
            (place / name).write_text(f"{name} {number}", encoding="utf-8")
    (folder / "source" / "top.md").write_text("oben", encoding="utf-8")
    (folder / "other.md").write_text("nicht gemeint", encoding="utf-8")
    return Root.at(folder)


def is_meant(name: str) -> bool:
    return not name.startswith(".")


@pytest.mark.parametrize("jobs", JOBS)
def test_look__finds_all_that_is_meant(tmp_path: Path, jobs: int) -> None:
    root = root_of(tmp_path)
    places = [place for place in (tmp_path / "source").rglob("*.md") if place.is_file()]
    wanted = {place.relative_to(tmp_path).as_posix(): storage.signature(place) for place in places}
    found = storage.take_snapshot(root, ["source", "source/1", "gone"], is_meant, Processes(jobs))
    assert found is not None
    assert dict(found.files()) == wanted


@pytest.mark.parametrize("jobs", JOBS)
def test_look__gives_up_on_a_link(tmp_path: Path, jobs: int) -> None:
    root = root_of(tmp_path)
    (tmp_path / "source/1/40/link.md").symlink_to("a.md")
    assert storage.take_snapshot(root, ["source"], is_meant, Processes(jobs)) is None


@pytest.mark.parametrize("jobs", JOBS)
def test_look__gives_up_on_what_cannot_be_looked_into(
    tmp_path: Path, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = root_of(tmp_path)
    opened = os.open

    def failing(place: str | Path, flags: int) -> int:
        if str(place).endswith("/40"):
            raise PermissionError
        return opened(place, flags)

    monkeypatch.setattr(os, "open", failing)
    assert storage.take_snapshot(root, ["source"], is_meant, Processes(jobs)) is None
