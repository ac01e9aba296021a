"""The public interface: its names and signatures, and what it takes to import it."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import transync
from tests.support.interface import SURFACE, surface

IMPORTED = (
    "import sys; before = set(sys.modules); import transync; print(*set(sys.modules) - before)"
)


def test_interface__has_the_names_and_signatures_that_are_listed() -> None:
    """What it has, others rely on: a change of the list is a change for them."""
    assert surface() == SURFACE.read_text(encoding="utf-8"), (
        "if this is meant, say so in CHANGELOG.md, and run python -m tests.support.interface"
    )


def test_interface__imports_nothing_until_it_is_used() -> None:
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED], capture_output=True, text=True, check=True
    )
    assert set(done.stdout.split()) <= {"transync", "__future__"}


def test_interface__says_the_same_to_type_checkers() -> None:
    """They read the imports that are never run."""
    tree = ast.parse(Path(transync.__file__).read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    imports = [node for node in block.body if isinstance(node, ast.ImportFrom)]
    places = {alias.name: node.module for node in imports for alias in node.names}
    assert sorted(places) == transync.__all__ == dir(transync)
    for name, module in places.items():
        assert getattr(import_module(str(module)), name) is getattr(transync, name)


def test_interface__is_all_that_a_star_imports() -> None:
    names: dict[str, object] = {}
    exec("from transync import *", names)
    assert sorted(names.keys() - {"__builtins__"}) == transync.__all__


def test_interface__has_no_other_names() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'projct'"):
        _ = transync.projct  # type: ignore[attr-defined]
