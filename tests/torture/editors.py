"""Lets an editor save a catalog while `extract` is at work, and looks for what it saved.

    python -m tests.torture.editors [SAVES]

Each save translates one message more, in place (in two parts, as a slow disk would have it) or by
renaming, at a moment of the run that is drawn by lot. When the run is over, the translation must
be in the catalog, or nothing must have been written over it.
"""

from __future__ import annotations

import os
import random
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from tests.support.projects import Project

if TYPE_CHECKING:
    from collections.abc import Callable

PO = "locales/en/a.po"
MESSAGES = 40
_PAUSE = 0.002


class Outcome(NamedTuple):
    """How many saves there were, during how many of them the catalog was written, what was lost."""

    saves: int
    met: int
    lost: tuple[str, ...]


def in_place(place: Path, data: bytes, chance: random.Random) -> None:
    """Empty the file and write it anew, in two parts."""
    half = chance.randrange(len(data))
    with place.open("wb") as file:
        file.write(data[:half])
        file.flush()
        time.sleep(chance.random() * _PAUSE)
        file.write(data[half:])


def by_rename(place: Path, data: bytes, chance: random.Random) -> None:
    """Write beside the file, and rename."""
    beside = place.with_name("editor")
    beside.write_bytes(data)
    time.sleep(chance.random() * _PAUSE)
    beside.replace(place)


KINDS: dict[str, Callable[[Path, bytes, random.Random], None]] = {
    "in place": in_place,
    "by rename": by_rename,
}


def torture(kind: str, saves: int, seed: int = 0) -> Outcome:
    """Save that many times, each during a run of its own."""
    chance = random.Random(seed)
    met, lost = 0, []
    with TemporaryDirectory() as folder:
        project = Project(Path(folder, "project"))
        for number in range(saves):
            said = f"saved {kind} {number}"
            if not number % MESSAGES:  # all are translated: begin anew
                project.write(PO, "")
                _author(project, number)
                project.run("extract")
            before = project.read(PO)
            _author(project, number + 1)
            child = _run(project)
            time.sleep(chance.random() * 0.06)
            text = project.read(PO).replace('msgstr ""\n\n', f'msgstr "{said}"\n\n', 1)
            KINDS[kind](project.folder / PO, text.encode(), chance)
            os.waitpid(child, 0)
            after = project.read(PO)
            met += after not in (before, text)
            if said not in after:
                lost.append(said)
            lost += [f"{said}: {path} is left over" for path in _leftovers(project)]
    return Outcome(saves, met, tuple(lost))


def _author(project: Project, number: int) -> None:
    """Write a document whose last paragraph is another each time."""
    texts = [f"Absatz Nummer {each}, der bleibt.\n" for each in range(MESSAGES + 2)]
    project.write("source/a.md", "\n".join([*texts, f"Der letzte heißt heute {number}.\n"]))


def _run(project: Project) -> int:
    child = os.fork()
    if not child:
        try:
            project.run("extract")
        finally:
            os._exit(0)
    return child


def _leftovers(project: Project) -> list[str]:
    return [path for path in project.files() if "/.transync-" in path]


def main() -> int:
    """Save in each way."""
    saves = int(sys.argv[1]) if len(sys.argv) > 1 else 1500
    lost: list[str] = []
    for kind in KINDS:
        done = torture(kind, saves)
        lost += done.lost
        print(f"saves {kind}: {done.saves}, joined in {done.met}, lost {len(done.lost)}")
    print("".join(f"{each}\n" for each in lost), end="")
    return bool(lost)


if __name__ == "__main__":
    sys.exit(main())
