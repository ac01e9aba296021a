"""Reads the cases that stand one a line in data files, under headings `= …`."""

from __future__ import annotations

import re
from typing import NamedTuple

from tests.support.paths import FIXTURES

_CHARACTER = re.compile(r"⟨U\+([0-9A-F]+)⟩")
_TIMES = re.compile(r"⟨([^⟨⟩]*)×(\d+)⟩")


class LineCase(NamedTuple):
    """One line: the heading it stands under, and what it says."""

    heading: str
    text: str


def line_cases(name: str) -> list[LineCase]:
    """Read the lines of a file behind its introduction.

    `⏎` is a line feed, `⇥` a tab, `⟨U+0000⟩` a character, `⟨ab×9⟩` the same text nine times.
    """
    _, _, body = (FIXTURES / name).read_text(encoding="utf-8").partition("\n\n")
    heading = ""
    found = []
    for line in body.split("\n"):
        if line.startswith("= "):
            heading = line[2:]
        elif line:
            found.append(LineCase(heading, _plain(line)))
    return found


def _plain(line: str) -> str:
    line = _CHARACTER.sub(lambda found: chr(int(found[1], 16)), line)
    line = _TIMES.sub(lambda found: found[1] * int(found[2]), line)
    return line.replace("⏎", "\n").replace("⇥", "\t")
