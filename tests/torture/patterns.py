"""Takes the parts out of a regular expression, one by one."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(r"\\.|\[\^?(?:\\.|[^\]\\])+\]|\(\?<?[=!:]|.", re.DOTALL)
_MEMBER = re.compile(r"\\.|[^\\]-[^\\]|.", re.DOTALL)
_LOOKS = ("(?=", "(?!", "(?<=", "(?<!")


class Span(NamedTuple):
    """A part of a pattern, by its offsets."""

    begin: int
    end: int


class _Group(NamedTuple):
    opening: str
    begin: int
    bounds: list[int]
    """The offsets before and behind each alternative's bar, or the brackets instead."""


def without(pattern: str) -> Iterator[tuple[str, str]]:
    """Give each part of `pattern` that can go, with what is left.

    A part is an alternative, a member of a class, an assertion (`^`, `$`, a look around).
    """
    for span in sorted(set(_parts(pattern))):
        yield pattern[span.begin : span.end], pattern[: span.begin] + pattern[span.end :]


def _parts(pattern: str) -> Iterator[Span]:
    groups = [_Group("", 0, [-1])]
    for found in _TOKEN.finditer(pattern):
        token, place = found[0], found.start()
        if token in "^$":
            yield Span(place, found.end())
        elif token[0] == "[":
            yield from _members(token, place)
        elif token[0] == "(":
            groups.append(_Group(token, place, [found.end() - 1]))
        elif token == "|":
            groups[-1].bounds.append(place)
        elif token == ")":
            group = groups.pop()
            yield from _alternatives(group, place)
            if group.opening in _LOOKS:
                yield Span(group.begin, found.end())
    yield from _alternatives(groups.pop(), len(pattern))


def _members(token: str, place: int) -> Iterator[Span]:
    first = 2 if token.startswith("[^") else 1
    found = list(_MEMBER.finditer(token, first, len(token) - 1))
    if len(found) > 1:
        yield from (Span(place + member.start(), place + member.end()) for member in found)


def _alternatives(group: _Group, end: int) -> Iterator[Span]:
    if len(group.bounds) > 1:
        first, *rest = pairwise([*group.bounds, end])
        yield Span(first[0] + 1, first[1] + 1)
        yield from (Span(*bounds) for bounds in rest)
