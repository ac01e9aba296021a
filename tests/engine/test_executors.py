"""The contract of executors: what any of them does, wherever it runs its tasks."""

from __future__ import annotations

import os
import threading
import time
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.support import clusters, tasks
from transync.domain.errors import DocumentError, TransyncError
from transync.engine.dask import connected
from transync.engine.executor import SERIAL, WORTH_IT, Processes, Serial
from transync.engine.processes import Start

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from transync.engine.executor import Executor

pytestmark = pytest.mark.slow
SHARDS = range(5 * WORTH_IT + 3)
CLUSTERS = ("dask", "dask over TCP")
NAMES = ("serial", "one", "forked", "spawned", *CLUSTERS)


@pytest.fixture(scope="module")
def local() -> Iterator[Executor]:
    """Start a cluster of processes on this machine, as `--executor dask` does."""
    with connected("", tasks.python, jobs=2) as executor:
        yield executor


@pytest.fixture(scope="module")
def hosts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[clusters.Cluster]:
    """Start a cluster of two hosts, which reach its scheduler over TCP alone."""
    if reason := clusters.why_no_namespaces():
        pytest.skip(f"a cluster of several hosts {reason}")
    folder = tmp_path_factory.mktemp("hosts")
    with clusters.namespaces(2) as spaces, clusters.cluster(folder, spaces=spaces) as found:
        found.add_worker()
        found.add_worker(threads=2)
        yield found


@pytest.fixture(scope="module")
def remote(hosts: clusters.Cluster) -> Iterator[Executor]:
    with connected(hosts.address, tasks.python) as executor:
        yield executor


@pytest.fixture
def executor(request: pytest.FixtureRequest) -> Executor:
    name: str = request.param
    if name in CLUSTERS:
        found: Executor = request.getfixturevalue("local" if name == "dask" else "remote")
        return found
    if name == "one":
        return Processes(1)
    starts = {"forked": Start.FORK, "spawned": Start.SPAWN}
    return Processes(2, starts[name]) if name in starts else SERIAL


every = pytest.mark.parametrize("executor", NAMES, indirect=True)
distributed = pytest.mark.parametrize("executor", CLUSTERS, indirect=True)


@every
def test_map__keeps_the_order(executor: Executor) -> None:
    assert list(executor.map(tasks.triple, SHARDS)) == [3 * shard for shard in SHARDS]


@every
def test_map__of_nothing(executor: Executor) -> None:
    assert list(executor.map(tasks.triple, ())) == []


@every
def test_map__raises_in_its_turn(executor: Executor) -> None:
    seen = []
    with pytest.raises(DocumentError) as raised:
        for result in executor.map(partial(tasks.fail_at, 70), SHARDS):
            seen.append(result)  # noqa: PERF402
    assert seen == list(range(70))
    assert (str(raised.value), raised.value.code) == ("a.md:3: is bad", "T001")


@every
def test_map__of_heavy_ones_only(executor: Executor) -> None:
    assert list(executor.map(abs, SHARDS, tasks.power)) == list(SHARDS)


@every
def test_map__again_after_an_error(executor: Executor) -> None:
    with pytest.raises(DocumentError):
        list(executor.map(partial(tasks.fail_at, 0), SHARDS))
    assert list(executor.map(abs, SHARDS)) == list(SHARDS)


@every
def test_map__in_a_task_is_serial(executor: Executor) -> None:
    """A worker that started workers would have each document cut by as many as there are."""
    below = list(executor.map(partial(tasks.processes_below, executor), SHARDS))
    assert all(len(processes) == 1 for processes in below)


@pytest.mark.parametrize("executor", NAMES[2:], indirect=True)
def test_map__says_what_cannot_be_sent_back(executor: Executor) -> None:
    with pytest.raises(Exception, match="pickle"):
        list(executor.map(tasks.unsendable, SHARDS))


@distributed
def test_map__asks_for_few_shards_that_nobody_works_on(executor: Executor) -> None:
    """The memory of the first process holds a window of a long run, not the run."""
    asked: list[int] = []
    results = executor.map(partial(tasks.busy, 0.002), tasks.Counted(asked))
    for _ in range(3 * WORTH_IT):
        next(results)
    time.sleep(1)
    assert len(asked) < tasks.Counted.COUNT / 4
    results.close()  # type: ignore[attr-defined]


