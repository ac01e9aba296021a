"""Stops a run on Ctrl-C or SIGTERM: between two files, and with one line of output."""

from __future__ import annotations

# `signal` takes milliseconds to import, in which a Ctrl-C would end in a traceback.
import _signal  # type: ignore[import-not-found]
import os

SIGNALS: tuple[int, ...] = (_signal.SIGINT, _signal.SIGTERM)

BEFORE = "transync: stopped before changing anything"
STOPPED = "transync: stopped; every file is intact, run it again to finish"


class Stopped(KeyboardInterrupt):
    """The run is to stop; raised where the signal comes, or at the end of `held`."""


class _SignalState:
    """Which signal has come, and how far the run is."""

    def __init__(self) -> None:
        self.number = 0
        """The signal that came; 0 if none did."""
        self.has_begun = False
        self.is_at_work = False
        """Whether `Stopped` is caught."""
        self.is_held = False
        self.is_due = False

    def handle(self, number: int, _: object) -> None:
        """Stop the run; end the process if the run cannot stop now, or was asked before."""
        if self.number or not self.is_at_work:
            message = STOPPED if self.has_begun else BEFORE
            try:
                os.write(2, f"{message}\n".encode())
            finally:  # also if nobody reads it
                os._exit(128 + number)
        self.number = number
        if self.is_held:
            self.is_due = True
        else:
            raise Stopped


class _AtWork:
    """A context in which a signal raises `Stopped`."""

    def __enter__(self) -> None:
        _STATE.has_begun = _STATE.is_at_work = True

    def __exit__(self, *_: object) -> None:
        _STATE.is_at_work = False


class _Held:
    """A context in which a signal waits: while a file is written and reported."""

    def __enter__(self) -> None:
        _STATE.is_held = True

    def __exit__(self, kind: object, *_: object) -> None:
        _STATE.is_held = False
        if _STATE.is_due and kind is None:
            _STATE.is_due = False
            raise Stopped


_STATE = _SignalState()
at_work = _AtWork()
held = _Held()
"""For short work: a signal waits for its end."""


def watch() -> None:
    """Handle SIGINT and SIGTERM from now on; one that is ignored (`nohup`) stays ignored."""
    for number in SIGNALS:
        if _signal.getsignal(number) is not _signal.SIG_IGN:
            _signal.signal(number, _STATE.handle)


def has_begun() -> bool:
    """Whether a run has ever begun."""
    return _STATE.has_begun


def is_asked() -> bool:
    """Whether a signal has come."""
    return _STATE.number != 0


def code() -> int:
    """Return the exit code of a stopped run: 130 after Ctrl-C, 143 after SIGTERM."""
    return 128 + (_STATE.number or _signal.SIGINT)


def mask() -> object:
    """Block the signals, and return what `unmask` takes to let them through again."""
    return _signal.pthread_sigmask(_signal.SIG_BLOCK, SIGNALS)


def unmask(before: object) -> None:
    """Block the signals that were blocked before `mask`, and no others."""
    _signal.pthread_sigmask(_signal.SIG_SETMASK, before)


def unblock() -> None:
    """Let the signals through that the parent process had blocked."""
    _signal.pthread_sigmask(_signal.SIG_UNBLOCK, SIGNALS)


def let_die() -> None:
    """Let a signal end the process without output, unless it is ignored."""
    for number in SIGNALS:
        if _signal.getsignal(number) is not _signal.SIG_IGN:
            _signal.signal(number, _signal.SIG_DFL)


def leave(code: int) -> None:
    """End the process at once, without freeing its memory object by object.

    Output that is still buffered is lost.
    """
    os._exit(code)
