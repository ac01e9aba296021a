"""Copies of this process: what is sent to them, what comes back, and how they end."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from transync.domain.errors import TransyncError
from transync.engine.processes import can_copy, copies, cores, ready

if TYPE_CHECKING:
    from transync.engine.processes import Line

LARGE = b"x" * (10 << 20)
"""More than lies in a line until it is taken."""
HANDLES = Path("/proc/self/fd")


def echo(line: Line) -> None:
    while True:
        line.send(line.receive())


def test_copies__answer() -> None:
    with copies(2, echo) as lines:
        for value in (None, "", ("ä", 3), LARGE):
            for line in lines:
                line.send(value)
            for line in lines:
                assert line.receive() == value


def test_ready__gives_those_that_have_something() -> None:
    with copies(3, echo) as lines:
        lines[1].send("a")
        assert ready(lines) == [lines[1]]
        assert ready(lines) == [lines[1]]  # until it is taken
        lines[1].receive()
        lines[2].send("b")
        assert ready(lines) == [lines[2]]


def test_copy__that_ends_is_seen_to_be_at_its_end() -> None:
    with copies(1, lambda _: None) as (line,):
        assert ready([line]) == [line]
        with pytest.raises(EOFError):
            line.receive()
        with pytest.raises(ConnectionError):
            line.send(LARGE)


def test_copy__that_fails_leaves_it_to_the_first_process_to_tell(
    capfd: pytest.CaptureFixture[str],
) -> None:
    def serve(line: Line) -> None:
        line.send(lambda: None)

    with copies(1, serve) as (line,), pytest.raises(EOFError):
        line.receive()
    assert capfd.readouterr() == ("", "")


def test_copy__makes_none() -> None:
    with copies(1, lambda line: line.send(can_copy())) as (line,):
        assert line.receive() is False
    assert can_copy()


def test_copies__none_is_left() -> None:
    with pytest.raises(ZeroDivisionError), copies(2, lambda line: line.send(os.getpid())) as lines:
        pids = [line.receive() for line in lines]
        raise ZeroDivisionError
    for pid in pids:
        assert isinstance(pid, int)
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_copies__not_as_many_as_there_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))

    monkeypatch.setattr(os, "fork", refused)
    message = "no other process could be started: Resource temporarily unavailable; try `-j 1`"
    handles = len([*HANDLES.iterdir()])
    with pytest.raises(TransyncError) as caught, copies(1, echo):
        pass
    assert str(caught.value) == message
    assert len([*HANDLES.iterdir()]) == handles


def test_cores() -> None:
    assert 1 <= cores() <= (os.cpu_count() or 1)
