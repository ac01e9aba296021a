"""Takes the rules of the modules below out, one by one: a test must fail each time.

    python -m tests.torture.mutants [MODULE...]

A rule is a condition (once always met, once never), a part of a condition joined by `and` or `or`,
a value that is asked for by `in`, a condition of a comprehension, or a part of a pattern. Those
without which nothing is different are named, with the reason, and no test may fail for them.
"""

from __future__ import annotations

import ast
import os
import resource
import sys
from importlib.abc import InspectLoader
from importlib.machinery import ModuleSpec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.support.paths import ROOT
from tests.torture.patterns import without

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTS = {
    "core/build/escape": ("escape", "compose"),
    "core/build/verify": ("verify", "compose"),
    "core/build/fast_verify": ("fast_verify", "verify", "compose"),
    "formats/markdown/plain": ("plain",),
    "formats/po/plain": ("plain", "catalogs"),
}
"""The tests of each module, in its folder: its own before those of all that it is for."""

EXPLAINED = {
    "core/build/escape.py: without `not _SUSPECT.match(line)`": "the parser finds a paragraph",
    "core/build/escape.py: without `is_line_of_prose(line)`": "the parser finds a paragraph",
    "core/build/escape.py: `not _SUSPECT.match(line) or is_line_of_prose(line)` is always False": (
        "the parser finds a paragraph"
    ),
    "core/build/verify.py: `_begins_like_front(text)` is always True": "the search finds no offender",
    "core/build/verify.py: without `text.lstrip(BOM).startswith(('---', '+++'))`": (
        "the search finds no offender"
    ),
    "core/build/verify.py: without `frontmatter.find(text) is None`": "the search finds no offender",
    "core/build/verify.py: `not is_provably_safe(segment, done, raws[number], raws[number + 2], dialect)`"
    " is always True": "the search finds no offender",
    "core/build/verify.py: `not unproven or _is_fine_front(document, text, unproven, translate)` is always False": (
        "the search finds no offender"
    ),
    "core/build/verify.py: without `_is_fine_front(document, text, unproven, translate)`": (
        "the search finds no offender"
    ),
    "core/build/verify.py: `span is None` is always True": "the search finds no offender",
    "core/build/verify.py: `max(replacements) >= len(ahead)` is always True": "the search finds no offender",
    "core/build/verify.py: `max(replacements) >= len(ahead)` is always False": "what is behind it is not the same",
    "core/build/verify.py: without `text[span.end:] == built[built_end:]`": (
        "no value ends a front matter, in its style; so far, nothing else was found"
    ),
    "core/build/verify.py: `divided` is always True": "what nobody translates is compared, and the same",
    "core/build/verify.py: without `built.references == self.document.references`": (
        "what comes to define something is missed as a segment; so far, nothing else was found"
    ),
    "core/build/verify.py: `not self.shared` is always False": "there is no number to compare",
}
"""Conditions without which nothing is different but the time it takes, and why."""

OPTIONS = ("-q", "-x", "-n0", "-pno:cacheprovider", "-pno:randomly")
SECONDS = 120
"""Of the processor: what takes longer has no end."""


class Mutant(NamedTuple):
    """A module, its name and its source, without one of its rules."""

    name: str
    source: str
    told: str
    line: int


def mutants(name: str) -> Iterator[Mutant]:
    """Give a module as it is, then its mutants."""
    tree = ast.parse((ROOT / f"src/transync/{name}.py").read_text(encoding="utf-8"))
    yield Mutant(name, ast.unparse(tree), "", 0)
    for node in ast.walk(tree):
        for told, field, value in _changes(node):
            kept = getattr(node, field)
            setattr(node, field, value)
            line = getattr(node, "lineno", 0)
            yield Mutant(name, ast.unparse(tree), f"{name}.py: {told}", line)
            setattr(node, field, kept)


