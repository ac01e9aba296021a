"""Imports and absorbs pages that somebody hostile has edited: nothing acts, and nothing is lost.

python -m tests.torture.hostile_pages [COUNT [FIRST]]

Documents of every kind of text are translated and built, and what is hostile gets into the pages,
in many places. The pages are imported, without their catalogs, or absorbed, with them. Then a page
that a build replaces has each of its texts in the catalogs or in its document; a second run writes
nothing; and if somebody accepts everything and builds, no page does anything that its document
does not.
"""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from tests.support import hostile
from tests.support.hostile import KINDS
from tests.support.laws import FRONT, body
from tests.support.oracle import active, reading, swallows
from tests.support.projects import Project, anew
from tests.torture import trials
from tests.torture.trials import Outcome
from transync.core.build.ownership import plain
from transync.core.build.stamps import unstamped
from transync.core.document.split import split
from transync.dialects import DIALECTS
from transync.domain.errors import TransyncError
from transync.formats import frontmatter

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIALECTS = ("commonmark", "mkdocs", "docusaurus", "hugo", "jekyll", "myst", "quarto", "vitepress")
_CONFIG = 'source-language = "en"\nlanguages = ["de"]\ndialect = "{}"\n[build]\nminimum = 0\n'
_FRONT = "---\ntitle: Titel {0}\ndescription: Worum es in {0} geht\nlayout: post\n---\n\n"
HOSTILE = [text for text in hostile.HOSTILE if text.encode("utf-8", "replace").decode() == text]
"""Those that a file can hold: no half of a surrogate pair."""
_LOOSE = re.compile(r"\r|\{\{(?![^{}]*\}\})|\{%(?![^{}]*%\})|<%(?![^<>]*%>)|<\w+ [^<>]*(?:<|\Z)")
"""What may make a token of the texts behind it."""
_COMMENT = "!"
_FENCE = re.compile(r"^```python\n[\s\S]*?\n```$", re.MULTILINE)
_TARGET = re.compile(r"\]\([^()]*\)|(?:href|src)=\S+")
"""What an author's link has otherwise than that of a page."""
_BREAK = re.compile(r"\\(?=\n|\Z)")
_SHARED = 'catalog = "locales/{lang}.po"\ntemplate = "locales/all.pot"\n'
_SHARING = 0.3
"""The share of projects whose documents have one catalog."""
_COMMITTED = 0.3
"""The share of projects that git has."""
_RUN = ("{{", "{%", "<%", "{!!")
"""What template engines run, whatever the dialect."""


def trial(seed: int) -> Outcome:
    """Try one project; a seed is always the same one."""
    chance = random.Random(seed)
    dialect = chance.choice(_DIALECTS)
    with tempfile.TemporaryDirectory() as temporary:
        shared = _SHARED if chance.random() < _SHARING else ""
        project = Project(Path(temporary, "project"), shared + _CONFIG.format(dialect))
        for number in range(chance.randrange(1, 4)):
            project.write(f"source/d{number}.md", document(chance, number))
        project.run("extract")
        project.translate(anew)
        project.run("build")
        pages = {path: project.read(path) for path in project.files() if path[:5] == "build"}
        if not pages:
            return Outcome("", Counter(refused=1))
        command = chance.choice(("import", "absorb"))
        if chance.random() < _COMMITTED:
            _commit(project)
        is_foreign = command == "import" and chance.random() < 0.5
        for path, text in pages.items():
            page = unstamped(text) if is_foreign else text
            project.write(path, edited(page, chance))
        if command == "import":
            shutil.rmtree(project.folder / "locales")
        return _tried(project, command, dialect)


def _commit(project: Project) -> None:
    """Commit what was built, so that nobody has to guess what is edited later."""
    git = ("git", "-C", str(project.folder), "-c", "user.name=Ada", "-c", "user.email=ada@x.org")
    for command in ("init -q", "add .", "commit -q -m built"):
        subprocess.run((*git, *command.split()), check=True)


