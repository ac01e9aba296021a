"""Measures what one more document, and one more language of it, costs each command."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.speed.site import LANGUAGES, translate, write_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

COMMANDS = ("extract", "build", "check")
MEASURES = ("work", "driver", "sent", "returned", "shards", "memory")
FEW, MANY = 2, len(LANGUAGES)
"""Languages of the sites that are compared."""


class Unit(NamedTuple):
    """What something costs: once, for each document, and for each of its languages."""

    fixed: float
    document: float
    language: float

    def of(self, documents: float, languages: float) -> float:
        """Return the cost of a project."""
        return self.fixed + documents * (self.document + languages * self.language)

    @classmethod
    def between(cls, size: int, small: float, large: float, wide: float) -> Unit:
        """Return it by three sites: of a size, of twice that, and in more languages."""
        language = (wide - small) / (size * (MANY - FEW))
        document = (large - small) / size - FEW * language
        fixed = small - size * (document + FEW * language)
        return cls(max(0.0, fixed), max(0.0, document), max(0.0, language))


def measured(folder: Path, notes: int) -> tuple[dict[str, dict[str, Unit]], dict[str, int]]:
    """Return the cost of each measure by command, and the bytes of its largest task.

    Processor times in seconds, the others in bytes and numbers. Memory is what Python objects take
    in the driver at most, and is measured in runs of its own.
    """
    shapes = ((notes, FEW), (2 * notes, FEW), (notes, MANY))
    sites = [dict(_costs(folder / f"{count}-{number}", count, number)) for count, number in shapes]
    costs = {
        command: {
            measure: Unit.between(notes, *(site[command][measure] for site in sites))
            for measure in MEASURES
        }
        for command in COMMANDS
    }
    return costs, {name: max(int(site[name]["task"]) for site in sites) for name in COMMANDS}


def _costs(site: Path, notes: int, languages: int) -> Iterator[tuple[str, dict[str, float]]]:
    write_site(site, notes, LANGUAGES[:languages])
    traced = site.with_name(f"{site.name}-traced")
    write_site(traced, notes, LANGUAGES[:languages])
    for command in COMMANDS:
        yield command, {**_run(site, command), "memory": _run(traced, command, "traced")["memory"]}
        if command == "extract":
            translate(site)
            translate(traced)


def _run(site: Path, command: str, *options: str) -> dict[str, float]:
    program = [sys.executable, "-m", "benchmarks.scale.run", str(site), command, *options]
    done = subprocess.run(program, stdout=subprocess.PIPE, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


class Files(NamedTuple):
    """What lies on disk for each document, and for each of its languages."""

    document: int
    """Bytes of a note and of its template."""
    language: int
    """Bytes of a catalog and of a page."""
    index: float
    """Bytes of git's index for each file."""
    status: float
    """Seconds of `git status` for each file."""


def files(site: Path, notes: int, languages: int) -> Files:
    """Measure the files of a site that was built, and what git makes of them."""
    every = [path for path in site.rglob("*.*") if path.is_file() and ".transync" not in path.parts]
    own = [path for path in every if path.suffix == ".pot" or "source" in path.parts]
    theirs = [path for path in every if path.suffix in (".po", ".md") and path not in {*own}]
    git = ["git", "-C", str(site)]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "-A", "-f", "."], check=True)
    begin = time.perf_counter()
    subprocess.run([*git, "status", "--porcelain"], stdout=subprocess.DEVNULL, check=True)
    took = time.perf_counter() - begin
    return Files(
        sum(path.stat().st_size for path in own) // notes,
        sum(path.stat().st_size for path in theirs) // (notes * languages),
        (site / ".git/index").stat().st_size / len(every),
        took / len(every),
    )
