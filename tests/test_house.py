"""The house: who may import whom, who owns which library, who touches files and the terminal."""

from __future__ import annotations

import ast
import importlib
import re
import sys
from collections import defaultdict
from functools import cache
from graphlib import TopologicalSorter
from re import _parser
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.support.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PACKAGE = ROOT / "src/transync"

# The rooms of the house: a room imports only from those below it, and no module imports itself by
# way of others.
ROOMS = (
    *("__main__", "cli", "api", "commands", "report", "project", "checks", "core"),
    *("dialects", "locale", "formats", "storage", "engine", "domain"),
)
# The same within a room, where its parts have an order; parts of one floor know nothing of each
# other.
FLOORS = {
    "core": (
        ("core.align", "core.build", "core.merge"),
        ("core.markup", "core.statistics"),
        ("core.document",),
    ),
}
# The one module that imports a library; `markdown.*` is a package, any module of it.
OWNERS = {
    "babel": "locale.languages.*",
    "click": "cli.*",
    "distributed": "engine.dask",
    "langdetect": "locale.detectors",
    "lingua": "locale.detectors",
    "markdown_it": "formats.markdown.*",
    "mdit_py_plugins": "formats.markdown.*",
    "polib": "formats.po.writer",
    "rapidfuzz": "core.merge.similarity",
    "sqlite3": "engine.store",
    "yaml": "formats.*",
}
FILE_OWNER = "storage"
FILE_LIBRARIES = {"ctypes", "fcntl", "fileinput", "glob", "os", "shutil", "subprocess", "tempfile"}
# Processes, the lines between them, their signals and their environment are no files.
PROCESS_LIBRARIES = {
    "engine.pipe": {"fcntl", "os"},
    "engine.processes": {"os", "subprocess"},
    "engine.stopping": {"os"},
    "cli.terminal": {"os"},
}
# SQLite opens the file of the store by itself; one that is damaged is begun anew.
OWN_FILES = {"engine.store": {"unlink"}}
FILE_METHODS = {
    *("absolute", "cwd", "expanduser", "home", "readlink", "resolve", "samefile"),
    *("exists", "is_dir", "is_file", "is_symlink", "iterdir", "lstat", "rglob", "stat"),
    *("open", "read_bytes", "read_text", "write_bytes", "write_text"),
    *("chmod", "hardlink_to", "mkdir", "rmdir", "symlink_to", "touch", "unlink"),
}
TALKERS = {"cli", "__main__"}
TALK = {"breakpoint", "exit", "input", "print", "quit", "SystemExit"}
TALK_OF_SYS = {"exit", "stdin", "stdout", "stderr"}
# Python up to 3.11.4 reads `(?:…)*+` wrongly (gh-106052), and `(?>(?:…)*)` rightly.
POSSESSIVE_GROUP = re.compile(r"\)(?:[*+?]|\{[0-9,]+\})\+")
ROOM_FLOORS = 9
FILE_LINES = 300
FUNCTION_LINES = 40


class Module(NamedTuple):
    """A module of the package: `frontmatter.yaml`, `frontmatter` for a package's face."""

    name: str
    source: str

    @property
    def nodes(self) -> tuple[ast.AST, ...]:
        return parsed(self.source)


@cache
def parsed(source: str) -> tuple[ast.AST, ...]:
    """Return every node of a module, which each rule asks for."""
    return tuple(ast.walk(ast.parse(source)))


def modules() -> dict[str, Module]:
    """Read every module of the package."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 1 else parts)
        found[name] = Module(name, path.read_text(encoding="utf-8"))
    return found


MODULES = modules()
FACES = {"__init__", "core"}
"""The faces of packages that are no room."""


def room(name: str) -> str:
    """Find the room of a module; empty where it is in none, as the package's own face."""
    return next((each for each in ROOMS if f"{name}.".startswith(f"{each}.")), "")


def imports(module: Module) -> Iterator[str]:
    """List the absolute dotted names that a module imports, at its head or anywhere in it."""
    package = ["transync", *module.name.split(".")]
    if (PACKAGE / module.name.replace(".", "/")).is_dir():
        package.append("__init__")
    for node in module.nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            head = package[: -node.level] if node.level else []
            origin = ".".join([*head, *([node.module] if node.module else [])])
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def own_imports(module: Module) -> Iterator[str]:
    """List the modules of the package that a module imports, each by its own name."""
    for dotted in imports(module):
        parts = dotted.split(".")[1:]
        if dotted.split(".")[0] != "transync":
            continue
        while parts and ".".join(parts) not in MODULES:
            parts.pop()
        yield ".".join(parts) or "__init__"


