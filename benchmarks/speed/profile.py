"""Shows where the time goes: `python -m benchmarks.speed.profile [NOTES]`."""

from __future__ import annotations

import cProfile
import pstats
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.speed.site import translate, write_site
from click.testing import CliRunner

from transync.cli import main

NOTES = 300
LINES = 25


def profiled(folder: Path, command: str) -> None:
    """Run a command in this process, and print its most expensive functions."""
    arguments = ["-C", str(folder), command, "-q"]
    with cProfile.Profile() as profile:
        CliRunner().invoke(main, arguments)
    print(f"\n# transync {command}\n")
    pstats.Stats(profile).strip_dirs().sort_stats("tottime").print_stats(LINES)


def run(notes: int) -> None:
    """Profile a cold extraction, a cold build, and both once more."""
    with TemporaryDirectory() as temporary:
        folder = Path(temporary) / "site"
        write_site(folder, notes)
        profiled(folder, "extract")
        translate(folder)
        for command in ("build", "extract", "build"):
            profiled(folder, command)


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else NOTES)
