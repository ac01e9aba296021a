"""Standard output and standard error: where they cannot be written, the run goes on to its end."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TextIO

import click

from transync.engine import stopping

if TYPE_CHECKING:
    from collections.abc import Mapping

COMPLAINT, USAGE, CLOSED = 1, 2, 141
"""Exit codes: findings; what could not be told; what nobody wanted to read (as a shell has it)."""

_NAMES = {"stdout": "standard output", "stderr": "standard error"}


class Guarded:
    """A stream that takes no more after a write has failed, and keeps the reason."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.failure: OSError | None = None

    def write(self, text: str) -> int:
        """Write a text, if that still can be."""
        if self.failure is None:
            try:
                return self._stream.write(text)
            except OSError as error:
                self.failure = error
        return len(text)

    def flush(self) -> None:
        """Hand over what was written, if that still can be."""
        if self.failure is None:
            try:
                self._stream.flush()
            except OSError as error:
                self.failure = error

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def guard() -> Mapping[str, Guarded]:
    """Guard both streams, as far as there are any: a shell may have closed them."""
    guarded = {}
    for name in _NAMES:
        if stream := getattr(sys, name):
            guarded[name] = Guarded(stream)
            setattr(sys, name, guarded[name])
    return guarded


def settle(code: int, guarded: Mapping[str, Guarded]) -> int:
    """Print what is left, tell what could not be printed, and give the exit code.

    Whoever reads may stop at any time, so that is no failure of a run that has nothing to tell.
    """
    for stream in guarded.values():
        stream.flush()
    failures = {name: each.failure for name, each in guarded.items() if each.failure}
    for name, failure in failures.items():
        if not isinstance(failure, BrokenPipeError):
            if sys.stderr:
                click.echo(_told(name, failure), err=True)
            return max(code, USAGE)
    return CLOSED if failures and code == COMPLAINT else code


def _told(name: str, failure: OSError) -> str:
    done = "; the run itself has come to its end" if stopping.has_begun() else ""
    return f"transync: {_NAMES[name]}: {failure.strerror}{done}"
