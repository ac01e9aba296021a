"""Guard standard output and standard error, so that a failed write does not stop a run."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TextIO

import click

from transync.engine import stopping

if TYPE_CHECKING:
    from collections.abc import Mapping

COMPLAINT, USAGE, CLOSED = 1, 2, 141
"""Exit codes: findings; failed output; a closed pipe (128 + SIGPIPE, as in a shell)."""

_NAMES = {"stdout": "standard output", "stderr": "standard error"}


class Guarded:
    """A stream that drops everything after a failed write, and keeps the error."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.failure: OSError | None = None

    def write(self, text: str) -> int:
        """Write a text, unless a write has failed."""
        if self.failure is None:
            try:
                return self._stream.write(text)
            except OSError as error:
                self.failure = error
        return len(text)

    def flush(self) -> None:
        """Flush, unless a write has failed."""
        if self.failure is None:
            try:
                self._stream.flush()
            except OSError as error:
                self.failure = error

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def guard() -> Mapping[str, Guarded]:
    """Guard both streams, if they are there: a shell may have closed them."""
    guarded = {}
    for name in _NAMES:
        if stream := getattr(sys, name):
            guarded[name] = Guarded(stream)
            setattr(sys, name, guarded[name])
    return guarded


def settle(code: int, guarded: Mapping[str, Guarded]) -> int:
    """Flush both streams, report failed writes, and return the exit code.

    A reader may close a pipe at any time, so that alone does not fail a run without findings.
    """
    for stream in guarded.values():
        stream.flush()
    failures = {name: each.failure for name, each in guarded.items() if each.failure}
    for name, failure in failures.items():
        if not isinstance(failure, BrokenPipeError):
            if sys.stderr:
                click.echo(_message(name, failure), err=True)
            return max(code, USAGE)
    return CLOSED if failures and code == COMPLAINT else code


def _message(name: str, failure: OSError) -> str:
    done = "; the run itself has finished" if stopping.has_begun() else ""
    return f"transync: {_NAMES[name]}: {failure.strerror}{done}"
