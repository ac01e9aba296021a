"""Dask clusters for tests: a scheduler and workers as processes, on this host or on several."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.support.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

_OWN = os.getpid()
"""In the names of what is made: tests run side by side."""
_BRIDGE = f"tsb{_OWN}"
_SUBNET = f"10.213.{_OWN % 250}"
"""Addresses of the hosts: the first is this one's, on the bridge between the namespaces."""
_QUIET = {"DASK_LOGGING__DISTRIBUTED": "critical"}
_OPTIONS = ("--no-dashboard",)


@dataclass
class Cluster:
    """A scheduler of this host, and workers that are started and killed one by one."""

    folder: Path
    host: str
    spaces: Sequence[str] = ()
    """The network namespaces that workers are started in, one after the other; none: this host."""
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    address: str = ""

    def begin(self) -> None:
        """Start the scheduler, and wait for its address."""
        self._start([], "scheduler", *_OPTIONS, "--host", self.host, "--port", "0")
        self.address = self._said()

    def add_worker(
        self,
        variables: Mapping[str, str] | None = None,
        *,
        threads: int = 1,
        hidden: Path | None = None,
    ) -> None:
        """Start a worker; it joins when it is ready. It sees nothing in a folder that is hidden."""
        number = len(self.workers)
        space = self.spaces[number % len(self.spaces)] if self.spaces else ""
        inside = ["ip", "netns", "exec", space] if space else []
        if hidden:
            mount = f'mount -t tmpfs none "{hidden}" && exec "$@"'
            inside += ["unshare", "--mount", "sh", "-c", mount, "sh"]
        options = [*_OPTIONS, "--no-nanny", "--nthreads", str(threads), "--death-timeout", "20"]
        options += ["--local-directory", str(self.folder / "workers")]
        process = self._start(inside, "worker", self.address, *options, variables=variables)
        self.workers.append(process)

    def kill_worker(self, number: int) -> None:
        """Kill a worker, as the system does for want of memory."""
        self.workers[number].send_signal(signal.SIGKILL)
        self.workers[number].wait()

    def end(self) -> None:
        """Kill whatever runs."""
        for process in self.started:
            process.kill()
            process.wait()

    def _start(
        self, inside: Sequence[str], *command: str, variables: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        log = (self.folder / f"log-{len(self.started)}").open("wb")
        process = subprocess.Popen(
            [*inside, sys.executable, "-m", "dask", *command],
            cwd=ROOT,
            env={**os.environ, **(_QUIET if command[0] == "worker" else {}), **(variables or {})},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
        log.close()
        self.started.append(process)
        return process

    def _said(self) -> str:
        end = time.monotonic() + 30
        while time.monotonic() < end:
            for word in (self.folder / "log-0").read_text().split():
                if word.startswith("tcp://"):
                    return word
            time.sleep(0.05)
        raise TimeoutError((self.folder / "log-0").read_text())


@contextmanager
def cluster(folder: Path, *, spaces: Sequence[str] = ()) -> Iterator[Cluster]:
    """Start a scheduler without workers, where those in the namespaces can reach it."""
    found = Cluster(folder, f"{_SUBNET}.1" if spaces else "127.0.0.1", spaces)
    try:
        found.begin()
        yield found
    finally:
        found.end()


def why_no_namespaces() -> str:
    """Return why this process cannot make hosts of its own; empty where it can."""
    if sys.platform != "linux" or shutil.which("ip") is None:
        return "needs Linux and iproute2"
    if os.geteuid() != 0:
        return "needs root, to make network namespaces"
    probe = f"tsprobe{_OWN}"
    done = subprocess.run(["ip", "netns", "add", probe], capture_output=True, check=False)
    if done.returncode:
        return f"makes no network namespaces here: {done.stderr.decode().strip()}"
    subprocess.run(["ip", "netns", "del", probe], check=True)
    return ""


@contextmanager
def namespaces(count: int) -> Iterator[list[str]]:
    """Make hosts that reach each other over TCP alone: network namespaces on one bridge."""
    names = [f"tshost{_OWN}-{number}" for number in range(count)]
    try:
        if not names:
            yield names
            return
        _ip("link", "add", _BRIDGE, "type", "bridge")
        _ip("addr", "add", f"{_SUBNET}.1/24", "dev", _BRIDGE)
        _ip("link", "set", _BRIDGE, "up")
        for number, name in enumerate(names):
            inner, outer = f"tsi{number}-{_OWN}", f"tso{number}-{_OWN}"
            _ip("netns", "add", name)
            _ip("link", "add", outer, "type", "veth", "peer", "name", inner, "netns", name)
            _ip("link", "set", outer, "master", _BRIDGE)
            _ip("link", "set", outer, "up")
            _ip("-n", name, "addr", "add", f"{_SUBNET}.{number + 2}/24", "dev", inner)
            _ip("-n", name, "link", "set", inner, "up")
            _ip("-n", name, "link", "set", "lo", "up")
        yield names
    finally:
        for name in names:
            _ip("netns", "del", name, check=False)
        _ip("link", "del", _BRIDGE, check=False)


def _ip(*arguments: str, check: bool = True) -> None:
    subprocess.run(["ip", *arguments], check=check, capture_output=True)