def _changes(node: ast.AST) -> Iterator[tuple[str, str, object]]:
    """Give what can be changed at a node: in words, the field, and its new value."""
    match node:
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            pass
        case ast.If(test=test) | ast.IfExp(test=test):
            for value in (False, True):
                yield f"`{ast.unparse(test)}` is always {value}", "test", ast.Constant(value)
        case ast.BoolOp(values=parts):
            yield from _shorter("values", parts)
        case ast.comprehension(ifs=parts):
            yield from _shorter("ifs", parts)
        case ast.Compare(ops=[ast.In() | ast.NotIn()], comparators=[ast.Tuple(elts=parts)]):
            for told, _, rest in _shorter("elts", parts):
                yield told, "comparators", [ast.Tuple(elts=rest, ctx=ast.Load())]
        case ast.Call(func=ast.Attribute(attr="join" | "compile")):
            yield from _patterns(node)


def _patterns(node: ast.Call) -> Iterator[tuple[str, str, object]]:
    match node.args:
        case [ast.Tuple(elts=parts)]:
            for told, _, rest in _shorter("elts", parts):
                yield told, "args", [ast.Tuple(elts=rest, ctx=ast.Load())]
        case [ast.Constant(str() as pattern), *flags]:
            for part, left in without(pattern):
                yield f"without {part} in the pattern", "args", [ast.Constant(left), *flags]


def _shorter(field: str, parts: list[ast.expr]) -> Iterator[tuple[str, str, list[ast.expr]]]:
    for number, part in enumerate(parts):
        rest = [*parts[:number], *parts[number + 1 :]]
        yield f"without `{ast.unparse(part)}`", field, rest


class _Finder(InspectLoader):
    """Finds the mutant where its module is imported, be it in a package or not."""

    def __init__(self, mutant: Mutant) -> None:
        self.name = f"transync.{mutant.name.replace('/', '.')}"
        self.source = mutant.source

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        return ModuleSpec(name, self) if name == self.name else None

    def get_source(self, _: str) -> str:
        return self.source


def start(mutant: Mutant) -> int:
    """Run the tests on a mutant, up to the first that fails, in a process; give its number."""
    process = os.fork()
    if process:
        return process
    os._exit(_run(mutant))


def _run(mutant: Mutant) -> int:
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        os.dup2(nowhere.fileno(), 1)
        os.dup2(nowhere.fileno(), 2)
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sys.meta_path.insert(0, _Finder(mutant))
    folder = ROOT / "tests" / Path(mutant.name).parent
    files = [f"{folder}/test_{name}.py" for name in TESTS[mutant.name]]
    return pytest.main([*OPTIONS, *files])


def results(names: list[str]) -> Iterator[tuple[Mutant, bool]]:
    """Give each mutant, and whether all tests pass: as many at once as there are processors."""
    todo = (mutant for name in names for mutant in mutants(name))
    running: dict[int, Mutant] = {}
    more = True
    while more or running:
        if more and len(running) < (os.cpu_count() or 1):
            mutant = next(todo, None)
            more = mutant is not None
            if mutant:
                running[start(mutant)] = mutant
            continue
        process, status = os.wait()
        yield running.pop(process), not status


def main() -> int:
    """Try every mutant."""
    names = sys.argv[1:] or list(TESTS)
    count, alive = 0, 0
    unseen = {told for told in EXPLAINED if told.partition(".")[0] in names}
    for mutant, passes in results(names):
        if not mutant.told:
            if not passes:
                print(f"{mutant.name}.py: the tests fail without any change", file=sys.stderr)
                return 2
            continue
        count += 1
        if passes and mutant.told in unseen:
            unseen.remove(mutant.told)
        elif passes:
            alive += 1
            print(f"{mutant.told} (line {mutant.line})", flush=True)
    for told in sorted(unseen):
        print(f"{told}: a test fails, or it is there no longer")
    explained = sum(told.partition(".")[0] in names for told in EXPLAINED)
    print(f"mutants: {count}, {alive} alive, {explained} explained")
    return bool(alive or unseen)


if __name__ == "__main__":
    sys.exit(main())
