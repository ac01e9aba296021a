"""Rewrites where the links of a page lead: in Markdown, definitions, tags and imports."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from transync.core.document.headings import body_start
from transync.domain.model import NEWLINE
from transync.formats.markdown import code_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from transync.dialects import Dialect

_CODE = r"(?P<code>(?<!`)(?P<ticks>`+)(?!`)(?:[^`]|(?!(?<!`)(?P=ticks)(?!`))`)+(?P=ticks)(?!`))"
_INLINE = (
    r"(?<=\]\()[ \t]*(?:<(?P<angled>[^<>\n]*)>|(?P<plain>[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*))"
)
_DEFINITION = r"(?m:^[ ]{0,3}\[[^\[\]^\n][^\[\]\n]*\]:[ \t]*)<?(?P<defined>[^\s<>]+)"
_ATTRIBUTE = r"(?<=\s)(?:href|src|to|link)=(?:\"(?P<double>[^\"\n]*)\"|'(?P<single>[^'\n]*)')"
_TARGET = re.compile(f"{_CODE}|{_INLINE}|{_DEFINITION}|{_ATTRIBUTE}")
_IMPORT = re.compile(
    r"^[ \t]*(?:(?:import|export)\b[^'\"\n]*\bfrom[ \t]*|import[ \t]+)"
    r"['\"](?P<module>\.[^'\"\n]+)['\"]"
)
_SCRIPT = re.compile(r"[ \t]*<script\b", re.IGNORECASE)
_GROUPS = ("angled", "plain", "defined", "double", "single")


def with_targets(page: str, dialect: Dialect, change: Callable[[str], str]) -> str:
    """Return a page whose link targets are what `change` makes of them.

    Code stays as it is. An import of JavaScript is a target if it is a relative path.
    """
    start = body_start(page)
    body = page[start:]
    lines = _lines(body)
    code: dict[int, bool] = {}
    for first, end in code_lines(body, dialect.syntax):
        code |= dict.fromkeys(range(first, end), _SCRIPT.match(lines[first]) is not None)
    return page[:start] + "".join(_parts(lines, code, change))


def _parts(
    lines: Sequence[str], code: Mapping[int, bool], change: Callable[[str], str]
) -> list[str]:
    """Return the text in runs: lines of code, in which a script may import; prose between them.

    `code` has the numbers of its lines, and whether they are a script.
    """
    parts: list[str] = []
    run: list[str] = []
    for number, line in enumerate(lines):
        module = _IMPORT.match(line) if code.get(number, True) else None
        if number in code or module:
            parts += [_prose("".join(run), change), _import(line, module, change)]
            run = []
        else:
            run.append(line)
    return [*parts, _prose("".join(run), change)]


def _lines(body: str) -> list[str]:
    ends = [0, *(ending.end() for ending in NEWLINE.finditer(body)), len(body)]
    return [body[first:last] for first, last in pairwise(ends)]


def _import(line: str, found: re.Match[str] | None, change: Callable[[str], str]) -> str:
    if found is None:
        return line
    first, last = found.span("module")
    return line[:first] + change(found["module"]) + line[last:]


def _prose(text: str, change: Callable[[str], str]) -> str:
    return _TARGET.sub(lambda found: _changed(found, change), text) if text else ""


def _changed(found: re.Match[str], change: Callable[[str], str]) -> str:
    if found["code"]:
        return found[0]
    name = next(each for each in _GROUPS if found[each] is not None)
    first, last = (offset - found.start() for offset in found.span(name))
    return found[0][:first] + change(found[name]) + found[0][last:]
