"""Work spread over processes: the results, their order and their errors are those of one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from tests.support.projects import Project, Told, anew
from transync.domain.errors import DocumentError, TransyncError
from transync.engine import executor
from transync.engine.executor import spread

if TYPE_CHECKING:
    from pathlib import Path

ITEMS = range(5 * executor.WORTH_IT + 3)
NOTE = "---\ntitle: N {0}\n---\n\n# N {0}\n\nEin Absatz von {0}.\n\n- Siehe `auch` [x](y{0}.md).\n"
JOBS = (1, 2, 8)


@pytest.mark.parametrize("jobs", JOBS)
def test_spread__keeps_the_order(jobs: int) -> None:
    assert list(spread(lambda item: 3 * item, ITEMS, jobs)) == [3 * item for item in ITEMS]


def test_spread__uses_so_many_processes() -> None:
    assert len(set(spread(lambda _: os.getpid(), ITEMS, 2))) == 2


@pytest.mark.parametrize(("items", "jobs"), [(range(executor.WORTH_IT - 1), 8), (ITEMS, 1)])
def test_spread__of_little_stays_here(items: range, jobs: int) -> None:
    assert set(spread(lambda _: os.getpid(), items, jobs)) == {os.getpid()}


def test_spread__gives_nothing_else_to_who_has_much_to_do() -> None:
    """One document had a third of all texts, and its process half of the others, too."""

    def work(item: int) -> int:
        time.sleep(item == 60)
        return os.getpid()

    pids = list(spread(work, ITEMS, 2, lambda item: 900 if item == 60 else 20))
    assert pids.count(pids[60]) <= len(ITEMS) / 3


def test_spread__of_heavy_ones_only() -> None:
    weights = [10**item for item in ITEMS]
    assert list(spread(lambda item: item, ITEMS, 2, weights.__getitem__)) == list(ITEMS)


ENDING = """
import os, signal
from transync.engine.executor import spread

def work(item):
    if item == 9:
        os.kill(os.getppid(), signal.SIGKILL)

list(spread(work, range(99), 2))
"""


def test_spread__ends_with_the_first_process() -> None:
    """Those that wait for something to do would wait for ever, and keep the output open."""
    done = subprocess.run(
        [sys.executable, "-c", ENDING], capture_output=True, timeout=60, check=False
    )
    assert done.returncode == -signal.SIGKILL


def failing(item: int) -> int:
    if item == 70:
        raise DocumentError("is bad", path="a.md", line=3)
    return item


@pytest.mark.parametrize("jobs", JOBS)
def test_spread__raises_in_its_turn(jobs: int) -> None:
    seen = []
    with pytest.raises(DocumentError) as raised:
        for item in spread(failing, ITEMS, jobs):
            seen.append(item)  # noqa: PERF402
    assert seen == list(range(70))
    assert (str(raised.value), raised.value.code) == ("a.md:3: is bad", "T001")


def test_spread__ends_its_processes_when_nobody_asks_on() -> None:
    pids = spread(lambda _: os.getpid(), ITEMS, 2)
    one = next(pids)
    pids.close()
    with pytest.raises(ProcessLookupError):
        os.kill(one, 0)


def test_spread__tells_when_a_process_is_killed() -> None:
    with pytest.raises(TransyncError, match="try `-j 1`"):
        list(spread(lambda _: os.kill(os.getpid(), signal.SIGKILL), ITEMS, 2))


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [(signal.SIG_IGN, signal.SIG_IGN), (signal.default_int_handler, signal.SIG_DFL)],
)
def test_spread__hears_interrupts_as_its_parent_does(ours: object, theirs: object) -> None:
    """In the background, a shell has its commands ignore them; the processes did not."""
    before = signal.signal(signal.SIGINT, ours)  # type: ignore[arg-type]
    try:
        assert set(spread(lambda _: signal.getsignal(signal.SIGINT), ITEMS, 2)) == {theirs}
    finally:
        signal.signal(signal.SIGINT, before)


def day(folder: Path, jobs: int, *, cached: bool) -> tuple[list[Told], dict[str, bytes]]:
    """Extract, translate, edit, break, build and check, with so many processes."""
    project = Project(folder, 'languages = ["en", "ja"]\n')
    for number in range(50):
        project.write(f"source/{number % 7}/n{number}.md", NOTE.format(number))
    told: list[Told] = []

    def run(command: str) -> None:
        told.append(project.run(command, "-j", str(jobs)))
        if not cached:
            (folder / ".transync/cache.db").unlink()

    run("extract")
    project.translate(anew)
    run("build")
    run("extract")
    project.edit("source/3/n3.md", "Ein Absatz", "Kein Absatz")
    project.edit("locales/ja/4/n4.po", "Síéhé `auch`", "Síéhé `nicht`")
    project.write("source/0/n7.md", b"\xff")
    project.write("build/en/5/n5.md", "Von Hand.\n")
    for command in ("check", "extract", "build", "extract", "build", "check"):
        run(command)
    reordered(project)
    for command in ("check", "extract", "build", "extract", "check"):
        run(command)
    return told, project.tree()


def reordered(project: Project) -> None:
    """Move texts, from document to document and with documents; and break a catalog."""
    project.edit("source/3/n10.md", "\n\nEin Absatz von 10.", "")
    project.edit("source/6/n20.md", "# N 20\n", "# N 20\n\nEin Absatz von 10.\n")
    project.edit("source/6/n27.md", "[x](y27.md)", "[x](z27.md)")
    project.edit("source/0/n28.md", "Ein Absatz von 28", "Ein schöner Absatz von 28")
    project.move("source/0/n35.md", "source/1/n350.md")
    project.remove("source/1/n36.md")
    project.write("locales/en/2/n37.po", "kein Katalog\n")


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Told], dict[str, bytes]]:
    return day(tmp_path_factory.mktemp("alone"), 1, cached=False)


@pytest.mark.parametrize("cached", [False, True], ids=["anew", "cached"])
@pytest.mark.parametrize("jobs", JOBS)
def test_jobs__same_files_and_messages(
    tmp_path: Path, jobs: int, *, cached: bool, alone: tuple[list[Told], dict[str, bytes]]
) -> None:
    told, tree = day(tmp_path / "project", jobs, cached=cached)
    assert told == alone[0]
    assert tree == alone[1]


HEARING = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("transync", run_name="__main__", alter_sys=True)
"""
"""The program, as it would be if no shell had it ignore interrupts, as in the background."""


def test_stopped__at_once(tmp_path: Path) -> None:
    project = Project(tmp_path / "project", 'languages = ["en"]\n')
    text = "".join(NOTE.format(number).partition("# ")[2] for number in range(60))
    for number in range(1500):
        project.write(f"source/n{number}.md", text)
    command = [sys.executable, "-c", HEARING, "extract", "-j", "2"]
    run = subprocess.Popen(
        command,
        cwd=project.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    while run.poll() is None and not (project.folder / "locales").exists():
        time.sleep(0.01)
    begin = time.monotonic()
    os.killpg(run.pid, signal.SIGINT)
    _, told = run.communicate(timeout=10)
    assert time.monotonic() - begin < 5
    assert (run.returncode, told.count(b"\n")) == (130, 1)
    with pytest.raises(ProcessLookupError):
        os.killpg(run.pid, 0)
    assert not [path for path in project.files() if path.endswith(".tmp")]
