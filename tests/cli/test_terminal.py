"""On a terminal and in pipes: how a run is stopped, what cannot be printed, colours."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support.projects import Project, Told
from tests.support.tea_project import environment, play, tea

if TYPE_CHECKING:
    from collections.abc import Mapping

TRANSYNC = [sys.executable, "-m", "transync"]
STOPPED = b"transync: stopped; every file is intact, run it again to finish\n"
BEFORE = b"transync: stopped before changing anything\n"
FULL = b"transync: standard output: No space left on device"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Make a project of one note, which nobody has translated."""
    project = Project(tmp_path / "project")
    project.write("source/tee.md", "Grüner Tee.\n")
    project.run("extract")
    return project


@pytest.fixture
def many(tmp_path: Path) -> Project:
    """Make a project of so many notes that a run takes a while."""
    project = Project(tmp_path / "project")
    for number in range(400):
        project.write(f"source/{number:03}.md", f"# Absatz {number:03}\n\nUnd *noch* einer.\n")
    return project


# What cannot be printed


@pytest.mark.parametrize(
    "command", ["--help", "--version", "extract", "status", "check", "explain"]
)
def test_full_disk(project: Project, command: str) -> None:
    """One line says it, and no exit code that means findings."""
    project.remove("locales/en/tee.po")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*TRANSYNC, command],
            cwd=project.folder,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith(FULL)
    assert done.stderr.count(b"\n") == 1
    assert (command == "extract") is ("locales/en/tee.po" in project.files())


def test_full_disk__of_what_is_wrong(project: Project) -> None:
    """Where nothing can be told of what is wrong, the exit code tells it."""
    project.write("source/kaputt.md", b"\xff")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*TRANSYNC, "extract"],
            cwd=project.folder,
            stdout=subprocess.PIPE,
            stderr=full,
            check=False,
        )
    assert done.returncode == 2
    assert done.stdout.endswith(b"extract: 2 files, none changed, 1 finding\n")


@pytest.mark.parametrize(
    ("command", "code"), [("extract", 0), ("status", 0), ("--help", 0), ("check", 141)]
)
@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_closed_pipe(many: Project, command: str, code: int, stream: str) -> None:
    """Whoever reads may stop: the work is done, and only what was to be told fails the run."""
    source, target = os.pipe()
    os.close(source)
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, stream: target}
    done = subprocess.run([*TRANSYNC, command], cwd=many.folder, check=False, **streams)
    os.close(target)
    assert done.returncode == (code if stream == "stdout" else min(code, 1))
    assert not done.stderr
    assert (command == "extract") is ("locales/en/399.po" in many.files())


# How a run is stopped


