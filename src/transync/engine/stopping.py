"""Stops a run that is asked to stop (Ctrl-C, SIGTERM): between two files, and with one line."""

from __future__ import annotations

# `signal` takes milliseconds to import, in which a Ctrl-C would end in a traceback.
import _signal  # type: ignore[import-not-found]
import os

SIGNALS: tuple[int, ...] = (_signal.SIGINT, _signal.SIGTERM)

BEFORE = "transync: stopped before changing anything"
STOPPED = "transync: stopped; every file is intact, run it again to finish"


class Stopped(KeyboardInterrupt):
    """The run is to stop; raised where the signal comes, or behind what holds it back."""


class _Watch:
    """What signals have asked for, and how far the run is."""

    def __init__(self) -> None:
        self.number = 0
        """The signal that came."""
        self.has_begun = False
        self.is_at_work = False
        """Whether somebody catches `Stopped`."""
        self.is_held = False
        self.is_due = False

    def handle(self, number: int, _: object) -> None:
        """Let the run stop; one that does not listen, or is asked twice, ends here."""
        if self.number or not self.is_at_work:
            told = STOPPED if self.has_begun else BEFORE
            try:
                os.write(2, f"{told}\n".encode())
            finally:  # though nobody may be there to hear it
                os._exit(128 + number)
        self.number = number
        if self.is_held:
            self.is_due = True
        else:
            raise Stopped


class _Work:
    """The time in which a run may be stopped by `Stopped`."""

    def __enter__(self) -> None:
        _WATCH.has_begun = _WATCH.is_at_work = True

    def __exit__(self, *_: object) -> None:
        _WATCH.is_at_work = False


class _Hold:
    """The time in which a signal waits: a file is written, and it is noted that it was."""

    def __enter__(self) -> None:
        _WATCH.is_held = True

    def __exit__(self, kind: object, *_: object) -> None:
        _WATCH.is_held = False
        if _WATCH.is_due and kind is None:
            _WATCH.is_due = False
            raise Stopped


_WATCH = _Watch()
at_work = _Work()
"""Use it as a context."""
held = _Hold()
"""Use it as a context; what is in it should be short."""


def watch() -> None:
    """Handle the signals from now on; one that is ignored (`nohup`) stays so."""
    for number in SIGNALS:
        if _signal.getsignal(number) is not _signal.SIG_IGN:
            _signal.signal(number, _WATCH.handle)


def has_begun() -> bool:
    """Tell whether a run has begun, be it only for a moment."""
    return _WATCH.has_begun


def is_asked() -> bool:
    """Tell whether a signal has asked to stop."""
    return _WATCH.number != 0


def code() -> int:
    """Give the exit code of a run that was stopped: 130 by Ctrl-C, 143 by SIGTERM."""
    return 128 + (_WATCH.number or _signal.SIGINT)


def mask() -> object:
    """Keep signals from this process, and give what `unmask` needs to let them through again."""
    return _signal.pthread_sigmask(_signal.SIG_BLOCK, SIGNALS)


def unmask(before: object) -> None:
    """Let signals through as before."""
    _signal.pthread_sigmask(_signal.SIG_SETMASK, before)


def unblock() -> None:
    """Let signals through, whatever the process that started this one did with them."""
    _signal.pthread_sigmask(_signal.SIG_UNBLOCK, SIGNALS)


def let_die() -> None:
    """Be a process that a signal ends without a word, unless it is ignored."""
    for number in SIGNALS:
        if _signal.getsignal(number) is not _signal.SIG_IGN:
            _signal.signal(number, _signal.SIG_DFL)


def leave(code: int) -> None:
    """End the process at once: to take apart what it has in memory takes time, and serves nobody.

    What is still to be printed is lost.
    """
    os._exit(code)
