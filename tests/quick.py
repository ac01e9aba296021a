"""Prints what `make quick` runs: the laws, and the tests that belong to the changed files.

    python -m tests.quick [BASE]

A file has changed if it differs from the commit in which this branch left `BASE` (`main`), or is
new. What belongs to it, the folders say: those of the tests mirror those of the package.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from tests.support.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LAWS = (
    "tests/test_house.py",
    "tests/core/document/test_split.py",
    "tests/core/build/test_compose.py",
    "tests/core/build/test_allowance.py",
    "tests/core/merge/test_merge.py",
    "tests/formats/frontmatter/test_frontmatter_laws.py",
    "tests/formats/po/test_catalogs.py",
)
"""What must hold whatever has changed."""


def selection(changed: Iterable[str], tests: Iterable[str]) -> list[str]:
    """Return what pytest is given: the laws, then the tests of the changed files, sorted.

    `changed`, and `tests`, the test modules that exist, are paths from the root of the repository.
    """
    known = {PurePosixPath(path) for path in tests}
    found = {test for path in changed for test in _tests_of(PurePosixPath(path), known)}
    folders = {test for test in found if not test.endswith(".py")}
    covered = {
        test for test in found if folders & {str(each) for each in PurePosixPath(test).parents}
    }
    return [*LAWS, *sorted(found - covered - set(LAWS))]


def _tests_of(path: PurePosixPath, tests: set[PurePosixPath]) -> Iterator[str]:
    match path.parts:
        case ("tests", *_) if path in tests:
            yield str(path)
        case ("tests", "fixtures", "sessions", _):
            yield "tests/docs/test_sessions.py"
        case ("src", "transync", *rest) | ("tests", "fixtures", *rest):
            yield from _nearest(PurePosixPath("tests", *rest), tests)
        case ("benchmarks", *_):
            yield "tests/benchmarks"
        case ("docs", *_) | ("README.md" | "CHANGELOG.md",):
            yield "tests/docs/test_pages.py"


def _nearest(mirrored: PurePosixPath, tests: set[PurePosixPath]) -> Iterator[str]:
    """Yield the module of the same name, or else the next folder upwards that has tests.

    For what is in no room, nothing: the next folder would be that of all tests.
    """
    twin = mirrored.with_name(f"test_{mirrored.stem}.py")
    if twin in tests:
        yield str(twin)
        return
    folders = {parent for test in tests for parent in test.parents}
    nearest = next(folder for folder in mirrored.parents if folder in folders)
    if nearest != PurePosixPath("tests"):
        yield str(nearest)


def changed_files(base: str) -> list[str]:
    """List the files that differ from the commit in which this branch left `base`, or are new."""
    left = _git("merge-base", base, "HEAD") or ["HEAD"]
    differing = _git("diff", "--name-only", "--diff-filter=d", *left)
    return [*differing, *_git("ls-files", "--others", "--exclude-standard")]


def _git(*arguments: str) -> list[str]:
    """Return the lines that git prints; none where it fails, as for a branch that is not there."""
    command = ["git", "-c", "core.quotePath=off", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    return done.stdout.splitlines() if done.returncode == 0 else []


def main() -> None:
    """Print the selection in one line."""
    base = sys.argv[1] if sys.argv[1:] else "main"
    tests = (path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("test_*.py"))
    sys.stdout.write(" ".join(selection(changed_files(base), tests)) + "\n")


if __name__ == "__main__":
    main()
