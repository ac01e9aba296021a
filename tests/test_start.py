"""The start: what is not needed is not loaded, so that every command answers at once."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import click
import pytest

from tests.projects import Project, anew
from transync.cli import COMMANDS, main

if TYPE_CHECKING:
    from pathlib import Path

HEAVY = {
    *("babel", "langdetect", "markdown_it", "mdit_py_plugins"),
    *("polib", "rapidfuzz", "tomlkit", "yaml"),
}
CODE = """\
import sys
from transync.cli import main
try:
    main(sys.argv[1:], prog_name="transync")
finally:
    print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""


def loaded(*arguments: str) -> set[str]:
    """Run a command, and give the heavy libraries that it has loaded."""
    command = [sys.executable, "-c", CODE, *arguments]
    told = subprocess.run(command, capture_output=True, text=True, check=True)
    modules = told.stderr.splitlines()[-1].split()
    assert "click" in modules
    return set(modules).intersection(HEAVY)


@pytest.mark.parametrize("arguments", ["--help", "--version", "extract --help"])
def test_help__loads_no_library(arguments: str) -> None:
    assert loaded(*arguments.split()) == set()


def test_list_of_commands__is_what_they_tell() -> None:
    with click.Context(main) as context:
        for name in main.list_commands(context):
            command = main.get_command(context, name)
            assert command
            assert command.name == name
            assert command.get_short_help_str(limit=1000) == COMMANDS[name].help


def test_run__loads_what_it_needs(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    project.write("source/a.md", "Ein Absatz.\n")
    parser = {"markdown_it", "mdit_py_plugins"}
    at = ("-C", str(project.folder))
    assert loaded(*at, "extract") >= {"babel", *parser}
    project.translate(anew)
    for command in ("extract", "build", "status"):
        assert loaded(*at, command) == {"babel"}
    project.write("source/a.md", "Ein anderer Absatz.\n")
    assert loaded(*at, "extract") >= parser
    assert loaded(*at, "build") == {"babel"}
