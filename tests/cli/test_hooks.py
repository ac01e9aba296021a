"""The hooks for pre-commit: each is run as pre-commit runs it, in the root of a repository."""

from __future__ import annotations

import shlex
import subprocess
from typing import TYPE_CHECKING

import pytest
import yaml

from tests.support.paths import ROOT
from tests.support.projects import Project, anew
from tests.support.tea_project import environment

if TYPE_CHECKING:
    from pathlib import Path

HOOKS = {
    hook["id"]: hook
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Make a project in a folder of its repository, in step."""
    project = Project(tmp_path / "site", 'languages = ["en", "fr"]\n[check.minimum]\nfr = 50\n')
    project.write("source/tee.md", "# Tee\n\nGrüner Tee.\n")
    project.run("extract")
    project.translate(anew)
    project.run("build")
    return project


def run(project: Project, name: str, *arguments: str) -> tuple[int, str]:
    """Run a hook for the project, with further arguments; give its code and all its output."""
    command = [*shlex.split(HOOKS[name]["entry"]), "-C", "site", *arguments]
    done = subprocess.run(
        command,
        cwd=project.folder.parent,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.returncode, done.stdout.decode()


def test_hooks__nothing_to_do(project: Project) -> None:
    before = project.times()
    assert run(project, "transync") == (0, "")
    assert run(project, "transync-check") == (
        0,
        "check: 1 document in 2 languages, no findings\n",
    )
    assert project.times() == before


def test_hooks__an_author_changes_a_sentence(project: Project) -> None:
    """What is behind is written and said once; what translators have to do stops nobody."""
    project.edit("source/tee.md", "Grüner Tee.", "Grüner Tee aus einem anderen Land.")
    assert run(project, "transync-check")[0] == 1
    code, told = run(project, "transync")
    assert code == 1
    assert "locales/fr/tee.po: " in told
    assert "build/fr/tee.md: " in told
    assert run(project, "transync") == (0, "")
    assert run(project, "transync-check")[0] == 0
    assert project.run("check", "--select", "T1").code == 1


def test_hooks__a_new_note(project: Project) -> None:
    """Git does not tell of new files as of changed ones, so the hook fails of itself."""
    project.write("source/neu.md", "Ein neuer Satz.\n")
    assert run(project, "transync")[0] == 1
    assert {"locales/en/neu.po", "locales/fr/neu.po"} < {*project.files()}
    assert run(project, "transync") == (0, "")
    assert run(project, "transync-check")[0] == 0


def test_hooks__what_is_unsafe_stops(project: Project) -> None:
    project.edit("locales/fr/tee.po", 'msgstr "Téé"', 'msgstr "<script>x()</script>"')
    for name in HOOKS:
        code, told = run(project, name)
        assert code == 1
        assert "error T501" in told


def test_hooks__wrong_configuration(project: Project) -> None:
    project.write("transync.toml", "languages = 1\n")
    for name in HOOKS:
        code, told = run(project, name)
        assert code
        assert "transync.toml:1:1: `languages` must be" in told


def test_hook__leaves_out_more(project: Project) -> None:
    """Further codes are left out by further options."""
    project.edit("locales/fr/tee.po", 'msgstr "Téé"', 'msgstr ""')
    project.run("build")
    assert run(project, "transync-check", "--ignore", "T4", "-q") == (0, "")
