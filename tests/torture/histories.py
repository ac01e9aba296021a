"""Lets projects live: edits, moves, splits, renames, removals, translations, merges, prunes.

    python -m tests.torture.histories [HISTORIES]

Every step goes through the command line, in a folder. After each, whatever it was, all
translations that were anywhere before are there (only `prune` may remove, and what it removes it
keeps); after each extraction every text that has a current translation anywhere has one, `extract`
has nothing more to do, and every catalog is one that can be read.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tests.projects import Project
from transync import pofile
from transync.merge import made_for
from transync.threeway import joined

if TYPE_CHECKING:
    from transync.model import Message

    Held = set[tuple[tuple[str | None, str], str]]

NAMES = ("a", "b", "mehr/a", "mehr/c")
TEXTS = (
    "Die Katze schläft fest.",
    "Die Katze schläft tief und fest.",
    "Die schwarze Katze schläft tief und fest.",
    'Er sagte "Ja" - und ging.',
    "Er sagte „Ja“ – und ging.",
    "Siehe [Katzen](katzen.md).",
    "Siehe [Katzen](tiere/katzen.md).",
    "Ein Anhang, den niemand liest.",
    "Zum Schluss ein Wort.",
)
LAYOUTS = ("locales/{lang}/{path}.po", "po/{lang}.po", "{lang}/texte/{path}.po")
CONFIG = 'languages = ["en"]\ntemplate = ""\ncatalog = "{}"\n'
STEPS = 12


class Wrong(Exception):  # noqa: N818 it is no error of the program's
    """A law that did not hold, with the steps that led there."""


class Life:
    """A project, and what has happened to it."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.project = Project(folder, CONFIG.format(LAYOUTS[0]))
        self.chance = chance
        self.documents: dict[str, list[str]] = {}
        self.done: list[str] = []
        self.count = 0
        self.write("a", list(TEXTS[:3]))

    def write(self, name: str, texts: list[str]) -> None:
        self.documents[name] = texts
        self.project.write(f"source/{name}.md", "\n\n".join(texts) + "\n")

    def forget(self, name: str) -> list[str]:
        self.project.remove(f"source/{name}.md")
        return self.documents.pop(name)

    def step(self) -> None:
        """Let something happen, and see that nothing is lost."""
        step = self.chance.choice(ACTS)
        self.done.append(step.__name__)
        before = self.held()
        step(self)
        if step is not Life.translate:  # who translates may replace what was suggested
            self.law("a translation is lost", before <= self.held())

    def law(self, told: str, holds: bool) -> None:
        if not holds:
            raise Wrong(f"{told} after {', '.join(self.done)}")

    def held(self) -> Held:
        """Give all translations, and what they were made for; those included that prune keeps."""
        return {(made_for(m), m.translation) for m in self.messages() if m.translation}

    def messages(self) -> list[Message]:
        return list(self.project.messages())

    def some(self) -> str:
        return self.chance.choice(sorted(self.documents))

    # What happens

    def edit(self) -> None:
        name = self.some()
        texts = list(self.documents[name])
        texts[self.chance.randrange(len(texts))] = self.chance.choice(TEXTS)
        self.write(name, texts)

    def add(self) -> None:
        name = self.some()
        self.write(name, [*self.documents[name], self.chance.choice(TEXTS)])

    def new(self) -> None:
        self.write(self.chance.choice(NAMES), self.chance.sample(TEXTS, 2))

    def cut(self) -> None:
        name = self.some()
        if len(self.documents[name]) > 1:
            self.write(name, self.documents[name][1:])

    def rename(self) -> None:
        texts = self.forget(self.some())
        self.write(self.chance.choice(NAMES), texts)

    def split(self) -> None:
        name = self.some()
        texts = self.documents[name]
        if len(texts) > 1:
            self.write(name, texts[:1])
            self.write(self.chance.choice(NAMES), texts[1:])

    def join(self) -> None:
        if len(self.documents) > 1:
            texts = self.forget(self.some())
            name = self.some()
            self.write(name, [*self.documents[name], *texts])

    def move_paragraph(self) -> None:
        name, other = self.some(), self.some()
        if len(self.documents[name]) > 1 and name != other:
            *rest, last = self.documents[name]
            self.write(name, rest)
            self.write(other, [last, *self.documents[other]])

    def remove(self) -> None:
        if len(self.documents) > 1:
            self.forget(self.some())

    def relayout(self) -> None:
        self.project.write("transync.toml", CONFIG.format(self.chance.choice(LAYOUTS)))

    def extract(self) -> None:
        # What was pruned is brought back by its undoing alone.
        known = {
            entry.message.key
            for path, catalog in self.project.catalogs().items()
            for entry in catalog.entries
            if not path.startswith(".") and entry.message.translation and not entry.message.fuzzy
        }
        told = self.project.run("extract")
        self.law(f"extract fails: {told.err}", told.code == 0)
        self.law("extract has more to do", self.project.run("extract", "--check").code == 0)
        there = {m.key for m in self.messages() if m.translated}
        texts = {(None, text) for texts in self.documents.values() for text in texts}
        doubted = {m.key for m in self.messages() if m.fuzzy}
        self.law("a text has lost its translation", (texts & known) - doubted <= there)

    def translate(self) -> None:
        def answer(message: Message) -> str | None:
            if message.translated or self.chance.random() < 0.3:
                return None
            self.count += 1
            links = [link for link in ("katzen.md", "tiere/katzen.md") if f"({link})" in message.id]
            return f"[x]({links[-1]}) {self.count}" if links else f"Translation {self.count}"

        self.project.translate(answer)

    def merge(self) -> None:
        """Translate in two branches, and join them."""
        for path, base in self.project.catalogs().items():
            if path.startswith(".transync"):
                continue
            text = self.project.read(path)
            self.project.translate(self._branch, path)
            ours = self.project.catalogs()[path]
            self.project.write(path, text)
            self.project.translate(self._branch, path)
            theirs = self.project.catalogs()[path]
            done = joined(base, ours, theirs)
            self.project.write(path, pofile.render(done.catalog))

    def _branch(self, message: Message) -> str | None:
        if message.translation or self.chance.random() < 0.5:
            return None
        self.count += 1
        return f"Branch {self.count}"

    def prune(self) -> None:
        self.law("prune fails", self.project.run("prune").code == 0)

    def bring_back(self) -> None:
        self.law("prune --undo fails", self.project.run("prune", "--undo").code == 0)

    def build(self) -> None:
        told = self.project.run("build", "--force")
        # A translation that lost its link is refused; all else must be built.
        refused = all("error T301: the link" in line for line in told.err.splitlines())
        self.law("build fails", told.code == int(bool(told.err)) and refused)


ACTS = (
    *(Life.extract, Life.extract, Life.extract, Life.translate, Life.translate),
    *(Life.edit, Life.add, Life.new, Life.cut, Life.rename, Life.split, Life.join),
    *(Life.move_paragraph, Life.remove, Life.relayout, Life.merge, Life.prune, Life.bring_back),
    Life.build,
)


def live(seed: int) -> None:
    """Let one project live; raises `Wrong` where a law does not hold."""
    with TemporaryDirectory() as folder:
        life = Life(Path(folder, "project"), random.Random(seed))
        for _ in range(STEPS):
            life.step()


def main() -> int:
    """Let many projects live."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    wrong: list[str] = []
    for seed in range(number):
        try:
            live(seed)
        except Wrong as found:
            wrong.append(f"history {seed}: {found}")
    print("".join(f"{each}\n" for each in wrong), end="")
    print(f"histories: {number}, {number * STEPS} steps, {len(wrong)} wrong")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
