"""The headings that are asked for: those of the corpora, our own, and generated ones."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

from transync.dialects import COMMONMARK
from transync.formats.markdown import code_lines

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ATX = re.compile(r"^ {0,3}#{1,6}[ \t]+(?P<content>\S.*?)[ \t]*(?:[ \t]#+[ \t]*)?$")
_PARTS = (
    *(
        "Tee",
        "der Satz",
        "Größe",
        "2024",
        "Ä",
        "ẞ",
        "İstanbul",
        "Œuvre",
        "Ærø",
        "ﬁn",
        "½",
        "²",
        "Ⅷ",
    ),
    *(
        "漢字",
        "かな",
        "한글",
        "हिन्दी",
        "ไทย",
        "العربيّة",
        "עִבְרִית",
        "Ελλάς",
        "Привет",
        "e\u0301",
        "Tiếng Việt",
    ),
    *("*kursiv*", "**fett**", "`code`", "`<b>`", "`a_b`", "[Ziel](/url)", "[x]", "![Bild](x.png)"),
    *(
        "<b>ja</b>",
        "Milch &amp; Tee",
        "\\*",
        "a_b",
        "snake_case_name",
        "a-b",
        "-",
        "--",
        "---",
        "–",
        "—",
    ),
    *(
        ":tea:",
        "🍵",
        "👩‍🚀",
        "!",
        "?",
        "C++",
        "C#",
        ".",
        "v1.2.3",
        "a.b",
        "a/b",
        "(x)",
        "'",
        "’",
        "„x“",
    ),
    *("…", "...", "«x»", "@name", "$x$", "100 %", "~", "^", "+", "=", ";", ":", ",", "·", "\u00a0"),
)


def of_documents(folder: Path) -> Iterator[list[str]]:
    """List the headings of each document of a folder, without their marks."""
    for path in sorted(folder.rglob("*.md")):
        text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
        code = {n for start, end in code_lines(text, COMMONMARK.syntax) for n in range(start, end)}
        lines = [line for number, line in enumerate(text.split("\n")) if number not in code]
        found = [each["content"] for line in lines if (each := _ATX.match(line))]
        if found:
            yield found


def generated(documents: int, seed: int = 1) -> Iterator[list[str]]:
    """Make headings of words in many scripts, of markup and of signs; some of them equal."""
    chance = random.Random(seed)
    for _ in range(documents):
        made = [" ".join(chance.choices(_PARTS, k=chance.randint(1, 4))) for _ in range(12)]
        yield [*made, *chance.choices(made, k=4)]
