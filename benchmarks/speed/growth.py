"""What transync takes for sites of growing size, in many languages, step by step."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.speed.site import path, restructure, translate, write_site
from benchmarks.speed.timing import Cost, timed

if TYPE_CHECKING:
    from collections.abc import Mapping

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
        costs += [_run(folder, command) for command in ("extract", "build")]
        costs += [_run(folder, "check", watch=True), _run(folder, "check")]
        costs.append(_git_status(folder))
        note = folder / path(notes // 2)
        note.write_text(f"{note.read_text(encoding='utf-8')}\nNoch ein Absatz.\n", encoding="utf-8")
        costs += [_run(folder, command) for command in ("extract", "build")]
        rmtree(folder / ".transync")
        costs.append(_run(folder, "extract", watch=True))
        restructure(folder, notes)
        costs.append(_run(folder, "extract", watch=True))
        return dict(zip(STEPS, costs, strict=True))


def _run(folder: Path, command: str, *, watch: bool = False) -> Cost:
    quiet = () if command == "check" else ("-q",)
    return timed((*_COMMAND, command, *quiet), folder, watch=watch)


def _git_status(folder: Path) -> Cost:
    """Ask git, its cache warm, what has changed in the same tree."""
    for command in ("init -q", "add -A", "status"):
        subprocess.run(("git", *command.split()), cwd=folder, check=True, capture_output=True)
    return timed(("git", "status"), folder)
