"""Runs the program in a session of its own, and interrupts it as Ctrl-C does on a terminal."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tests.support.projects import Project

HEARING = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("transync", run_name="__main__", alter_sys=True)
"""
"""The program, as it would be if no shell had it ignore interrupts, as in the background."""


class Interrupted(NamedTuple):
    """What has come of an interrupted run."""

    code: int
    errors: bytes
    group: int
    """The number of its group of processes."""
    seconds: float
    """How long it took to end."""


def interrupted(project: Project, *arguments: str) -> Interrupted:
    """Interrupt all processes of an extraction once it writes."""
    run = subprocess.Popen(
        [sys.executable, "-c", HEARING, "extract", *arguments],
        cwd=project.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    while run.poll() is None and not (project.folder / "locales").exists():
        time.sleep(0.01)
    begin = time.monotonic()
    os.killpg(run.pid, signal.SIGINT)
    _, errors = run.communicate(timeout=30)
    return Interrupted(run.returncode, errors, run.pid, time.monotonic() - begin)
