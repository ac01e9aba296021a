"""Sets the peers up, each in an environment of its own, and tells which of them are there."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ENVIRONMENTS = Path(__file__).parents[1] / ".peers"

_SECONDS = 600


class Peer(NamedTuple):
    """A peer that is there: its version, and the program that starts it."""

    version: str
    program: str


def python_peer(name: str, version: str, requirement: str) -> Peer | None:
    """Install a tool of the Python registry where it is not yet; None, and a word, if that fails.

    Two of them have commands of the same names, so that they cannot share an environment.
    """
    folder = ENVIRONMENTS / f"{name}-{version}"
    program = folder / "bin/python"
    done = folder / "installed"
    try:
        if not done.exists():
            print(f"Installing {name} {version}.", file=sys.stderr)
            _call(sys.executable, "-m", "venv", "--clear", str(folder))
            _call(str(program), "-m", "pip", "install", "--quiet", requirement)
            done.touch()
    except (OSError, subprocess.SubprocessError):
        print(f"{name} is left out: pip cannot install {requirement}.", file=sys.stderr)
        return None
    return Peer(version, str(program))


def po4a_peer() -> Peer | None:
    """Find po4a, and the Perl that it needs; None, and a word, where it is not installed."""
    perl = shutil.which("perl")
    if not perl or not (shutil.which("po4a-updatepo") and shutil.which("po4a-translate")):
        print("po4a is left out: it is not installed (Debian's package po4a).", file=sys.stderr)
        return None
    told = _call("po4a", "--version").split()
    return Peer(told[told.index("version") + 1].rstrip("."), perl)


def _call(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=True)
    return done.stdout
