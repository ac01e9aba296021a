"""Starts several commands at once on one project, kills some of them, and looks at what is kept.

python -m tests.torture.together [COUNT [FIRST]]

In each round a project is edited, and two or three commands run at the same time; some are killed
at a moment drawn by lot. Afterwards, the store must be right or absent: `check`, `extract` and
`build` find and write with it what they find and write without it, and no translation is lost.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.support.projects import Project
from tests.torture import trials
from tests.torture.divided import CONFIG, EDITS, lived, put
from tests.torture.trials import Outcome

COMMANDS = (("extract",), ("build",), ("check",), ("status",))
ROUNDS = 3
_LATEST = 0.08
"""Seconds within which a command is killed; a small project takes about as long."""


def trial(seed: int) -> Outcome:
    """Run commands together on one project; a seed is always the same project and commands."""
    chance = random.Random(seed)
    tally: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as temporary:
        project = Project(Path(temporary, "kept"), CONFIG)
        lived(project, chance)
        for _ in range(ROUNDS):
            _edit(project, chance)
            tally += _together(project, chance)
            if wrong := _differs(project, Path(temporary, "anew")):
                return Outcome(wrong, tally)
    return Outcome("", tally)


def _edit(project: Project, chance: random.Random) -> None:
    names = [path for path in project.files() if path.startswith("source/")]
    name = chance.choice(names)
    put(project, {Path(name).stem: chance.choice(EDITS)(project.read(name)).rstrip("\n")})


def _together(project: Project, chance: random.Random) -> Counter[str]:
    commands = chance.choices(COMMANDS, k=chance.choice((2, 3)))
    children = [_start(project, command) for command in commands]
    killed = [child for child in children if chance.random() < 0.3]
    for child in killed:
        time.sleep(chance.random() * _LATEST)
        os.kill(child, signal.SIGKILL)  # one that has ended waits to be asked how
    for child in children:
        os.waitpid(child, 0)
    return Counter(commands=len(children), killed=len(killed))


def _start(project: Project, command: tuple[str, ...]) -> int:
    child = os.fork()
    if not child:
        try:
            project.run(*command)
        finally:
            os._exit(0)
    return child


def _differs(project: Project, beside: Path) -> str:
    """Run the commands with what is kept, and on a copy without it; say where they differ."""
    shutil.rmtree(beside, ignore_errors=True)
    shutil.copytree(project.folder, beside)
    for part in beside.glob(".transync/cache.db*"):
        part.unlink()
    anew = Project(beside, "")
    before = _translations(project)
    for command in (("check",), ("extract",), ("build",), ("check",)):
        found, meant = project.run(*command), anew.run(*command)
        if (found.out, found.err) != (meant.out, meant.err):
            return (
                f"`{command[0]}` says otherwise: {found.out}{found.err}, not {meant.out}{meant.err}"
            )
        files = [{path: each.read(path) for path in each.files()} for each in (project, anew)]
        if files[0] != files[1]:
            return f"`{command[0]}` writes otherwise"
    lost = before - _translations(project)
    return f"lost: {', '.join(sorted(lost))}" if lost else ""


def _translations(project: Project) -> set[str]:
    texts = (project.read(path) for path in project.files() if path.endswith(".po"))
    lines = (line.removeprefix("#~ ") for text in texts for line in text.splitlines())
    return {line for line in lines if line.startswith("msgstr ") and line != 'msgstr ""'}


if __name__ == "__main__":
    sys.exit(trials.run("together", trial, 500))