def libraries(module: Module) -> set[str]:
    tops = {dotted.split(".")[0] for dotted in imports(module)}
    return tops - set(sys.stdlib_module_names) - {"transync"}


# Each rule takes a module and tells what is wrong in it.


def is_in_a_room(module: Module) -> Iterator[str]:
    own = room(module.name)
    if module.name not in FACES and (not own or (own in FLOORS and not part(module.name))):
        yield "is in no room: put it into one of ROOMS, or of its FLOORS"


def looks_down(module: Module) -> Iterator[str]:
    if module.name == "__init__":  # the public interface names what all rooms offer
        return
    own = room(module.name)
    for other in sorted(set(own_imports(module)) - FACES):
        its = room(other)
        if its != own and (not own or not its or ROOMS.index(its) <= ROOMS.index(own)):
            yield f"imports {other}, which is not in a room below its own"
        one, another = floor(module.name), floor(other)
        if own == its and part(module.name) != part(other) and another <= one:
            yield f"imports {other}, which is not on a floor below its own"


def floor(name: str) -> int:
    """Find the floor of a module in its room, the highest first; -1 where the room has none."""
    floors = FLOORS.get(room(name), ())
    return next((number for number, parts in enumerate(floors) if part(name) in parts), -1)


def part(name: str) -> str:
    """Find the part of a room that a module is in; empty where its room has no floors."""
    parts = (each for floor in FLOORS.get(room(name), ()) for each in floor)
    return next((each for each in parts if f"{name}.".startswith(f"{each}.")), "")


def owns_its_libraries(module: Module) -> Iterator[str]:
    for library in sorted(libraries(module)):
        owner = OWNERS.get(library)
        if owner is None:
            yield f"imports {library}, which nobody owns: add its one owner to OWNERS"
        elif not is_owner(owner, module.name):
            yield f"imports {library}, which {owner} owns"


def is_owner(owners: str, name: str) -> bool:
    return name == owners or (owners.endswith("*") and f"{name}.".startswith(owners[:-1]))


def leaves_files_alone(module: Module) -> Iterator[str]:
    if module.name.partition(".")[0] == FILE_OWNER:
        return
    forbidden = FILE_LIBRARIES - PROCESS_LIBRARIES.get(module.name, set())
    allowed = OWN_FILES.get(module.name, set())
    for dotted in imports(module):
        if dotted.split(".")[0] in forbidden or dotted == "io.open":
            yield f"imports {dotted.split('.')[0]}: only `storage` touches files"
    for node in module.nodes:
        match node:
            case ast.Call(func=ast.Name(id="open")):
                yield f"line {node.lineno} calls open: only `storage` touches files"
            case ast.Call(func=ast.Attribute(value=ast.Name(id="storage" | "Project"))):
                pass
            case ast.Call(func=ast.Attribute(attr=name)) if name in FILE_METHODS - allowed:
                yield f"line {node.lineno} calls .{name}: only `storage` touches files"


def keeps_silent(module: Module) -> Iterator[str]:
    if module.name.partition(".")[0] in TALKERS:
        return
    for node in module.nodes:
        match node:
            case ast.Name(id=name) if name in TALK:
                yield f"line {node.lineno} uses {name}: only the command line talks and exits"
            case ast.Attribute(value=ast.Name(id="sys"), attr=name) if name in TALK_OF_SYS:
                yield f"line {node.lineno} uses sys.{name}: only the command line talks and exits"
            case ast.ImportFrom(module="sys"):
                yield f"line {node.lineno} imports from sys: write sys.… where it is used"


def repeats_groups_atomically(module: Module) -> Iterator[str]:
    for node in module.nodes:
        match node:
            case ast.Constant(value=str(text)) if POSSESSIVE_GROUP.search(text):
                yield f"line {node.lineno} repeats a group possessively: write (?>(?:…)*)"


def is_short(module: Module) -> Iterator[str]:
    lines = module.source.count("\n")
    if lines > FILE_LINES:
        yield f"has {lines} lines, {FILE_LINES} at most"
    for node in module.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = function_lines(node)
            if length > FUNCTION_LINES:
                yield f"{node.name} has {length} lines, {FUNCTION_LINES} at most"


