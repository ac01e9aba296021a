"""The start and the end: what is not needed is not loaded, nor taken apart."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import click
import pytest

from tests.support.projects import Project, anew
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
    project.write("source/a.md", "---\ntitle: Titel\ntags: [a, b]\n---\n\nEin Absatz.\n")
    at = ("-C", str(project.folder))
    assert loaded(*at, "extract") == set()
    project.translate(anew)
    for command in ("extract", "build", "status"):
        assert loaded(*at, command) == set()
    project.write("source/a.md", "> Ein Absatz.\n")
    assert loaded(*at, "extract") >= {"markdown_it", "mdit_py_plugins"}
    assert loaded(*at, "build") == set()


def test_run__without_changes_loads_nothing_that_cuts(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    project.write("source/a.md", "# Titel\n")
    project.run("extract")
    project.run("extract")
    code = CODE.replace('name.partition(".")[0]', "name")
    command = [sys.executable, "-c", code, "-C", str(project.folder), "extract"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True)
    modules = set(printed.stderr.splitlines()[-1].split())
    assert "transync.project.run_state" in modules
    readers = {"formats.markdown.plain", "formats.html", "core.document"}
    assert modules.isdisjoint(f"transync.{name}" for name in readers)


LEAVING = """
import atexit, sys
from transync import cli
from transync.__main__ import main
atexit.register(print, "the ordinary end", file=sys.stderr)
cli.main = lambda **_: (print("said"), sys.exit(3))
main()
"""


def test_program__ends_at_once_with_what_was_printed() -> None:
    done = subprocess.run([sys.executable, "-c", LEAVING], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (3, b"said\n", b"")


@pytest.mark.parametrize("arguments", [("extract", "--check"), ("status",), ("exctract",)])
def test_program__ends_as_the_command_line_does(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    project = Project(tmp_path, 'languages = ["en"]\n')
    project.write("source/a.md", "# Titel\n")
    told = project.run(*arguments)
    done = subprocess.run(
        [sys.executable, "-m", "transync", *arguments],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (told.code, told.out, told.err)


def test_program__without_any_output(tmp_path: Path) -> None:
    """A shell may close both (`>&- 2>&-`); the program has none to flush then."""
    project = Project(tmp_path, 'languages = ["en"]\n')
    project.write("source/a.md", "# Titel\n")
    command = f"'{sys.executable}' -m transync extract >&- 2>&-"
    assert subprocess.run(command, shell=True, cwd=tmp_path, check=False).returncode == 0
    assert "Titel" in project.read("locales/en/a.po")
