"""A shard, and an index, are the same where the tasks run on other machines."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import pytest

from tests.support.faulty_project import faulty
from transync.api.project import Project
from transync.checks import RuleSelection
from transync.commands.check.shard import check_shard
from transync.commands.index import index
from transync.domain.shard_numbers import ShardNumber
from transync.engine.shards import equal
from transync.project import project_index
from transync.report import shard_report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from transync.engine.shards import Shards

T = TypeVar("T")
R = TypeVar("R")


class Elsewhere(NamedTuple):
    """Runs tasks with nothing that this process has in memory, one after the other."""

    is_remote: bool = True

    def map(
        self, task: Callable[[T], R], shards: Shards[T], weigh: Callable[[T], int] = equal
    ) -> Iterator[R]:
        sent = pickle.dumps(task)
        for shard in shards:
            result: R = pickle.loads(pickle.dumps(pickle.loads(sent)(shard)))
            yield result


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return faulty(tmp_path_factory.mktemp("faulty") / "project", anchors="translate").folder


def test_index__elsewhere(folder: Path) -> None:
    here, there = opened(folder), opened(folder)._replace(executor=Elsewhere())
    assert project_index.to_json(index(there)) == project_index.to_json(index(here))


@pytest.mark.parametrize("has_index", [False, True], ids=["alone", "index"])
@pytest.mark.parametrize("number", [1, 2])
def test_check_shard__elsewhere(folder: Path, number: int, has_index: bool) -> None:
    here, there = opened(folder), opened(folder)._replace(executor=Elsewhere())
    known = index(here) if has_index else None
    one, other = (
        shard_report.to_json(check_shard(each, RuleSelection(), ShardNumber(number, 2), known))
        for each in (here, there)
    )
    assert one == other


def opened(folder: Path) -> Project:
    return Project.open(folder, cache=False)
