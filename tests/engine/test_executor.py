"""Processes as executors, and what the jobs of a command change: nothing."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.support import tasks
from tests.support.days import NOTE, day
from tests.support.interrupting import interrupted
from tests.support.paths import ROOT
from tests.support.projects import Project, Told
from transync.domain.errors import TransyncError
from transync.engine.executor import SERIAL, WORTH_IT, Processes
from transync.engine.processes import Start

if TYPE_CHECKING:
    from pathlib import Path

    from transync.engine.executor import Executor

SHARDS = range(5 * WORTH_IT + 3)
JOBS = (1, 2, 8)
FORKED, SPAWNED = Processes(2, Start.FORK), Processes(2, Start.SPAWN)
SEVERAL = {"forked": FORKED, "spawned": SPAWNED, "eight": Processes(8)}

several = pytest.mark.parametrize("executor", SEVERAL.values(), ids=SEVERAL)


@several
def test_map__is_run_elsewhere(executor: Processes) -> None:
    processes = set(executor.map(tasks.process, SHARDS))
    assert len(processes) <= executor.jobs
    assert os.getpid() not in processes


@pytest.mark.parametrize(
    ("shards", "executor"),
    [(range(WORTH_IT - 1), Processes(8)), (SHARDS, Processes(1)), (SHARDS, SERIAL)],
)
def test_map__of_little_stays_here(shards: range, executor: Executor) -> None:
    assert set(executor.map(tasks.process, shards)) == {os.getpid()}


@several
def test_map__gives_nothing_else_to_who_has_much_to_do(executor: Processes) -> None:
    """One document had a third of all texts, and its process half of the others, too."""
    work, weigh = partial(tasks.slow_at, 60), partial(tasks.weight_at, 60)
    processes = list(executor.map(work, SHARDS, weigh))
    assert processes.count(processes[60]) <= len(SHARDS) / 3


@several
def test_map__of_heavy_ones_only(executor: Processes) -> None:
    assert list(executor.map(abs, SHARDS, tasks.power)) == list(SHARDS)


@pytest.mark.parametrize("start", Start)
def test_map__ends_with_the_first_process(start: Start) -> None:
    """Those that wait for something to do would wait for ever, and keep the output open."""
    code = f"""
from tests.support import tasks
from transync.engine.executor import Processes
from transync.engine.processes import Start
list(Processes(2, Start("{start}")).map(tasks.end_first, range(99)))
"""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert done.returncode == -signal.SIGKILL


@several
def test_map__ends_its_processes_when_nobody_asks_on(executor: Processes) -> None:
    processes = executor.map(tasks.process, SHARDS)
    one = next(processes)
    processes.close()  # type: ignore[attr-defined]
    with pytest.raises(ProcessLookupError):
        os.kill(one, 0)


@several
def test_map__tells_when_a_process_is_killed(executor: Processes) -> None:
    with pytest.raises(TransyncError, match="try `-j 1`"):
        list(executor.map(tasks.die, SHARDS))


@several
def test_map__tells_what_cannot_be_sent_back(
    executor: Processes, capfd: pytest.CaptureFixture[str]
) -> None:
    """The reason is the run's, and not a traceback of its own between the lines."""
    with pytest.raises(Exception, match="pickle"):
        list(executor.map(tasks.unsendable, SHARDS))
    assert capfd.readouterr() == ("", "")


@several
@pytest.mark.parametrize(
    ("ours", "theirs"),
    [(signal.SIG_IGN, signal.SIG_IGN), (signal.default_int_handler, signal.SIG_DFL)],
)
def test_map__hears_interrupts_as_its_parent_does(
    executor: Processes, ours: object, theirs: object
) -> None:
    """In the background, a shell has its commands ignore them; the processes did not."""
    before = signal.signal(signal.SIGINT, ours)  # type: ignore[arg-type]
    try:
        assert set(executor.map(tasks.interrupt_handling, SHARDS)) == {theirs}
    finally:
        signal.signal(signal.SIGINT, before)


@several
def test_map__in_a_worker_starts_no_more_processes(executor: Processes) -> None:
    below = list(executor.map(partial(tasks.processes_below, executor), SHARDS))
    assert all(len(processes) == 1 for processes in below)
    assert len(set().union(*below)) <= executor.jobs


@several
@pytest.mark.parametrize("frozen", [0, 1])
def test_map__leaves_the_garbage_collector_as_it_was(executor: Processes, frozen: int) -> None:
    if frozen:
        gc.freeze()
    try:
        before = gc.get_freeze_count()
        list(executor.map(tasks.triple, SHARDS))
        assert bool(gc.get_freeze_count()) == bool(before) == bool(frozen)
    finally:
        gc.unfreeze()


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Told], dict[str, bytes]]:
    return day(tmp_path_factory.mktemp("alone"), "-j1", cached=False)


@pytest.mark.parametrize("cached", [False, True], ids=["anew", "cached"])
@pytest.mark.parametrize("jobs", JOBS)
def test_jobs__same_files_and_messages(
    tmp_path: Path, jobs: int, *, cached: bool, alone: tuple[list[Told], dict[str, bytes]]
) -> None:
    told, tree = day(tmp_path / "project", f"-j{jobs}", cached=cached)
    assert told == alone[0]
    assert tree == alone[1]


def test_stopped__at_once(tmp_path: Path) -> None:
    project = Project(tmp_path / "project", 'languages = ["en"]\n')
    text = "".join(NOTE.format(number).partition("# ")[2] for number in range(60))
    for number in range(1500):
        project.write(f"source/n{number}.md", text)
    run = interrupted(project, "-j", "2")
    assert run.seconds < 5
    assert (run.code, run.errors.count(b"\n")) == (130, 1)
    with pytest.raises(ProcessLookupError):
        os.killpg(run.group, 0)
    assert not [path for path in project.files() if path.endswith(".tmp")]