def _tried(project: Project, command: str, dialect: str) -> Outcome:
    """Import or absorb, build, then accept everything and build again."""
    pages = {path: project.read(path) for path in project.files() if path[:5] == "build"}
    options = ("--no-history",) if command == "import" else ()
    done = project.run(command, *options, "--format", "json")
    if done.code not in (0, 1):
        return Outcome(f"{command} exits with {done.code}: {done.err}", {})
    tally = Counter({command: 1, "pages": len(pages)})
    if "catalog" in project.read("transync.toml"):
        # Where two pages have edited one message, and one edit was refused, they are in conflict
        # once the other is in the catalog.
        project.run(command, *options)
    before = project.tree()
    project.run(command, *options)
    if before != project.tree():
        return Outcome(f"a second {command} writes", tally)
    project.run("build")
    known = "\n".join(known_texts(project))
    for path, page in pages.items():
        tally["replaced"] += project.read(path) != page
        if project.read(path) != page and (lost := [*lost_texts(page, path, dialect, known)]):
            return Outcome(f"{path}: is replaced, and lost are {lost}", tally)
    project.run("extract")
    project.translate(lambda message: message.translation or None)
    project.run("build", "--force")
    for path in pages:
        project.run("build", "--adopt", path)
    project.run("check", "--format", "json")
    for path in pages:
        if new := _acting(project, path, dialect):
            return Outcome(f"{path}: acts, and its document does not: {new}", tally)
    return Outcome("", tally)


def document(chance: random.Random, number: int) -> str:
    """Return a document with texts of several kinds, and a front matter."""
    kinds = (chance.choice(KINDS).given for _ in range(chance.randrange(2, 7)))
    parts = [body(kind).strip("\r\n") for kind in kinds]
    whole = "\n\n".join(part for part in parts if not _LOOSE.search(part))
    return (
        f"{_FRONT.format(number)}# Dokument {number}\n\n{whole}\n\nDer letzte Satz von {number}.\n"
    )


def edited(page: str, chance: random.Random) -> str:
    """Return a page into which something hostile has got, in some places."""
    span = frontmatter.find(page)
    lines = page.split("\n")
    first = page[: span.end].count("\n") if span else 0
    for _ in range(chance.randrange(1, 7)):
        text = chance.choice(HOSTILE)
        at = chance.randrange(first, len(lines))
        line = lines[at]
        new = chance.choice(
            (
                text,
                f"{line} {text}",
                f"{text} {line}",
                f"{line}\n{text}",
                f"{line}\n\n{text}\n",
                f"```python\n# {text}\n```\n\n{line}",
                line.replace(" ", f" {text} ", 1),
            )
        )
        lines[at] = new
    if first and chance.random() < 0.3:
        lines[1] = f"title: {json.dumps(chance.choice(HOSTILE))}"
    return "\n".join(lines)


def known_texts(project: Project) -> Iterator[str]:
    """Yield every text that somebody can still find: in the catalogs, and in the documents."""
    for message in project.messages():
        yield from (_bare(message.translation), _bare(message.id))
    for path, data in project.tree().items():
        if path.startswith(("source/", "build/")):
            yield _bare(data.decode("utf-8", "replace"))


def lost_texts(page: str, path: str, dialect: str, known: str) -> Iterator[str]:
    """Yield the texts of a page that are nowhere else."""
    try:
        segments = [*split(page, path, FRONT, DIALECTS[dialect]).segments]
    except TransyncError:
        return
    for segment in segments:
        if _bare(segment.text) not in known:
            yield segment.text


def _bare(text: str) -> str:
    return _TARGET.sub("", plain(_BREAK.sub("", text)))


def _acting(project: Project, path: str, dialect: str) -> set[str]:
    """Return what acts on a page, and does not in its document."""
    source = project.read(path.replace("build/de/", "source/"))
    texts = body(project.read(path)), body(source)
    if DIALECTS[dialect].is_jsx:  # then braces in code are no code
        texts = _FENCE.sub("", texts[0]), texts[1]
    found, known = map(reading, texts)
    tokens = {token for token in found.templates if token.startswith(_RUN)}
    new = (active(found) - active(known)) | (tokens - set(known.templates))
    is_swallowed = swallows(texts[0]) and not swallows(texts[1])
    return new - {_COMMENT} | ({"what is behind is swallowed"} if is_swallowed else set())


if __name__ == "__main__":
    sys.exit(trials.run("hostile_pages", trial, 2_000))
