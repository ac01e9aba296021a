"""Reads the cases that stand in data files: a title, and parts between lines of one dot."""

from __future__ import annotations

from typing import NamedTuple

from tests.support.paths import FIXTURES


class Case(NamedTuple):
    """One case: what it shows, what goes in, what comes out."""

    title: str
    given: str
    expected: str


def cases(name: str) -> list[Case]:
    """Read the cases of a file: title, `.`, what is given, `.`, what is expected, `.`."""
    lines = (FIXTURES / name).read_text(encoding="utf-8").split("\n")
    dots = [number for number, line in enumerate(lines) if line == "."]
    found = []
    for first, second, third in zip(dots[::3], dots[1::3], dots[2::3], strict=True):
        given = "".join(line + "\n" for line in lines[first + 1 : second])
        expected = "".join(line + "\n" for line in lines[second + 1 : third])
        found.append(Case(lines[first - 1], given, expected))
    return found


def names(found: list[Case]) -> list[str]:
    """Give the titles of cases, as names of tests."""
    return [case.title for case in found]
