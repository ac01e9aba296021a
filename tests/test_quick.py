"""The selection of `make quick`: which tests belong to which files."""

from __future__ import annotations

import pytest

from tests.quick import LAWS, selection
from tests.support.paths import ROOT

TESTS = (
    *LAWS,
    "tests/core/build/test_escape.py",
    "tests/core/markup/test_carry.py",
    "tests/docs/test_pages.py",
    "tests/docs/test_sessions.py",
    "tests/storage/test_files.py",
    "tests/test_quick.py",
)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ("src/transync/core/build/escape.py", ["tests/core/build/test_escape.py"]),
        ("src/transync/core/markup/parts.py", ["tests/core/markup"]),
        ("src/transync/core/markup/__init__.py", ["tests/core/markup"]),
        ("src/transync/core/statistics.py", ["tests/core"]),
        ("src/transync/storage/windows/lock.py", ["tests/storage"]),
        ("src/transync/attic/new.py", []),
        ("src/transync/__init__.py", []),
        ("src/transync/quick.py", ["tests/test_quick.py"]),
        ("tests/storage/test_files.py", ["tests/storage/test_files.py"]),
        ("tests/core/merge/test_merge.py", []),  # one of the laws
        ("tests/fixtures/core/build/escape.txt", ["tests/core/build/test_escape.py"]),
        ("tests/fixtures/core/build/places.md", ["tests/core/build"]),
        ("tests/fixtures/sessions/minimum.md", ["tests/docs/test_sessions.py"]),
        ("tests/support/laws.py", []),
        ("benchmarks/prose.py", ["tests/benchmarks"]),
        ("docs/reference/markdown.md", ["tests/docs/test_pages.py"]),
        ("README.md", ["tests/docs/test_pages.py"]),
        ("LICENSE", []),
    ],
)
def test_selection(changed: str, expected: list[str]) -> None:
    assert selection([changed], TESTS) == [*LAWS, *expected]


def test_selection__names_nothing_twice() -> None:
    changed = ["src/transync/core/build/escape.py", "src/transync/core/build/stamps.py"]
    assert selection(changed, TESTS) == [*LAWS, "tests/core/build"]


def test_laws__are_there() -> None:
    assert [law for law in LAWS if not (ROOT / law).is_file()] == []
