"""What transync takes for sites of growing size, in many languages, step by step."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.speed.site import path, restructure, translate, write_site
from benchmarks.speed.timing import best, timed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from benchmarks.speed.timing import Cost

_TIMES = 3
"""What takes little is done so often, and the quickest counts: what disturbs a run adds to it."""

_COMMAND = (sys.executable, "-m", "transync")

STEPS = (
    "extract, cold",
    "build, cold",
    "extract, nothing changed",
    "build, nothing changed",
    "check",
    "check, nothing changed",
    "git status",
    "extract, one note edited",
    "build, one note edited",
    "check, one note edited",
    "extract, one note renamed",
    "build, one note renamed",
    "extract, nothing remembered",
    "extract, all restructured",
)


def grown(notes: int) -> Mapping[str, Cost]:
    """Take a site of so many notes through a day, and give what each step took."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / "site"
        write_site(folder, notes)
        costs = [_run(folder, "extract", watch=True)]
        translate(folder)
        costs.append(_run(folder, "build", watch=True))
        _run(folder, "extract")
        costs += _often(folder, lambda _: None)
        costs += [_run(folder, "check", watch=True), *_often(folder, lambda _: None, ("check",))]
        costs.append(_git_status(folder))
        costs += _often(folder, lambda turn: _edit(folder / path(notes // 2 + turn)))
        _run(folder, "check")
        costs += _often(folder, lambda turn: _edit(folder / path(notes // 3 + turn)), ("check",))
        for command in ("extract", "build"):
            _run(folder, command)
        costs += _often(folder, lambda turn: _move(folder / path(notes // 4), turn, turn + 1))
        _move(folder / path(notes // 4), _TIMES, 0)
        _run(folder, "extract")
        rmtree(folder / ".transync")
        costs.append(_run(folder, "extract", watch=True))
        restructure(folder, notes)
        costs.append(_run(folder, "extract", watch=True))
        return dict(zip(STEPS, costs, strict=True))


def _often(
    folder: Path, change: Callable[[int], None], commands: Sequence[str] = ("extract", "build")
) -> Iterator[Cost]:
    """Run commands after each of several changes; of each, the quickest run counts."""
    rounds = []
    for turn in range(_TIMES):
        change(turn)
        rounds.append([_run(folder, command) for command in commands])
    return map(best, zip(*rounds, strict=True))


def _edit(note: Path) -> None:
    note.write_text(f"{note.read_text(encoding='utf-8')}\nNoch ein Absatz.\n", encoding="utf-8")


def _move(note: Path, old: int, new: int) -> None:
    """Rename a note, whose own name is number 0."""
    one, other = (note.with_name(f"{number or ''}{note.name}") for number in (old, new))
    one.rename(other)


def _run(folder: Path, command: str, *, watch: bool = False) -> Cost:
    quiet = () if command == "check" else ("-q",)
    return timed((*_COMMAND, command, *quiet), folder, watch=watch)


def _git_status(folder: Path) -> Cost:
    """Ask git, its cache warm, what has changed in the same tree."""
    for command in ("init -q", "add -A", "status"):
        subprocess.run(("git", *command.split()), cwd=folder, check=True, capture_output=True)
    return best([timed(("git", "status"), folder) for _ in range(_TIMES)])
