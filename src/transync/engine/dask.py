"""Runs tasks in the workers of a Dask cluster: on this machine, or wherever its scheduler is.

A task is sent once, and shards follow in batches of up to a second of work. A batch whose worker is
lost is run again by another, so a task may be run twice for a shard.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import logging
import pickle
import time
from collections import deque
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

from transync.domain.errors import TransyncError
from transync.engine.dask_worker import Environment, run
from transync.engine.executor import Serial
from transync.engine.pace import Pace
from transync.engine.pipe import pickled
from transync.engine.processes import cores
from transync.engine.shards import equal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from distributed import Client, Future, LocalCluster

    from transync.engine.dask_worker import Done
    from transync.engine.shards import Shards

T = TypeVar("T")
R = TypeVar("R")

PATIENCE = 60.0
"""Seconds to wait for a worker, where a cluster has none: some start when there is work."""
_AHEAD = 4
"""Batches for each thread of the workers that are handed out before the first of them is done."""
_LOOK = 2.0
"""Seconds after which to look again how many workers there are."""
_CANCELLED = (asyncio.CancelledError, concurrent.futures.CancelledError)


class Dask(NamedTuple):
    """Runs tasks in a Dask cluster; `connected` makes one."""

    client: Client
    environment: Environment
    patience: float = PATIENCE

    @property
    def is_remote(self) -> bool:
        """Whether tasks find nothing that this process has in memory; as `executor.is_remote`."""
        return True

    def __reduce__(self) -> tuple[type[Serial], tuple[()]]:
        """Be `Serial` in a worker."""
        return Serial, ()

    def map(
        self,
        task: Callable[[T], R],
        shards: Shards[T],
        weigh: Callable[[T], int] = equal,
    ) -> Iterator[R]:
        """Yield what the task returns for each shard; as `Executor.map`.

        Results wait for their turn in the workers' memory. Raises `TransyncError` if the cluster is
        lost, has no worker for longer than `patience`, or loses worker after worker to one batch.
        """
        if not shards:
            return
        pace = Pace(shards, weigh)
        window: deque[tuple[Future, list[T]]] = deque()
        try:
            with _sentences():
                hand_out = _Desk(self, pickled(task)).hand_out
                hand_out(pace, window)
            while window:
                with _sentences():
                    future, batch = window.popleft()
                    result = self._result(future)
                    seconds, delivery = cast("Done", pickle.loads(result))
                    pace.note(batch, seconds, len(result))
                    hand_out(pace, window)
                yield from delivery.results
                if delivery.error is not None:
                    raise delivery.error
        finally:
            with suppress(Exception, *_CANCELLED):
                self.client.cancel([future for future, _ in window], force=True)

    def _result(self, future: Future) -> bytes:
        """Wait for a batch; raises `TransyncError` if there is nobody to do it."""
        alone = 0.0
        while True:
            begin = time.monotonic()
            try:
                return cast("bytes", future.result(timeout=_LOOK))
            except TimeoutError:
                is_alone = not self.client.nthreads()
                alone = alone + time.monotonic() - begin if is_alone else 0.0
                if alone > self.patience:
                    message = f"the Dask cluster has had no worker for {self.patience:g} seconds"
                    raise TransyncError(message) from None


class _Desk:
    """Hands batches of one task out: so many that no worker waits, and few wait for their turn."""

    def __init__(self, dask: Dask, task: bytes) -> None:
        self._client = dask.client
        self._environment = pickled(dask.environment)
        self._task = self._client.submit(pickle.loads, task, pure=False)  # can be made again
        self._threads = 1
        self._looked = -_LOOK

    def hand_out(self, pace: Pace[T], window: deque[tuple[Future, list[T]]]) -> None:
        """Submit batches until enough are under way, or none is left."""
        if time.monotonic() - self._looked > _LOOK:
            self._threads = max(1, sum(self._client.nthreads().values()))
            self._looked = time.monotonic()
        while len(window) < _AHEAD * self._threads:
            batch = pace.batch(self._threads)
            if not batch:
                return
            given = (self._task, pickled(batch), self._environment)
            window.append((self._client.submit(run, *given, pure=False), batch))


@contextmanager
def connected(
    address: str,
    describe: Callable[[], Mapping[str, str]],
    *,
    jobs: int = 0,
    patience: float = PATIENCE,
) -> Iterator[Dask]:
    """Connect to the cluster of the scheduler at an address, or start one here for an empty one.

    A cluster that was started here has `jobs` workers, or one for each core, and ends with the
    context. What `describe` returns must be the same in all workers.

    Raises `TransyncError` where Dask is not installed, no scheduler answers, no worker is there
    within `patience` seconds, or one is not like this process.
    """
    try:
        import distributed  # noqa: F401
    except ImportError:
        message = "Dask is not installed here; install it: `pip install 'transync[dask]'`"
        raise TransyncError(message) from None
    with ExitStack() as stack:
        stack.enter_context(_silent())
        with _sentences(address):
            place = address or stack.enter_context(_local_cluster(jobs or cores()))
            client = stack.enter_context(_client(place, is_direct=not address))
            found = Dask(client, Environment.of(describe), patience)
            _refuse_others(found)
        yield found


@contextmanager
def _local_cluster(workers: int) -> Iterator[LocalCluster]:
    from distributed import LocalCluster

    cluster = LocalCluster(
        n_workers=workers,
        threads_per_worker=1,
        dashboard_address="127.0.0.1:0",
        silence_logs=logging.CRITICAL,
        preload=["transync.engine.dask_worker"],
    )
    try:
        yield cluster
    finally:
        cluster.close()


@contextmanager
def _client(place: str | LocalCluster, *, is_direct: bool) -> Iterator[Client]:
    from distributed import Client

    client = Client(place, set_as_default=False, direct_to_workers=is_direct)
    try:
        yield client
    finally:
        with suppress(Exception, *_CANCELLED):
            client.close()


def _refuse_others(dask: Dask) -> None:
    """Raise `TransyncError` if a worker is not like this process; one must be there."""
    dask._result(dask.client.submit(run, bool, pickled([]), pickled(dask.environment), pure=False))
    for refusal in dask.client.run(dask.environment.refusal).values():
        if refusal:
            raise TransyncError(refusal)


@contextmanager
def _silent() -> Iterator[None]:
    """Keep the log of Dask off the terminal: what matters is raised."""
    names = [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]
    loggers = [logging.getLogger(name) for name in names]
    levels = [each.level for each in loggers]
    try:
        for each in loggers:
            each.setLevel(logging.CRITICAL + 1)
        yield
    finally:
        for each, level in zip(loggers, levels, strict=True):
            each.setLevel(level)


@contextmanager
def _sentences(address: str = "") -> Iterator[None]:
    """Raise what hinders Dask as a `TransyncError`."""
    from distributed import KilledWorker

    at = f" at {address}" if address else ""
    try:
        yield
    except TransyncError:
        raise
    except KilledWorker:
        message = "worker after worker was ended by the same task, perhaps for want of memory"
        raise TransyncError(message) from None
    except _CANCELLED:
        raise TransyncError(f"the connection to the Dask scheduler{at} was lost") from None
    except (OSError, ValueError) as error:
        raise TransyncError(f"no Dask scheduler answers{at}: {error}") from None
    except RuntimeError as error:
        raise TransyncError(f"no local Dask cluster can be started: {error}") from None
    except ImportError as error:
        raise TransyncError(f"a worker cannot run transync: {error}") from None
