"""Runs transync and the generators on a copy of a site."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.installed import QUIET

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.sites.generators import Generator

ROUNDS = 12
"""So many documents may stop a build before the trial gives up."""
SECONDS = 600
_RELATIVE = re.compile(r"[`'\"](\.\.?/[^`'\"\s]+)[`'\"]")
_ESCAPES = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


class SiteError(Exception):
    """The site itself is wrong, whatever transync does."""


class Run(NamedTuple):
    """How a program ended, and what it printed."""

    code: int
    output: str


def run(
    command: tuple[str, ...], folder: Path, environment: Mapping[str, str] | None = None
) -> Run:
    """Run a program in a folder."""
    done = subprocess.run(
        command,
        cwd=folder,
        env={**os.environ, **QUIET},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=SECONDS,
        check=False,
    )
    return Run(done.returncode, done.stdout)


@contextmanager
def workplace(generator: Generator) -> Iterator[Path]:
    """Yield a copy of the site; one of npm lies where Node finds the installed packages."""
    above = generator.room / "work" if generator.room else None
    if above:
        above.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=above, prefix="site-") as name:
        folder = Path(name).resolve() / "site"
        shutil.copytree(generator.home, folder)
        yield folder


def transync(folder: Path, *arguments: str) -> Run:
    """Run transync in a folder; a code above 1 is an error of the configuration."""
    done = run((sys.executable, "-m", "transync", *arguments), folder)
    if done.code > 1:
        raise SiteError(done.output)
    return done


def rendered(generator: Generator, folder: Path, *, alone: bool = False) -> Run:
    """Run the generator's commands, each if the one before ended well."""
    shutil.rmtree(folder / "rendered", ignore_errors=True)
    output = []
    for command in (alone and generator.alone) or generator.commands:
        done = run((str(generator.program), *command[1:]), folder)
        output.append(done.output)
        if done.code:
            return Run(done.code, "\n".join(output))
    return Run(0, "\n".join(output))


def rendered_at_last(generator: Generator, folder: Path, documents: list[str]) -> dict[str, int]:
    """Render the translated site; where a localized document stops it, go on without that one.

    Return the documents that stopped a build, each with what the generator said; `documents`
    are the localized ones.
    """
    stopped: dict[str, int] = {}
    for _ in range(ROUNDS):
        done = rendered(generator, folder)
        if not done.code:
            return stopped
        said = " ".join(_ESCAPES.sub("", done.output).split())
        left = [path for path in documents if (folder / path).exists()]
        offenders = [path for path in left if path in said] or _holders(folder, left, said)
        for path in offenders:
            stopped[f"{path}: {said[max(0, said.find(path)) :][:300]}"] = 1
            (folder / path).unlink()
        if not offenders:
            stopped[f"the site: {said[-600:]}"] = 1
            return stopped
    return stopped


def _holders(folder: Path, documents: list[str], said: str) -> list[str]:
    """Return the documents that hold a relative target of which a generator complains."""
    targets = _RELATIVE.findall(said)
    texts = {path: (folder / path).read_text(encoding="utf-8") for path in documents}
    return [path for path, text in texts.items() if any(each in text for each in targets)]


def files(folder: Path) -> list[str]:
    """Return the paths of the files below a folder, without transync's own store."""
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in paths if path.parts[0] != ".transync")