@distributed
def test_map__leaves_results_with_the_workers_until_their_turn(executor: Executor) -> None:
    """A tenth of a gigabyte of results comes through the first process by a few at a time."""
    with tasks.traced() as peak:
        sizes = [len(result) for result in executor.map(partial(tasks.padded, 1 << 20), range(120))]
    assert sizes == 120 * [1 << 20]
    assert peak() < 64 << 20


@distributed
def test_map__runs_elsewhere_and_in_turn(executor: Executor) -> None:
    """A worker with two threads does one thing at a time: what tasks call may know no threads."""
    processes = set(executor.map(tasks.process, SHARDS))
    assert os.getpid() not in processes
    assert all(executor.map(tasks.is_alone, SHARDS))


@distributed
def test_map__when_nobody_asks_on_cancels_the_rest(executor: Executor, tmp_path: Path) -> None:
    results = executor.map(partial(tasks.touch, tmp_path, 0.05), range(400))
    next(results)
    results.close()  # type: ignore[attr-defined]
    time.sleep(1.5)  # a batch that has begun is done
    before = len([*tmp_path.iterdir()])
    time.sleep(1)
    assert len([*tmp_path.iterdir()]) == before < 400


@pytest.mark.parametrize("executor", ["dask"], indirect=True)
def test_map__ends_where_a_task_kills_worker_after_worker(executor: Executor) -> None:
    with pytest.raises(TransyncError, match="worker after worker was ended by the same task"):
        list(executor.map(tasks.die, SHARDS))
    assert list(executor.map(abs, SHARDS)) == list(SHARDS)


@pytest.mark.parametrize("executor", ["dask"], indirect=True)
def test_map__survives_a_worker(executor: Executor, tmp_path: Path) -> None:
    """What it had begun is run again: some shards were touched twice."""
    found = executor.map(partial(tasks.die_once, tmp_path / "died"), range(300))
    assert list(found) == list(range(300))


@contextmanager
def lonely(
    folder: Path, patience: float = 60
) -> Iterator[tuple[clusters.Cluster, Callable[..., Executor]]]:
    """Start a cluster without workers, and yield it with what connects to it."""
    folder.mkdir(exist_ok=True)
    with clusters.cluster(folder) as found:
        yield found, partial(connected, found.address, tasks.marked, patience=patience)


def test_connected__no_worker_in_time(tmp_path: Path) -> None:
    with (
        lonely(tmp_path, 0.1) as (_, connecting),
        pytest.raises(TransyncError, match="has had no worker for 0"),
        connecting(),
    ):
        pass


def test_cluster__from_one_worker_to_another(tmp_path: Path) -> None:
    """A late one helps, one that is killed is missed by nobody, an unlike one is refused."""
    with lonely(tmp_path, 30) as (found, connecting):
        found.add_worker()
        with connecting() as executor:
            results = executor.map(partial(tasks.busy_process, 0.01), range(600))
            seen = [next(results)]
            found.add_worker()
            seen += [next(results) for _ in range(399)]
            found.kill_worker(0)
            seen += results
            assert [shard for shard, _ in seen] == list(range(600))
            assert len({process for _, process in seen}) == 2
            found.add_worker({"TRANSYNC_TEST_MARK": "another"})
            with pytest.raises(TransyncError, match=r"another; this machine has mark none"):
                for _ in executor.map(partial(tasks.busy, 0.01), range(10_000)):
                    pass
        with (
            pytest.raises(TransyncError, match=r"^the worker on \S+ has mark another"),
            connecting(),
        ):
            pass


def test_cluster__is_lost(tmp_path: Path) -> None:
    with lonely(tmp_path) as (found, connecting):
        found.add_worker()
        with connecting() as executor:
            threading.Timer(0.5, found.started[0].kill).start()
            with pytest.raises(TransyncError, match=r"connection to the Dask scheduler was lost"):
                list(executor.map(partial(tasks.busy, 0.01), range(1000)))


@pytest.mark.parametrize("address", ["nonsense", "tcp://127.0.0.1:9", "udp://x:1"])
def test_connected__nobody_answers(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    import dask

    with (
        dask.config.set({"distributed.comm.timeouts.connect": "0.5s"}),
        pytest.raises(TransyncError, match=f"no Dask scheduler answers at {address}: "),
        connected(address, tasks.python),
    ):
        pass


def test_executor__is_serial_elsewhere() -> None:
    import pickle

    from transync.engine.dask import Dask
    from transync.engine.dask_worker import Environment

    executor = Dask(object(), Environment.of(tasks.python))
    assert pickle.loads(pickle.dumps(executor)) == Serial()
