"""Divides extractions: part by part, or killed and begun again, they give what one run gives.

python -m tests.torture.divided [COUNT [FIRST]]

A project is translated and edited. One copy of it is extracted in one run; in the other, some
documents or languages are extracted alone, or a run is killed after some of its files were written
(each is written whole or not at all), before a run goes through to its end. All catalogs must be
the same then, byte for byte.

Where a text has several translations, and where a document that was renamed is extracted alone,
this is not so: who comes first counts. A text has one translation here, and only runs that are
killed meet new documents.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from tests.support.projects import Project
from tests.torture import trials
from tests.torture.trials import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable

    from transync.domain.model import Message

NEW = "neu"
CONFIG = 'languages = ["en", "fr"]\n'
BLOCKS = (
    "Absatz Nummer {0} im Dokument {1} mit genug Text.",
    "Absatz Nummer {0} mit [einem Ziel](ziel-{1}.md) und *Betonung*.",
    "## Kapitel {0}",
    "## Übersicht",
    "Tee",
    "- Ein Punkt der Liste, Nummer {0}.",
    'Er sagte "Ja" zu Nummer {0}.',
)
EDITS: tuple[Callable[[str], str], ...] = (
    lambda text: text.replace("Nummer", "Zahl"),
    lambda text: text.replace("Absatz", "Der ganze Absatz"),
    lambda text: text.replace('"Ja"', "„Ja“").replace("*Betonung*", "_Betonung_"),
    lambda text: text.replace("ziel-", "ort-").replace("Kapitel", "Teil"),
    lambda text: text.replace("## Übersicht", "## Tee"),
    lambda text: "\n\n".join(reversed(text.split("\n\n"))),
    lambda text: text.partition("\n\n")[2] or text,
)


def trial(seed: int) -> Outcome:
    """Divide one extraction; a seed is always the same project and the same division."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        project = Project(folder / "divided", CONFIG)
        lived(project, chance)
        shutil.copytree(project.folder, folder / "whole")
        whole = Project(folder / "whole", "")
        told = whole.run("extract", "-j", "1").out
        tally = divided(project, whole, told, chance)
        project.run("extract")
        meant, found = catalogs(whole), catalogs(project)
    wrong = sorted(path for path in {*meant, *found} if meant.get(path) != found.get(path))
    return Outcome(f"other catalogs: {', '.join(wrong)}" if wrong else "", tally)


def lived(project: Project, chance: random.Random) -> None:
    """Write documents, translate most of them, and edit them."""
    names = [f"d{number}" for number in range(chance.randrange(2, 7))]
    texts = {name: written(name, chance) for name in names}
    put(project, texts)
    project.run("extract")
    project.translate(lambda message: translated(message, chance))
    project.run("extract")
    for name in names:
        for edit in chance.sample(EDITS, chance.randrange(3)):
            texts[name] = edit(texts[name])
    if chance.random() < 0.3:
        texts[NEW] = texts[chance.choice(names)]
    put(project, texts)
    if chance.random() < 0.3:
        project.remove(f"source/{chance.choice(names[1:])}.md")
    if chance.random() < 0.5:
        shutil.rmtree(project.folder / ".transync")


def put(project: Project, texts: dict[str, str]) -> None:
    for name, text in texts.items():
        project.write(f"source/{name}.md", f"{text}\n")


def written(name: str, chance: random.Random) -> str:
    blocks = chance.sample(BLOCKS, chance.randrange(1, 5))
    return "\n\n".join(block.format(chance.randrange(4), name) for block in blocks)


def translated(message: Message, chance: random.Random) -> str | None:
    kind = chance.random()
    return None if kind < 0.1 else f"{message.id} ({crc32(message.id.encode()) % 10})"


def divided(project: Project, whole: Project, told: str, chance: random.Random) -> Counter[str]:
    """Extract some of a project: parts of it, or what a run has written that is killed."""
    names = [path for path in project.files() if path.startswith("source/")]
    if chance.random() < 0.5 and f"source/{NEW}.md" not in names:
        for name in chance.sample(names, chance.randrange(1, len(names) + 1)):
            languages = chance.choice(((), ("--lang", "en"), ("--lang", "fr")))
            project.run("extract", *languages, name)
        return Counter(parts=1)
    changed = [line.partition(":")[0] for line in told.splitlines()[:-1]]
    for path in changed[: chance.randrange(len(changed) + 1)]:
        if path in whole.files():
            project.write(path, whole.read(path))
        elif path in project.files():
            project.remove(path)
    return Counter(killed=1)


def catalogs(project: Project) -> dict[str, str]:
    return {path: project.read(path) for path in project.files() if path.startswith("locales/")}


if __name__ == "__main__":
    sys.exit(trials.run("divided", trial, 2_000))