def stopped(arguments: list[str], folder: Path, after: float, number: int) -> Told:
    """Start a run, stop it after some seconds, and give what it told."""
    with subprocess.Popen(
        [*TRANSYNC, *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as run:
        time.sleep(after)
        os.killpg(run.pid, number)  # as a terminal does: all its processes get it
        out, err = run.communicate(timeout=60)
    return Told(run.returncode, out.decode(), err.decode())


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_stop__at_any_moment(many: Project, number: int, code: int) -> None:
    """One line, whenever it is; what was done is told, and the next run does the rest."""
    told_of = set()
    for step in range(12):
        # The interpreter takes so long until it comes to the program.
        told = stopped(["extract", "-j", "2"], many.folder, 0.2 + step / 20, number)
        if told.code:
            assert told.code == code
            assert told.err.encode() in (BEFORE, STOPPED)
        done = {line.partition(": ")[0] for line in told.out.splitlines()} - {"extract"}
        assert not done & told_of
        told_of |= done
        assert {each for each in many.files() if each.startswith("locales/")} == told_of
    assert many.run("extract").code == 0
    assert len(many.catalogs()) == 400


IGNORING = """
import signal, subprocess, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
sys.exit(subprocess.run([sys.executable, "-m", "transync", "extract"]).returncode)
"""


def test_stop__where_it_is_ignored(many: Project) -> None:
    """In the background, and under `nohup`, a run is not stopped by what it need not hear."""
    with subprocess.Popen(
        [sys.executable, "-c", IGNORING],
        cwd=many.folder,
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as run:
        time.sleep(0.5)
        os.killpg(run.pid, signal.SIGINT)
        out, _ = run.communicate(timeout=60)
    assert run.returncode == 0
    assert out.endswith(b"extract: 800 files, 800 changed\n")


WRAPPED = """
import os, signal, sys
from transync.engine import stopping
from transync.cli.running import exit_with
stopping.watch()

class Attribute:
    def __set_name__(self, owner, name):
        os.kill(os.getpid(), signal.SIGINT)
        for _ in range(99): pass

def action():
    class Owner:
        a = Attribute()

exit_with(action)
"""


def test_stop__while_a_class_is_made() -> None:
    """Before Python 3.12, a class that is being made turns what stops it into its own error."""
    done = subprocess.run([sys.executable, "-c", WRAPPED], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", STOPPED)


HELD = """
import os, signal
from transync.engine import stopping
stopping.watch()
try:
    with stopping.at_work:
        with stopping.held:
            os.kill(os.getpid(), signal.SIGINT)
            print("done and told", flush=True)
        print("never", flush=True)
except KeyboardInterrupt:
    print("stopped", stopping.code(), flush=True)
os.kill(os.getpid(), signal.SIGINT)
"""


def test_stop__waits_until_a_file_is_written_and_told() -> None:
    done = subprocess.run([sys.executable, "-c", HELD], capture_output=True, check=False)
    assert done.stdout == b"done and told\nstopped 130\n"
    assert (done.returncode, done.stderr) == (130, STOPPED)


# Colours


def on_terminal(command: list[str], folder: Path, known: Mapping[str, str]) -> bytes:
    """Run a command on a terminal, and give all that it shows."""
    master, terminal = pty.openpty()
    with subprocess.Popen(
        command, cwd=folder, stdout=terminal, stderr=terminal, env={**environment(), **known}
    ):
        os.close(terminal)
        shown = b""
        while part := _read(master):
            shown += part
    return shown


def _read(handle: int) -> bytes:
    """Read from a terminal until everybody has left it."""
    try:
        return os.read(handle, 65536)
    except OSError:
        return b""


COLOURED = [
    (["status"], b"\x1b[31m0\x1b[0m"),
    (["check"], b"\x1b[31merror\x1b[0m"),
    (["check", "--statistics"], b"\x1b[1mT101\x1b[0m"),
    (["explain", "T101"], b"\x1b[31mT101\x1b[0m"),
    (["explain"], b"\x1b[1mT1xx  Drift\x1b[0m"),
    (["build", "--diff"], b"\x1b[32m+Gr\xc3\xbcner Tee.\x1b[0m"),
    (["extract", "source/kaputt.md"], b", \x1b[31m1 finding\x1b[0m"),
]


@pytest.mark.parametrize(("arguments", "shown"), COLOURED)
def test_colours__on_a_terminal(project: Project, arguments: list[str], shown: bytes) -> None:
    if "source/kaputt.md" in arguments:
        project.write("source/kaputt.md", b"\xff")
    command = [*TRANSYNC, *arguments]
    assert shown in on_terminal(command, project.folder, {"TERM": "xterm"})
    assert b"\x1b" not in on_terminal(command, project.folder, {"TERM": "dumb"})


@pytest.mark.parametrize(
    ("known", "is_coloured"),
    [
        ("", False),
        ("FORCE_COLOR=1", True),
        ("CLICOLOR_FORCE=1", True),
        ("CLICOLOR_FORCE=0", False),
        ("FORCE_COLOR=", False),
        ("FORCE_COLOR=0 CLICOLOR_FORCE=1", False),
        ("FORCE_COLOR=1 TERM=dumb", True),
        ("FORCE_COLOR=1 NO_COLOR=1", False),
        ("FORCE_COLOR=1 NO_COLOR=", True),
    ],
)
def test_colours__in_a_pipe(project: Project, known: str, is_coloured: bool) -> None:
    """A log of CI shows colours where it is asked for; who wants none never gets any."""
    names = ("FORCE_COLOR", "CLICOLOR_FORCE", "NO_COLOR")
    without = {name: value for name, value in environment().items() if name not in names}
    env = {**without, **dict(each.split("=") for each in known.split())}
    told = subprocess.run(
        [*TRANSYNC, "check"], cwd=project.folder, env=env, capture_output=True, check=False
    )
    assert (b"\x1b[" in told.stdout) is is_coloured


@pytest.mark.parametrize("form", ["json", "github", "sarif", "junit", "gitlab"])
def test_colours__in_no_format_for_programs(
    project: Project, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = project.run("check", "--format", form)
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert project.run("check", "--format", form) == plain
    assert project.run("check", "--output", "report.txt").code == 1
    assert "\x1b" not in project.read("report.txt")


def test_diff__keeps_every_character(tmp_path: Path) -> None:
    """A diff is a patch: what acts on a terminal is not taken out of it."""
    project = tea(tmp_path / "project")
    play(project, r"printf '\033[1mTee\033[0m ist grün.\n' > source/tee.md")
    assert "+\x1b[1mTee\x1b[0m ist grün.\n" in project.run("build", "--diff").out


@pytest.mark.parametrize(("known", "is_shown"), [("TERM=xterm", True), ("TERM=dumb", False)])
def test_progress__says_what_it_does(many: Project, known: str, is_shown: bool) -> None:
    shown = on_terminal([*TRANSYNC, "extract"], many.folder, dict([known.split("=")]))
    assert (b"Merging catalogs" in shown) is is_shown
    assert (b"\r" in shown.replace(b"\r\n", b"")) is is_shown


def test_progress__none_without_colours(many: Project) -> None:
    shown = on_terminal([*TRANSYNC, "extract"], many.folder, {"NO_COLOR": "1"})
    assert b"\x1b" not in shown
    assert b"Merging catalogs" not in shown
