"""The public interface as the code has it: its names and signatures, and its reference.

    python -m tests.support.interface

writes the list of names and signatures anew, against which a test holds the code.
"""

from __future__ import annotations

import ast
import inspect
import re
from textwrap import dedent
from typing import TYPE_CHECKING, NamedTuple

import transync
from tests.support.paths import FIXTURES

if TYPE_CHECKING:
    from collections.abc import Iterator

SURFACE = FIXTURES / "api/surface.txt"
FUNCTIONS = ("segment", "compose", "verify", "merge", "parse_catalog", "render_catalog")
PLANS = ("Plan", "ImportPlan", "AbsorbPlan")
IMPORT = (
    "ImportOptions",
    "PageOptions",
    "Review",
    "UnplacedText",
    "RefusedLines",
    "UnpairedPage",
    "Suggestion",
)
PAGES = ("ImportOutcome", "AbsorbOutcome")
WORK = ("Project", *PLANS, *PAGES, *IMPORT, "Checked", "Status")
RUNNING = ("Executor", "Serial", "Processes", "Start")
ERRORS = tuple(name for name in transync.__all__ if name.endswith("Error"))
NOUNS = tuple(
    name for name in transync.__all__ if name not in {*FUNCTIONS, *WORK, *RUNNING, *ERRORS}
)


class Member(NamedTuple):
    """A field, a property, a constant or a method of a class."""

    signature: str
    about: str


def surface() -> str:
    """Return every public name with its signature, and those of its members."""
    return "".join(f"{line}\n" for name in transync.__all__ for line in _lines(name))


def _lines(name: str) -> Iterator[str]:
    thing = getattr(transync, name)
    yield signature(name)
    if inspect.isclass(thing):
        yield from (f"    {member.signature}" for member in members(name))


def reference(*names: str) -> str:
    """Return the part of the manual on some names."""
    return "\n".join(_section(name) for name in names)


def errors() -> str:
    """Return a table of the errors."""
    rows = (
        f"| `{name}` | `{getattr(transync, name).__base__.__name__}` | {code_of(name)} |"
        f" {_summary(name)} |"
        for name in ("TransyncError", *(each for each in ERRORS if each != "TransyncError"))
    )
    return "\n".join(["| error | kind of | code | when |", "| --- | --- | --- | --- |", *rows, ""])


def code_of(name: str) -> str:
    return f"[{code}](findings.md)" if (code := getattr(transync, name).code) else ""


def _summary(name: str) -> str:
    return _prose(getattr(transync, name).__doc__).partition("\n\n")[0].replace("\n", " ")


def _section(name: str) -> str:
    thing = getattr(transync, name)
    lines = [f"### {name}", "", "```python", signature(name), "```", "", _prose(thing.__doc__)]
    found = members(name) if inspect.isclass(thing) else []
    rows = [f"- `{each.signature}`{_after_colon(each.about)}" for each in found]
    return "\n".join([*lines, "", *rows, *([""] if rows else [])])


def _after_colon(about: str) -> str:
    """Return what stands behind a member: its paragraphs, indented as those of a list item."""
    if not about:
        return ""
    first, *others = _prose(about).split("\n\n")
    text = f": {first[:1].lower() if _is_word(first) else first[:1]}{first[1:]}"
    return "\n\n  ".join([text.replace("\n", "\n  "), *(o.replace("\n", "\n  ") for o in others)])


def _is_word(text: str) -> bool:
    return re.match(r"(?!None\b)[A-Z][a-z ]", text) is not None


def _prose(docstring: str | None) -> str:
    return inspect.cleandoc(docstring or "")


def signature(name: str) -> str:
    """Return how a function is called, or what a class is."""
    node = _node(name)
    if isinstance(node, ast.FunctionDef):
        return _call(node)
    bases = [ast.unparse(base) for base in node.bases]
    kind = "" if _is_plain(bases) else f"({', '.join(base.rpartition('.')[2] for base in bases)})"
    return f"class {name}{kind}"


def _is_plain(bases: list[str]) -> bool:
    return not bases or bases in (["Project"], ["project.Project"])


def members(name: str) -> list[Member]:
    """Return the public members that a class defines, in the order of its source."""
    body = _node(name).body
    found = []
    for node, behind in zip(body, [*body[1:], None], strict=True):
        match node:
            case ast.AnnAssign(target=ast.Name(id=each)) if not each.startswith("_"):
                found.append(Member(_field(node), _string(behind)))
            case ast.Assign(targets=[ast.Name(id=each)]) if not each.startswith("_"):
                found.append(Member(ast.unparse(node), _string(behind)))
            case ast.FunctionDef(name=each) if not each.startswith("_"):
                found.append(Member(_member(node), ast.get_docstring(node) or ""))
    if issubclass(getattr(transync, name), Exception):
        return _of_error(name, found)
    return found


def _of_error(name: str, found: list[Member]) -> list[Member]:
    """Return what an error has: the first of them says what all have."""
    if name != "TransyncError":
        return found
    names = [("message", "str"), ("path", "str"), ("line", "int"), ("column", "int")]
    return [*(Member(f"{each}: {kind}", "") for each, kind in names), *found]


def _field(node: ast.AnnAssign) -> str:
    default = f" = {ast.unparse(node.value)}" if node.value else ""
    return f"{ast.unparse(node.target)}: {ast.unparse(node.annotation)}{default}"


def _member(node: ast.FunctionDef) -> str:
    decorators = [ast.unparse(each) for each in node.decorator_list]
    if "property" in decorators or "cached_property" in decorators:
        return f"{node.name}: {ast.unparse(node.returns) if node.returns else ''}"
    arguments = node.args
    arguments.args = arguments.args[1:]
    return _call(node)


def _call(node: ast.FunctionDef) -> str:
    returns = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    arguments = ast.unparse(node.args).replace("COMMONMARK.name", "'commonmark'")
    return f"{node.name}({arguments}){returns}"


def _string(node: ast.stmt | None) -> str:
    match node:
        case ast.Expr(value=ast.Constant(value=str(text))):
            return inspect.cleandoc(text)
    return ""


def _node(name: str) -> ast.FunctionDef | ast.ClassDef:
    source = dedent(inspect.getsource(getattr(transync, name)))
    node = ast.parse(source).body[0]
    assert isinstance(node, ast.FunctionDef | ast.ClassDef)
    return node


if __name__ == "__main__":
    SURFACE.parent.mkdir(exist_ok=True)
    SURFACE.write_text(surface(), encoding="utf-8")
