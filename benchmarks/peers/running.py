"""Runs the command lines of a tool for all documents of a corpus."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.peers.tools import Tool
    from benchmarks.peers.work import Work

SECONDS = 600
"""For all documents of a corpus."""


def run(tool: Tool, command: str, work: Work, names: Sequence[str]) -> None:
    """Run a command line for the documents of these names, or for the folder that they are in.

    What the tool cannot do is not there afterwards, and counts as that.
    """
    _run(*started(tool, command, work, names))


def started(
    tool: Tool, command: str, work: Work, names: Sequence[str]
) -> tuple[tuple[str, ...], str]:
    """Give how a command line is started here, and what it is given on its standard input."""
    program, *arguments = command.split()
    places = [work.places(name) for name in names] if tool.per_document else [work.folders]
    lines = [[argument.format_map(place) for argument in arguments] for place in places]
    if tool.per_document:
        return tool.programs[program], "".join("\t".join(line) + "\n" for line in lines)
    return (*tool.programs[program], *lines[0]), ""


def _run(command: tuple[str, ...], given: str = "") -> None:
    try:
        done = subprocess.run(
            command, input=given, text=True, capture_output=True, timeout=SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        print(f"{command[-1]} took more than {SECONDS} s and was ended.", file=sys.stderr)
        return
    if "Traceback" in done.stderr:
        print(f"{' '.join(command)} failed:\n{done.stderr}", file=sys.stderr)
