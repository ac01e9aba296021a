"""Runs many command lines of one Python tool, without its start-up each time.

    python drive.py COMMAND <LINES

COMMAND is a console script of the environment whose Python this is. Each line of the input
is the arguments of one call, between tabs. A call has a process of its own, forked from one
that has loaded the tool, and five seconds of computing.
"""

from __future__ import annotations

import os
import signal
import sys
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS = 5


def main() -> None:
    """Run what stands on the standard input."""
    command = sys.argv[1]
    (script,) = entry_points(group="console_scripts", name=command)
    call = script.load()
    for line in sys.stdin.read().splitlines():
        process = os.fork()
        if process == 0:
            _run(call, [command, *line.split("\t")])
        os.waitpid(process, 0)


def _run(call: Callable[[], object], arguments: list[str]) -> None:
    """Be one call of the tool: no terminal, no output, no way back."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    sys.stdin = os.fdopen(0)
    sys.argv = arguments
    try:
        call()
    finally:
        os._exit(0)


if __name__ == "__main__":
    main()
