"""The project of the examples: a note about tea, translated into English, built, and committed."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support.projects import Project

if TYPE_CHECKING:
    from transync.domain.model import Message

NOTE = "---\nlang: de\nlayout: post\ntitle: Tee\n---\n\nGrüner Tee wächst in Japan.\n"
ENGLISH = {"Tee": "Tea", "Grüner Tee wächst in Japan.": "Green tea grows in Japan."}

_PERSON = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "A"), ("EMAIL", "a@example.com"))
}


def tea(folder: Path, note: str = NOTE) -> Project:
    """Make the project, in step."""
    project = Project(folder)
    project.write("source/tee.md", note)
    project.run("extract")
    project.translate(in_english)
    project.run("build")
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "-m", "Tee"]):
        subprocess.run(["git", *command], cwd=folder, check=True, env=environment())
    return project


def in_english(message: Message) -> str | None:
    return ENGLISH.get(message.id)


def play(project: Project, session: str) -> None:
    """Run the commands of a session, a line each."""
    for line in session.splitlines():
        words = shlex.split(line) if line.startswith("transync ") else []
        if words:
            project.run(*words[1:])
        else:
            subprocess.run(["sh", "-ec", line], cwd=project.folder, check=True, env=environment())


def findings(project: Project, *arguments: str) -> str:
    """Check the project, and give the lines of its findings."""
    told = project.run("check", *arguments)
    assert not told.err
    lines = told.out.splitlines()
    assert lines[-1].startswith("check: ")
    found = [line for line in lines if ": error T" in line or ": warning T" in line]
    assert told.code == any(": error T" in line for line in found)
    return "".join(f"{line}\n" for line in found)


def environment() -> dict[str, str]:
    """Give git no configuration but the repository's, and the shell this Python's programs."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    nowhere = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    return {**os.environ, **_PERSON, **nowhere, "PATH": path, "LC_ALL": "C.UTF-8"}
