"""Worker processes: what is sent to them, what comes back, and how they end."""

from __future__ import annotations

import errno
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support import tasks
from transync.domain.errors import TransyncError
from transync.engine.pipe import ready
from transync.engine.processes import Start, cores, offered, workers

if TYPE_CHECKING:
    from transync.engine.pipe import Pipe

LARGE = b"x" * (10 << 20)
"""More than a pipe holds."""
HANDLES = Path("/proc/self/fd")

either = pytest.mark.parametrize("start", Start)


@either
def test_workers__answer(start: Start) -> None:
    with workers(start, 2, tasks.echo) as pipes:
        for value in (None, "", ("ä", 3), LARGE):
            for pipe in pipes:
                pipe.send(value)
            for pipe in pipes:
                assert pipe.receive() == value


@either
def test_ready__returns_those_that_have_something(start: Start) -> None:
    with workers(start, 3, tasks.echo) as pipes:
        pipes[1].send("a")
        assert ready(pipes) == [pipes[1]]
        assert ready(pipes) == [pipes[1]]  # until it is received
        pipes[1].receive()
        pipes[2].send("b")
        assert ready(pipes) == [pipes[2]]


@either
def test_worker__that_ends_is_seen_to_be_at_its_end(start: Start) -> None:
    with workers(start, 1, tasks.leave) as (pipe,):
        assert ready([pipe]) == [pipe]
        with pytest.raises(EOFError):
            pipe.receive()
        with pytest.raises(ConnectionError):
            pipe.send(LARGE)


@either
def test_worker__that_fails_leaves_it_to_the_first_process_to_tell(
    start: Start, capfd: pytest.CaptureFixture[str]
) -> None:
    with workers(start, 1, tasks.send_unsendable) as (pipe,), pytest.raises(EOFError):
        pipe.receive()
    assert capfd.readouterr() == ("", "")


def send_offered(pipe: Pipe) -> None:
    pipe.send(offered())


def test_worker__starts_none() -> None:
    with workers(Start.FORK, 1, send_offered) as (pipe,):
        assert pipe.receive() == ()
    assert offered() == (Start.FORK, Start.SPAWN)


@either
def test_workers__none_is_left(start: Start) -> None:
    with pytest.raises(ZeroDivisionError), workers(start, 2, tasks.send_process) as pipes:
        pids = [pipe.receive() for pipe in pipes]
        raise ZeroDivisionError
    for pid in pids:
        assert isinstance(pid, int)
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def refused(*_: object, **__: object) -> int:
    raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))


@pytest.mark.parametrize(
    ("start", "place", "name"), [(Start.FORK, os, "fork"), (Start.SPAWN, subprocess, "Popen")]
)
def test_workers__not_as_many_as_there_can_be(
    start: Start, place: object, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(place, name, refused)
    message = "no other process could be started: Resource temporarily unavailable; try `-j 1`"
    handles = len([*HANDLES.iterdir()])
    with pytest.raises(TransyncError) as caught, workers(start, 1, tasks.echo):
        pass
    assert str(caught.value) == message
    assert len([*HANDLES.iterdir()]) == handles


def test_workers__that_need_what_cannot_be_sent() -> None:
    with pytest.raises(Exception, match="pickle"), workers(Start.SPAWN, 1, lambda _: None):
        pass


def test_cores() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)
