"""Takes the rules of the escaper and of the guard out, one by one: a test must fail each time.

    python -m tests.torture.mutants [MODULE...]

A rule is a condition (once always met, once never), a part of a condition joined by `and` or `or`,
or an alternative of a pattern.
"""

from __future__ import annotations

import ast
import copy
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
MODULES = ("escape", "guard")
TESTS = "tests/test_compose.py"
"""Beside the tests of the module itself, which come first."""

SECONDS = 240


class Mutant(NamedTuple):
    """A module without one of its rules."""

    told: str
    source: str


def mutants(name: str) -> Iterator[Mutant]:
    """Give a module's mutants."""
    tree = ast.parse((ROOT / f"src/transync/{name}.py").read_text(encoding="utf-8"))
    total = len(list(ast.walk(tree)))
    for number in range(total):
        for change in range(_changes(_node(tree, number))):
            mutated = copy.deepcopy(tree)
            node = _node(mutated, number)
            told = f"{name}.py:{getattr(node, 'lineno', 0)}: {_change(node, change)}"
            yield Mutant(told, ast.unparse(ast.fix_missing_locations(mutated)))


def _node(tree: ast.AST, number: int) -> ast.AST:
    return list(ast.walk(tree))[number]


def _changes(node: ast.AST) -> int:
    """Tell in how many ways a node can be changed."""
    match node:
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return 0
        case ast.If() | ast.IfExp():
            return 2
        case ast.BoolOp(values=values):
            return len(values)
        case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr="compile")):
            return len(_alternatives(node)) if len(_alternatives(node)) > 1 else 0
        case ast.comprehension(ifs=ifs):
            return len(ifs)
    return 0


def _change(node: ast.AST, change: int) -> str:
    """Change a node in place, and tell how."""
    match node:
        case ast.If() | ast.IfExp():
            told = f"`{ast.unparse(node.test)}` is always {bool(change)}"
            node.test = ast.Constant(bool(change))
            return told
        case ast.BoolOp():
            return f"without `{ast.unparse(node.values.pop(change))}`" + _single(node)
        case ast.Call(args=[ast.Constant(), *_]):
            rest = _alternatives(node)
            told = f"without the alternative {rest.pop(change)}"
            node.args[0] = ast.Constant("|".join(rest))
            return told
        case ast.comprehension():
            return f"without `if {ast.unparse(node.ifs.pop(change))}`"
    raise AssertionError(node)


def _single(node: ast.BoolOp) -> str:
    """Let one operand that is left be the whole; `and True` and `or False` change nothing."""
    node.values.append(ast.Constant(isinstance(node.op, ast.And)))
    return ""


def _alternatives(node: ast.Call) -> list[str]:
    """Divide a pattern at the bars that are in no bracket."""
    first = node.args[0]
    pattern = first.value if isinstance(first, ast.Constant) else ""
    if not isinstance(pattern, str):
        return []
    parts, depth, inside = [""], 0, False
    for token in re.findall(r"\\.|.", pattern, re.DOTALL):
        inside = (inside or token == "[") and token != "]"
        depth += (token == "(") - (token == ")") if not inside else 0
        if token == "|" and not depth and not inside:
            parts.append("")
        else:
            parts[-1] += token
    return parts


def is_killed(name: str, mutant: Mutant, folder: Path) -> bool:
    """Run the tests on a mutant."""
    (folder / f"src/transync/{name}.py").write_text(mutant.source, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-n", "0", "-p", "no:cacheprovider"]
    environment = {**os.environ, "PYTHONPATH": str(folder / "src")}
    try:
        done = subprocess.run(
            [*command, f"tests/test_{name}.py", TESTS],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            check=False,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode == 1


def main() -> int:
    """Try every mutant."""
    count, alive = 0, []
    for name in sys.argv[1:] or MODULES:
        with TemporaryDirectory() as place:
            folder = Path(place)
            shutil.copytree(ROOT / "src", folder / "src")
            for mutant in mutants(name):
                count += 1
                if not is_killed(name, mutant, folder):
                    alive.append(mutant.told)
                    print(mutant.told, flush=True)
    print(f"mutants: {count}, {len(alive)} alive")
    return bool(alive)


if __name__ == "__main__":
    sys.exit(main())
