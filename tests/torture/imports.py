"""Builds pages, loses the catalogs, imports the pages: the catalogs must come back as they were.

python -m tests.torture.imports [COUNT [FIRST]]

A project has parts of real documents, translated word by word with a dictionary that is made up.
The catalogs that `transync import` writes from the pages must be those that the pages were built
from, byte for byte, with all translations current; and a second import must write nothing.
"""

from __future__ import annotations

import difflib
import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from tests.support.paths import CORPORA
from tests.support.projects import Project
from tests.support.pseudo import KEPT
from tests.torture import trials
from tests.torture.trials import Outcome
from transync.core.align.units import words

if TYPE_CHECKING:
    from transync.domain.model import Message

CONFIG = 'source-language = "en"\nlanguages = ["de"]\n'
NAME = 4
"""A text of so many words is no name: one that is the same on a page was not translated."""
LONGEST = 60
"""Lines of a document, at most."""
_WORD = re.compile(r"(?<!\w)[A-Za-z]{3,}(?!\w)")
_ESCAPE = re.compile(r"\\\\(?=[#{/])")
_LETTERS = re.compile(r"(?<![\w-])[a-zäöüß]{4,}(?![\w-])")


def trial(seed: int) -> Outcome:
    """Lose and import the catalogs of one project; a seed is always the same project."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as temporary:
        project = Project(Path(temporary, "project"), CONFIG)
        for number in range(chance.randrange(1, 4)):
            project.write(f"source/d{number}.md", part(chance))
        if project.run("extract").code:
            return Outcome("", Counter(refused=1))
        project.translate(translated)
        if project.run("build").code:  # a translation that is not published cannot come back
            return Outcome("", Counter(refused=1))
        meant = catalogs(project)
        shutil.rmtree(project.folder / "locales")
        told = project.run("import")
        project.run("extract")  # a document without texts has a catalog, too
        if "nothing was imported" in told.out + told.err:  # code for prose is in no language
            return Outcome("", Counter(refused=1))
        tally = Counter(texts=sum(text.count("\nmsgid ") for text in meant.values()))
        return Outcome(differs(project, meant) or ("" if not told.code else told.err), tally)


def part(chance: random.Random) -> str:
    """Return some blocks of a document that people have written."""
    lines = chance.choice(written()).split("\n")
    begin = chance.choice((0, chance.randrange(len(lines))))
    return "\n".join(lines[begin : begin + chance.randrange(5, LONGEST)]).strip("\n") + "\n"


@cache
def written() -> list[str]:
    names = ("rust-book/src", "fastapi/docs/en", "comprehensive-rust/src")
    paths = (path for name in names for path in sorted((CORPORA / name).rglob("*.md")))
    return [path.read_text(encoding="utf-8") for path in paths]


@cache
def vocabulary() -> list[str]:
    """Return words of the language that is translated into, so that it is recognized."""
    pages = (CORPORA / "fastapi/docs/de").rglob("*.md")
    texts = (page.read_text(encoding="utf-8") for page in pages)
    counts = Counter(chain.from_iterable(_LETTERS.findall(text) for text in texts))
    return sorted(word for word, count in counts.items() if count > 20)


def translated(message: Message) -> str:
    """Translate the words of a text, and keep its marks; a name is its own translation."""
    parts, position = [], 0
    for kept in KEPT.finditer(message.id):
        parts += [_WORD.sub(_looked_up, message.id[position : kept.start()]), kept[0]]
        position = kept.end()
    text = "".join([*parts, _WORD.sub(_looked_up, message.id[position:])])
    return text if text != message.id or len(words(text)) < NAME else ""


def _looked_up(word: re.Match[str]) -> str:
    known = vocabulary()
    return known[crc32(word[0].lower().encode()) % len(known)]


def catalogs(project: Project) -> dict[str, str]:
    """Return the catalogs, without the escapes that a build adds and a page shows."""
    paths = (path for path in project.files() if path.endswith(".po"))
    return {path: _ESCAPE.sub("", project.read(path)) for path in paths}


def differs(project: Project, meant: dict[str, str]) -> str:
    """Say what is not as it was, or what a second import changes."""
    found = catalogs(project)
    for path, text in meant.items():
        changed = difflib.unified_diff(text.split("\n"), found.get(path, "").split("\n"), n=1)
        if lines := [*changed][2:8]:
            return f"{path}: {lines}"
    again = project.run("import").out
    return "" if catalogs(project) == meant else f"a second import writes: {again}"


if __name__ == "__main__":
    sys.exit(trials.run("imports", trial, 2_000))
