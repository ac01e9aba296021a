"""`--executor dask`: files, findings and words as on one machine; and what it says if it fails."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest

from tests.support import clusters
from tests.support.days import NOTE, day
from tests.support.interrupting import interrupted
from tests.support.paths import ROOT
from tests.support.projects import Project, Told, anew

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def hosts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[clusters.Cluster]:
    """Start a cluster of two hosts that share the file system; of one where there are no more."""
    folder = tmp_path_factory.mktemp("hosts")
    count = 0 if clusters.why_no_namespaces() else 2
    with clusters.namespaces(count) as spaces, clusters.cluster(folder, spaces=spaces) as found:
        found.add_worker()
        found.add_worker()
        yield found


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Told], dict[str, bytes]]:
    return day(tmp_path_factory.mktemp("alone"), "-j1", cached=False)


def test_executor__same_files_and_messages(
    tmp_path: Path, hosts: clusters.Cluster, alone: tuple[list[Told], dict[str, bytes]]
) -> None:
    told, tree = day(tmp_path / "project", "--executor", f"dask:{hosts.address}", cached=True)
    assert told == alone[0]
    assert tree == alone[1]


def test_executor__of_our_own_notes(hosts: clusters.Cluster, tmp_path: Path) -> None:
    project = Project(tmp_path / "project", (ROOT / "transync.toml").read_text())
    for folder in ("source", "locales"):
        for path in sorted((ROOT / folder).rglob("*.*")):
            project.write(path.relative_to(ROOT).as_posix(), path.read_bytes())
    said = []
    for where in ("processes", f"dask:{hosts.address}"):
        commands = (["extract", "--check"], ["build", "--check"], ["build"], ["check", "--strict"])
        said.append([project.run(*each, "--no-cache", "--executor", where) for each in commands])
        tree = project.tree()
        for path in (path for path in tree if path.startswith("build/")):
            project.remove(path)
        said[-1].append(tree)
    assert said[0] == said[1]


def test_executor__a_worker_is_killed_in_the_middle(tmp_path: Path) -> None:
    """What it had written counts as unchanged, when it is done again: the files are the same."""
    alone, project = (large(tmp_path / name) for name in ("alone", "project"))
    for each in (alone, project):
        each.run("extract")
        each.translate(anew)
    alone.run("build")
    with clusters.cluster(tmp_path) as found:
        found.add_worker()
        found.add_worker()

        def kill() -> None:
            while not (project.folder / "build").exists():
                time.sleep(0.01)
            found.kill_worker(0)

        thread = threading.Thread(target=kill)
        thread.start()
        said = project.run("build", "-q", "--executor", f"dask:{found.address}")
        thread.join()
        assert (said.code, said.out, said.err) == (0, "", "")
        assert project.tree() == alone.tree()
        assert project.run("check", "-q", "--executor", f"dask:{found.address}").code == 0


def large(folder: Path) -> Project:
    project = Project(folder, 'languages = ["en", "ja"]\n')
    text = "".join(NOTE.format(number).partition("# ")[2] for number in range(5))
    for number in range(120):
        project.write(f"source/n{number}.md", text)
    return project


def test_executor__another_program_on_a_worker(tmp_path: Path) -> None:
    """Of one program, every worker has the same code and libraries, or nothing begins."""
    project = Project(tmp_path / "project", 'languages = ["en"]\n')
    project.write("source/a.md", NOTE.format(1))
    other = tmp_path / "other"
    subprocess.run(["cp", "-r", ROOT / "src", other], check=True)
    with (other / "transync/__init__.py").open("a") as file:
        file.write("# another\n")
    with clusters.cluster(tmp_path) as found:
        found.add_worker({"PYTHONPATH": str(other)})
        code, out, err = project.run("build", "--executor", f"dask:{found.address}")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "has transync 0.1.0 (digest " in err
    assert not (project.folder / "build").exists()


def test_executor__a_worker_without_the_folder(tmp_path: Path, hosts: clusters.Cluster) -> None:
    """Its host does not share it: in its own view of the file system, something else is there."""
    if reason := clusters.why_no_namespaces():
        pytest.skip(f"a view of its own {reason}")
    project = Project(tmp_path / "project", 'languages = ["en"]\n')
    project.write("source/a.md", NOTE.format(1))
    with clusters.cluster(tmp_path) as found:
        found.add_worker(hidden=project.folder)
        code, out, err = project.run("build", "--executor", f"dask:{found.address}")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "has no project in FOLDER; this machine has the project in FOLDER" in err


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--executor", "ray"), "'ray' is none of: processes, dask, dask:ADDRESS."),
        (("--executor", "dask:"), "'dask:' is none of"),
        (("--executor", "dask:x:1", "-j", "2"), "-j is for workers of this machine"),
    ],
)
def test_executor__wrong_options(tmp_path: Path, options: tuple[str, ...], said: str) -> None:
    project = Project(tmp_path / "project", 'languages = ["en"]\n')
    code, out, err = project.run("build", *options)
    assert (code, out) == (2, "")
    assert said in err


WITHOUT_DASK = """
import sys
sys.modules["distributed"] = None
from transync.__main__ import main
main()
"""


def test_executor__without_dask(tmp_path: Path) -> None:
    project = Project(tmp_path / "project", 'languages = ["en"]\n')
    command = [sys.executable, "-c", WITHOUT_DASK, "-C", project.folder, "build"]
    done = subprocess.run([*command, "--executor", "dask"], capture_output=True, check=False)
    needed = b"transync: Dask is not installed here; install it: `pip install 'transync[dask]'`\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, b"", needed)


def test_executor__is_not_imported_unless_asked_for(tmp_path: Path) -> None:
    project = Project(tmp_path / "project", 'languages = ["en"]\n')
    project.write("source/a.md", NOTE.format(1))
    command = [sys.executable, "-X", "importtime", "-m", "transync", "-C", project.folder, "build"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert b"transync.engine.executor" in done.stderr
    assert b"dask" not in done.stderr


def test_executor__stopped(tmp_path: Path) -> None:
    """Ctrl-C reaches all processes of a terminal; nothing is left of the cluster."""
    project = large(tmp_path / "project")
    run = interrupted(project, "--executor", "dask", "-j", "2")
    end = time.monotonic() + 5
    assert (run.code, run.errors) == (
        130,
        b"transync: stopped; every file is intact, run it again to finish\n",
    )
    with pytest.raises(ProcessLookupError):  # a moment later, what watches them has ended, too
        while time.monotonic() < end:
            os.killpg(run.group, 0)
            time.sleep(0.05)
    assert not [path for path in project.files() if path.endswith(".tmp")]
