"""The tools that are compared: their settings and command lines."""

from __future__ import annotations

import shutil
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.peers.environment import po4a_peer, python_peer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_HERE = Path(__file__).parent


class Tool(NamedTuple):
    """A tool with its settings; the command lines are as one would type them."""

    name: str
    version: str
    extract: str
    build: str
    programs: Mapping[str, tuple[str, ...]]
    """How the first word of a command line is started here."""
    per_document: bool = False
    """Whether a command line is for one document, and not for a folder of them."""


def tools() -> list[Tool]:
    """List the tools that are there, with their defaults and with what suits this best."""
    return [transync(), *_mdpo(), *_toolkit(), *_po4a()]


def transync() -> Tool:
    """Give transync, as it is installed beside this."""
    return Tool(
        "transync",
        version("transync"),
        "transync -C {folder} extract -q",
        "transync -C {folder} build -q",
        {"transync": (sys.executable, "-m", "transync")},
    )


def _mdpo() -> Iterator[Tool]:
    peer = python_peer("mdpo", "2.1.4", "mdpo==2.1.4")
    if peer is None:
        return
    drive = (peer.program, str(_HERE / "drive.py"))
    programs = {name: (*drive, name) for name in ("md2po", "po2md")}
    for name, options in (("mdpo", ""), ("mdpo, no wrapping", "--wrapwidth 0 ")):
        yield Tool(
            name,
            peer.version,
            f"md2po --quiet {options}--save --po-filepath {{catalog}} {{note}}",
            f"po2md --quiet {options}--po-files {{catalog}} --save {{output}} {{note}}",
            programs,
            per_document=True,
        )


def _toolkit() -> Iterator[Tool]:
    peer = python_peer("translate-toolkit", "3.20.4", "translate-toolkit[markdown]==3.20.4")
    if peer is None:
        return
    scripts = Path(peer.program).parent
    programs = {name: (str(scripts / name),) for name in ("md2po", "po2md")}
    for name, options in (
        ("Translate Toolkit", ""),
        ("Translate Toolkit, no wrapping", "--maxlinelength=0 "),
    ):
        yield Tool(
            name,
            peer.version,
            f"md2po --progress=none {options}{{note}} {{catalog}}",
            f"po2md --progress=none {options}--template={{note}} {{catalog}} {{output}}",
            programs,
        )


def _po4a() -> Iterator[Tool]:
    peer = po4a_peer()
    if peer is None:
        return
    drive = (peer.program, str(_HERE / "drive.pl"))
    programs = {
        name: (*drive, str(shutil.which(name))) for name in ("po4a-updatepo", "po4a-translate")
    }
    master = "--format text --master-charset UTF-8 --master {note}"
    for name, options in (
        ("po4a", "--option markdown"),
        ("po4a, lists as blocks", "--option markdown --option neverwrap --option nobullets"),
    ):
        yield Tool(
            name,
            peer.version,
            f"po4a-updatepo {master} {options} --po {{catalog}}",
            f"po4a-translate {master} {options} --po {{catalog}} --keep 0"
            " --localized-charset UTF-8 --localized {output}",
            programs,
            per_document=True,
        )