def function_lines(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines from `def` to the end, without the docstring."""
    length = (node.end_lineno or 0) - node.lineno + 1
    if ast.get_docstring(node) is not None:
        length -= (node.body[0].end_lineno or 0) - node.body[0].lineno + 1
    return length


RULES = (
    is_in_a_room,
    looks_down,
    owns_its_libraries,
    leaves_files_alone,
    keeps_silent,
    repeats_groups_atomically,
    is_short,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_house__every_module(rule: Callable[[Module], Iterator[str]]) -> None:
    faults = [f"transync.{m.name} {fault}." for m in MODULES.values() for fault in rule(m)]
    assert not faults, "\n".join(faults)


def test_house__no_module_imports_itself_by_way_of_others() -> None:
    graph = {name: set(own_imports(module)) - FACES for name, module in MODULES.items()}
    TopologicalSorter(graph).prepare()


def test_house__stands_on_few_floors() -> None:
    """A room is on the floor above the highest that it imports from: each more is one to climb."""
    below: defaultdict[str, set[str]] = defaultdict(set)
    for module in MODULES.values():
        below[room(module.name)] |= {room(other) for other in own_imports(module)}
    height: dict[str, int] = {"": 0}
    for each in reversed(ROOMS):
        height[each] = 1 + max(height[other] for other in (below[each] | {""}) - {each})
    assert height["cli"] <= ROOM_FLOORS, sorted(height.items(), key=lambda item: item[1])


def test_house__no_helper_of_the_tests_repeats_groups_possessively() -> None:
    paths = sorted((ROOT / "tests").rglob("*.py"))
    helpers = [Module(path.name, path.read_text(encoding="utf-8")) for path in paths]
    faults = [f"{m.name}: {fault}." for m in helpers for fault in repeats_groups_atomically(m)]
    assert not faults, "\n".join(faults)


def test_house__no_pattern_repeats_a_group_possessively() -> None:
    """Also where the group is the value of a name, as in `{_BLANK}*+`."""
    faulty = [
        f"transync.{name}: {pattern.pattern}"
        for name in MODULES.keys() - {"__main__", "__init__"}
        for pattern in patterns(list(vars(importlib.import_module(f"transync.{name}")).values()))
        if has_possessive_group(_parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))
    ]
    assert not faulty, "\n".join(faulty)


def patterns(value: object) -> Iterator[re.Pattern[str]]:
    """List the patterns in the containers of a module, at any depth."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from patterns(part)


def has_possessive_group(node: object) -> bool:
    """Tell whether a parsed pattern repeats more than one character possessively, at any depth."""
    match node:
        case (operator, (_, _, repeated)) if operator is _parser.POSSESSIVE_REPEAT:
            one = ("ANY", "IN", "LITERAL", "NOT_LITERAL")
            return len(repeated) != 1 or str(repeated[0][0]) not in one
        case tuple() | list() | _parser.SubPattern():
            return any(map(has_possessive_group, node))
    return False


@pytest.mark.parametrize(
    "pattern", ["x(?:(?:ab|*+|", "(?:abc|?+", "(?:a*+b|++", "(?P<a>(a*b|{0,2}+)"]
)
def test_house__sees_possessive_groups(pattern: str) -> None:
    assert has_possessive_group(_parser.parse(pattern.replace("|", ")")))


@pytest.mark.parametrize("pattern", ["a*+", "(?:[^a]*+b++)*", "(?>(?:ab)*)", ".?+", r"(\s++)+"])
def test_house__sees_no_possessive_groups(pattern: str) -> None:
    assert not has_possessive_group(_parser.parse(pattern))


def test_house__a_class_name_has_one_meaning() -> None:
    """Private ones too: who searches for a name finds one thing."""
    places = defaultdict(set)
    for module in MODULES.values():
        for node in module.nodes:
            if isinstance(node, ast.ClassDef) and not extends_its_namesake(node):
                places[node.name.lstrip("_")].add(module.name)
    shared = {name: sorted(where) for name, where in places.items() if len(where) > 1}
    assert not shared, f"several classes have one name: {shared}"


def extends_its_namesake(node: ast.ClassDef) -> bool:
    """Whether a class is the same thing as another of its name, with more methods."""
    bases = (getattr(base, "attr", getattr(base, "id", "")) for base in node.bases)
    return node.name in bases


def test_house__docstrings_promise() -> None:
    found = []
    for module in MODULES.values():
        for node in module.nodes:
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                first = (ast.get_docstring(node) or "").partition(" ")[0]
                if first in {"Give", "Gives", "Tell", "Tells"}:
                    found.append(f"{module.name}.{getattr(node, 'name', '')}")
    assert not found, f"begin these docstrings with Return, Yield or Whether: {found}"


@pytest.mark.parametrize("library", sorted(OWNERS))
def test_house__one_owner(library: str) -> None:
    users = [module.name for module in MODULES.values() if library in libraries(module)]
    assert len(users) <= 1 or ".*" in OWNERS[library], f"{library} has owners {users}."


BROKEN = [
    (is_in_a_room, "attic", "", "in no room"),
    (is_in_a_room, "core.attic", "", "in no room"),
    (is_in_a_room, "domain.attic", "", None),
    (looks_down, "domain.model", "from transync import storage", "storage"),
    (looks_down, "engine.store", "from transync.storage import read", "storage.read"),
    (looks_down, "engine.store", "def f():\n    import transync.storage.read", "storage.read"),
    (looks_down, "engine.store", "from .. import storage", "storage"),
    (looks_down, "engine.store", "from ..storage.read import decoded", "storage.read"),
    (looks_down, "checks.rule", "from transync.core.build import compose", None),
    (looks_down, "core.build.compose", "from transync.checks import markup", "checks.markup"),
    (looks_down, "core.build.compose", "from transync.core.merge import merge", "floor below"),
    (looks_down, "core.document.split", "from transync.core.markup import parts", "floor below"),
    (looks_down, "core.merge.merge", "from transync.core.markup.parts import Part", None),
    (looks_down, "core.merge.merge", "from transync.core.merge.memory import Memory", None),
    (looks_down, "domain.model", "from transync.domain.errors import PathError", None),
    (looks_down, "core.merge.merge", "from transync.domain.model import Segment", None),
    (owns_its_libraries, "cli", "import yaml", "formats.* owns"),
    (owns_its_libraries, "cli", "import requests", "nobody owns"),
    (owns_its_libraries, "cli", "import click.testing", None),
    (owns_its_libraries, "formats.markdown_table", "import markdown_it", "owns"),
    (owns_its_libraries, "formats.markdown", "from markdown_it.token import Token", None),
    (owns_its_libraries, "formats.markdown.tables", "import markdown_it", None),
    (leaves_files_alone, "merge", "import os.path", "imports os"),
    (leaves_files_alone, "merge", "open('x')", "line 1 calls open"),
    (leaves_files_alone, "merge", "Path('x').read_text()", ".read_text"),
    (leaves_files_alone, "merge", "storage.exists('x')", None),
    (leaves_files_alone, "storage", "open('x')", None),
    (leaves_files_alone, "cli", "Project.open('x')", None),
    (keeps_silent, "merge", "print(1)", "print"),
    (keeps_silent, "merge", "sys.exit(1)", "sys.exit"),
    (keeps_silent, "merge", "from sys import exit as leave", "from sys"),
    (keeps_silent, "merge", "raise SystemExit", "SystemExit"),
    (keeps_silent, "cli", "print(1)", None),
    (keeps_silent, "cli.running", "sys.exit(1)", None),
    (repeats_groups_atomically, "merge", 're.compile(r"(?:ab)*' + '+")', "line 1 repeats"),
    (repeats_groups_atomically, "merge", 'f"(?:{x}|y){{0,3}}' + '+"', "line 1 repeats"),
    (repeats_groups_atomically, "merge", 'r"[ab]*+(?>(?:ab)*)[)]++"', None),
    (is_short, "merge", "x = 1\n" * 301, "301 lines"),
    (is_short, "merge", "def f():\n" + "    x = 1\n" * 40, "f has 41 lines"),
    (is_short, "merge", "def f():\n    '''a\n    b'''\n" + "    x = 1\n" * 39, None),
]


@pytest.mark.parametrize(("rule", "name", "source", "told"), BROKEN)
def test_house__rule_sees(
    rule: Callable[[Module], Iterator[str]], name: str, source: str, told: str | None
) -> None:
    faults = list(rule(Module(name, source)))
    assert any(told in fault for fault in faults) if told else not faults


@pytest.mark.parametrize("name", ["Makefile", ".ci/run"])
def test_what_make_and_ci_name__is_there(name: str) -> None:
    # A replacement in the whole Makefile once gave the generators a folder that is not there.
    text = (ROOT / name).read_text(encoding="utf-8")
    assigned = dict(re.findall(r"(?m)^([A-Z_]+) := (\S+)$", text))
    for variable, value in assigned.items():
        text = text.replace(f"$({variable})", value)
    paths = set(re.findall(r"(?<![\w./-])(?:tests|benchmarks|src|docs)/[\w./-]*\w", text))
    installed = {path for path in paths if "node_modules" in path}
    assert [path for path in sorted(paths - installed) if not (ROOT / path).exists()] == []
