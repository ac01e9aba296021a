"""The quick form of `make torture`: some of its faults, saves, histories and documents."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.support.paths import ROOT
from tests.torture import trials
from tests.torture.trials import Outcome, shortest

if TYPE_CHECKING:
    from collections.abc import Mapping


def told(module: str, argument: int) -> str:
    """Run one of the trials; it must have found nothing."""
    command = [sys.executable, "-m", f"tests.torture.{module}", str(argument)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", check=False, cwd=ROOT, env=environment
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.skipif(not shutil.which("gcc"), reason="There is no C compiler.")
def test_faults() -> None:
    found = re.search(r"^faults: (\d+) points, 0 wrong$", told("faults", 97), re.MULTILINE)
    assert found
    assert int(found[1]) > 100


def test_editors() -> None:
    lines = told("editors", 12).splitlines()
    assert [re.sub(r"joined in \d+", "joined", line) for line in lines] == [
        "saves in place: 12, joined, lost 0",
        "saves by rename: 12, joined, lost 0",
    ]


def test_histories() -> None:
    assert told("histories", 20) == "histories: 20, 240 steps, 0 wrong\n"


def test_divided() -> None:
    assert re.match(r"divided: 60, \d+ killed, \d+ parts, 0 wrong$", told("divided", 60))


def test_together() -> None:
    assert re.match(r"together: 8, \d+ commands, \d+ killed, 0 wrong$", told("together", 8))


def test_imports() -> None:
    assert re.match(r"imports: 30, .*, 0 wrong$", told("imports", 30))


def test_hostile_pages() -> None:
    assert re.match(r"hostile_pages: 20, .*, 0 wrong$", told("hostile_pages", 20))


def test_broken_pages() -> None:
    assert re.match(r"broken_pages: 30, .*, 0 wrong$", told("broken_pages", 30))


def test_documents() -> None:
    assert re.match(r"documents: 500, .*, 0 wrong$", told("documents", 500))


def test_catalogs(gettext_tools: Mapping[str, str]) -> None:
    assert gettext_tools
    assert re.match(r"catalogs: 300, .*, 0 wrong$", told("catalogs", 300))


def test_hostile() -> None:
    assert re.match(r"hostile: 100, 400 translations, .*, 0 wrong$", told("hostile", 100))


@pytest.mark.usefixtures("renderers")
def test_renderers() -> None:
    """Whatever renders a page, a translation changes none but its own text."""
    assert re.match(r"renderers: 9, .*, 0 wrong$", told("renderers", 6000))


@pytest.mark.usefixtures("renderers")
def test_mdx() -> None:
    """MDX reads the blocks of a document as transync does, and the same in what is built."""
    assert re.search(r"^\d+ documents, \d+ that MDX refuses; 0 are", told("mdx", 300), re.MULTILINE)
    assert len(re.findall(r"^(?:pseudo|hostile): .*; 0 wrong$", told("mdx_builds", 60), re.M)) == 2


def test_shortest() -> None:
    text = "eins\nzwei\n\ndrei vier\nfünf\n"
    assert shortest(text, lambda less: "v" in less and less.count("e") > 1) == "eve"


def odd(seed: int) -> Outcome:
    return Outcome("is odd" if seed % 2 else "", {"numbers": 1})


def test_trials__tell_the_seed(capsys: pytest.CaptureFixture[str]) -> None:
    assert trials.run("numbers", odd, 1, ["3", "4"]) == 1
    assert capsys.readouterr().out == "numbers 1 5: is odd\nnumbers: 3, 3 numbers, 1 wrong\n"
