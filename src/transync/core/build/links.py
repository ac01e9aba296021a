"""Rewrites where the links of a page lead: in Markdown, tags, imports and the front matter."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from transync.core.document.headings import body_start
from transync.dialects.links import LinkPlace, Links
from transync.domain.model import NEWLINE
from transync.formats import frontmatter
from transync.formats.markdown import code_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import TypeAlias

    from transync.dialects import Dialect

    Change: TypeAlias = Callable[[str, LinkPlace], str]
    """What becomes of a target, by where it stands."""

_CODE = r"(?P<code>(?<!`)(?P<ticks>`+)(?!`)(?:[^`]|(?!(?<!`)(?P=ticks)(?!`))`)+(?P=ticks)(?!`))"
_INLINE = (
    r"(?<=\]\()[ \t]*(?:<(?P<markdown>[^<>\n]*)>"
    r"|(?P<markdown_2>(?!\{[{%])[^\s()<>]+(?:\([^\s()]*\)[^\s()]*)*))"
)
_DEFINITION = r"(?m:^[ ]{0,3}\[[^\[\]^\n][^\[\]\n]*\]:[ \t]*)<?(?P<markdown_3>(?!\{[{%])[^\s<>]+)"
_ATTRIBUTE = (
    r"(?<=\s)(?:href|src|to|link)="
    r"(?:\"(?P<attribute>(?!\{[{%])[^\"\n]*)\"|'(?P<attribute_2>(?!\{[{%])[^'\n]*)')"
)
_IMPORT = re.compile(
    r"^[ \t]*(?:(?:import|export)\b[^'\"\n]*\bfrom[ \t]*|import[ \t]+)"
    r"['\"](?P<import>\.[^'\"\n]+)['\"]"
)
_SCRIPT = re.compile(r"[ \t]*<script\b|(?:import|export)\b", re.IGNORECASE)
"""How code begins that imports: an element, or JavaScript between the blocks of MDX."""
_DEFAULT = Links()
_PLACES = frozenset(LinkPlace)


def with_targets(page: str, dialect: Dialect, change: Change) -> str:
    """Return a page whose link targets are what `change` makes of them.

    Code stays as it is. An import of JavaScript is a target if it is a relative path. Raises
    `FrontMatterError` for a front matter that is no plain data.
    """
    links = dialect.links or _DEFAULT
    page = frontmatter.with_values(page, links.keys, lambda target: change(target, LinkPlace.KEY))
    start = body_start(page)
    body = page[start:]
    lines = _lines(body)
    code: dict[int, bool] = {}
    for first, end in code_lines(body, dialect.syntax):
        code |= dict.fromkeys(range(first, end), _SCRIPT.match(lines[first]) is not None)
    return page[:start] + "".join(_parts(lines, code, links, change))


def _parts(
    lines: Sequence[str], code: Mapping[int, bool], links: Links, change: Change
) -> list[str]:
    """Return the text in runs: lines of code, in which a script may import; prose between them.

    `code` has the numbers of its lines, and whether they are a script.
    """
    parts: list[str] = []
    run: list[str] = []
    prose = _targets(links.marks)
    for number, line in enumerate(lines):
        module = _IMPORT.match(line) if code.get(number, True) else None
        if number in code or module:
            parts.append(_replaced("".join(run), prose, change))
            found = _IMPORT if module else links.marks if links.marks_in_code else None
            parts.append(_replaced(line, found, change))
            run = []
        else:
            run.append(line)
    return [*parts, _replaced("".join(run), prose, change)]


@lru_cache
def _targets(marks: re.Pattern[str] | None) -> re.Pattern[str]:
    """Return what finds the targets in prose, those of the generator's own marks included."""
    own = [marks.pattern] if marks else []
    return re.compile("|".join((_CODE, *own, _INLINE, _DEFINITION, _ATTRIBUTE)))


def _lines(body: str) -> list[str]:
    ends = [0, *(ending.end() for ending in NEWLINE.finditer(body)), len(body)]
    return [body[first:last] for first, last in pairwise(ends)]


def _replaced(text: str, targets: re.Pattern[str] | None, change: Change) -> str:
    if not (text and targets):
        return text
    return targets.sub(lambda found: _changed(found, change), text)


def _changed(found: re.Match[str], change: Change) -> str:
    """Return what was found with another target: that of the group that a place is named after."""
    for name, target in found.groupdict().items():
        place = name.partition("_")[0]
        if target is not None and place in _PLACES:
            first, last = (offset - found.start() for offset in found.span(name))
            changed = change(target, LinkPlace(place))
            if place == LinkPlace.SHOWN and _is_row(found):
                changed = changed.replace("|", "\\|")
            return found[0][:first] + changed + found[0][last:]
    return found[0]


def _is_row(found: re.Match[str]) -> bool:
    """Whether what was found stands in the row of a table, where a bar ends a cell."""
    start = max(found.string.rfind(mark, 0, found.start()) for mark in "\r\n") + 1
    return found.string[start : found.start()].lstrip().startswith("|")
