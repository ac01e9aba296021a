"""The tasks of an extraction fit for other machines: what they are sent is small, and enough."""

from __future__ import annotations

import pickle
from collections import defaultdict
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import pytest

from tests.support.projects import Project, anew
from transync.commands.apply import applied
from transync.commands.begin import extract
from transync.engine.executor import SERIAL, Serial
from transync.engine.shards import equal
from transync.project.project import opened

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from transync.engine.shards import Shards

T = TypeVar("T")
R = TypeVar("R")

NOTE = "# Notiz {0}\n\nDer erste Absatz von {0} ist kurz.\n\nSiehe auch.\n\nEr endet mit {0}.\n"
FEW, MANY = 40, 160


class AnotherMachine:
    """Runs each task as another machine would, and notes the most bytes that it was sent."""

    def __init__(self) -> None:
        self.sizes: defaultdict[str, int] = defaultdict(int)

    def __reduce__(self) -> tuple[type[Serial], tuple[()]]:
        return Serial, ()

    def map(
        self, task: Callable[[T], R], shards: Shards[T], weigh: Callable[[T], int] = equal
    ) -> Iterator[R]:
        sent = self._sent(task, "task", task)
        for shard in shards:
            done = pickle.loads(sent)(pickle.loads(self._sent(task, "shard", shard)))
            yield pickle.loads(self._sent(task, "result", done))

    def _sent(self, task: Callable[[T], R], what: str, value: object) -> bytes:
        data = pickle.dumps(value)
        name = task.func.__name__ if isinstance(task, partial) else task.__name__
        self.sizes[f"{name}, {what}"] = max(self.sizes[f"{name}, {what}"], len(data))
        return data


def a_year(project: Project, notes: int) -> None:
    """Write notes and translate them; then rename, edit, and remove some of all."""
    for number in range(notes):
        project.write(f"source/n{number:03}.md", NOTE.format(number))
    project.run("extract")
    project.translate(anew)
    for number in range(0, notes, 4):
        project.move(f"source/n{number:03}.md", f"source/r{number:03}.md")
        project.edit(f"source/n{number + 1:03}.md", "Der erste", "Der allererste")
        project.write(f"source/n{number + 2:03}.md", NOTE.format(f"{number} neu"))
        if number % 8 == 0:
            project.remove(f"source/n{number + 3:03}.md")


def after(folder: Path, executor: AnotherMachine | Serial) -> dict[str, bytes]:
    project = opened(str(folder), executor=executor, has_store=False)
    for step in applied(project.root, extract(project).steps):
        assert "code" not in step._fields, step
    return Project(folder).tree()


@pytest.fixture(scope="module")
def sizes(tmp_path_factory: pytest.TempPathFactory) -> dict[int, dict[str, int]]:
    """Extract two sites here and on another machine, and return what was sent, by notes.

    Two texts are compared with a new one, and sent for it, where it would be more.
    """
    found = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("transync.core.merge.similarity.FEW", 2)
        for notes in (FEW, MANY):
            here, there = (tmp_path_factory.mktemp("site") for _ in range(2))
            for folder in (here, there):
                a_year(Project(folder), notes)
            machine = AnotherMachine()
            assert after(there, machine) == after(here, SERIAL)
            found[notes] = dict(machine.sizes)
    return found


TASKS = ("scan", "missing_texts", "collect", "merge", "holdings", "_template")


@pytest.mark.parametrize("task", TASKS)
def test_task__grows_with_no_project(sizes: dict[int, dict[str, int]], task: str) -> None:
    """A task once carried all documents, all their texts, and all that the catalogs know."""
    for what in ("task", "shard", "result"):
        few, many = (sizes[notes][f"{task}, {what}"] for notes in (FEW, MANY))
        assert many <= 1.1 * few + 64, what
