"""Lets projects live: edits, moves, splits, renames, translations, merges, imports, prunes.

    python -m tests.torture.histories [HISTORIES]

Every step goes through the command line, in a folder. After each, whatever it was, all
translations that were anywhere before are there (only `prune` may remove, and what it removes it
keeps), the catalogs of other programs are to the byte what they were, and what somebody has
written on a page is there, unless he asked for `build --force`; after each extraction
every text that has a current translation anywhere has one, `extract` has nothing more to do, and
every catalog is one that can be read. A history in which a law does not hold is made as short as
it can be, and printed step by step.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from traceback import format_exception
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.support.projects import Project, made
from transync.core.merge.three_way import joined
from transync.formats import po

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from transync.domain.model import Key, Message

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
OTHERS = {
    "locales/en/LC_MESSAGES/shop.po": "UTF-8",
    "en/texte/shop.po": "UTF-8",
    "locales/en/LC_MESSAGES/old.po": "ISO-8859-1",
    "po/de.po": "UTF-8",
    "shop/locale/en/all.po": "UTF-8",
}
"""Where catalogs of a program are, most of them in the places of some layout; their charsets."""
OTHER = f"""
msgid ""
msgstr ""
"Language: en\\n"
"Content-Type: text/plain; charset={{}}\\n"

#: shop/views.py:12
msgid "{TEXTS[1]}"
msgstr "Café"

#~ msgid "{TEXTS[0]}"
#~ msgstr "Crème"
"""

_LIFE: st.SearchStrategy[Life] = st.runner()
SOME = _LIFE.flatmap(lambda life: st.sampled_from(sorted(life.documents)))
"""A document that is there."""
LONG = _LIFE.flatmap(lambda life: st.sampled_from(life.long()))
"""A document of several paragraphs."""
PAST = _LIFE.flatmap(lambda life: st.sampled_from(life.past))
"""A document as it once was."""


class Life(RuleBasedStateMachine):
    """A project, and what may happen to it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.project = Project(self.folder / "project", CONFIG.format(LAYOUTS[0]))
        self.documents: dict[str, tuple[str, ...]] = {}
        self.past: list[tuple[str, tuple[str, ...]]] = []
        self.count = 0
        self.before: set[tuple[Key, str]] = set()
        self.by_hand: dict[str, str] = {}
        """The last sentence that somebody has written on each page, none of which has a stamp."""
        self.project.others = {
            path: OTHER.format(charset).encode(charset) for path, charset in OTHERS.items()
        }
        for path, data in self.project.others.items():
            self.project.write(path, data)
        self.write("a", TEXTS[:4])
        self.project.run("extract")
        self.project.translate(lambda message: f"First of {message.id}")

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    @invariant()
    def nothing_is_lost(self) -> None:
        """Find all translations, and what they were made for; those included that prune keeps."""
        for path, data in self.project.others.items():
            assert self.project.tree().get(path) == data, f"no longer as it was: {path}"
        for path, sentence in self.by_hand.items():
            assert sentence in self.project.tree().get(path, b"").decode(), f"gone from {path}"
        now = {made(message) for message in self.project.messages() if message.translation}
        assert self.before <= now, f"lost: {self.before - now}"
        self.before = now

    def write(self, name: str, texts: Sequence[str]) -> None:
        self.documents[name] = tuple(texts)
        self.past.append((name, self.documents[name]))
        self.project.write(f"source/{name}.md", "\n\n".join(texts) + "\n")

    def forget(self, name: str) -> tuple[str, ...]:
        self.project.remove(f"source/{name}.md")
        return self.documents.pop(name)

    def long(self) -> list[str]:
        return sorted(name for name, texts in self.documents.items() if len(texts) > 1)

    # What happens to documents

    @rule(name=SOME, text=st.sampled_from(TEXTS), data=st.data())
    def edit(self, name: str, text: str, data: st.DataObject) -> None:
        texts = list(self.documents[name])
        texts[data.draw(st.integers(0, len(texts) - 1), label="paragraph")] = text
        self.write(name, texts)

    @rule(name=SOME, text=st.sampled_from(TEXTS))
    def add(self, name: str, text: str) -> None:
        self.write(name, (*self.documents[name], text))

    @rule(name=st.sampled_from(NAMES), one=st.sampled_from(TEXTS), other=st.sampled_from(TEXTS))
    def new(self, name: str, one: str, other: str) -> None:
        self.write(name, dict.fromkeys((one, other)))

    @precondition(long)
    @rule(name=LONG)
    def cut(self, name: str) -> None:
        self.write(name, self.documents[name][1:])

    @rule(name=SOME, to=st.sampled_from(NAMES))
    def rename(self, name: str, to: str) -> None:
        self.write(to, self.forget(name))

    @precondition(long)
    @rule(name=LONG, to=st.sampled_from(NAMES))
    def split(self, name: str, to: str) -> None:
        first, *rest = self.documents[name]
        self.write(name, [first])
        self.write(to, rest)

    @precondition(lambda life: len(life.documents) > 1)
    @rule(name=SOME, data=st.data())
    def join(self, name: str, data: st.DataObject) -> None:
        texts = self.forget(name)
        to = data.draw(SOME, label="to")
        self.write(to, (*self.documents[to], *texts))

    @precondition(long)
    @rule(name=LONG, to=SOME)
    def move_paragraph(self, name: str, to: str) -> None:
        *rest, last = self.documents[name]
        self.write(name, rest)
        self.write(to, [last, *self.documents[to]])

    @precondition(lambda life: len(life.documents) > 1)
    @rule(name=SOME)
    def remove(self, name: str) -> None:
        self.forget(name)

    @rule(once=PAST)
    def restore(self, once: tuple[str, tuple[str, ...]]) -> None:
        self.write(*once)

    @rule(layout=st.sampled_from(LAYOUTS))
    def relayout(self, layout: str) -> None:
        self.project.write("transync.toml", CONFIG.format(layout))

    # What happens to translations

    @rule()
    def extract(self) -> None:
        # What was pruned is brought back by its undoing alone.
        known = {
            entry.message.key
            for path, catalog in self.project.catalogs().items()
            for entry in catalog.entries
            if not path.startswith(".") and entry.message.translation and not entry.message.fuzzy
        }
        told = self.project.run("extract")
        assert told.code == 0, f"extract fails: {told.err}"
        assert self.project.run("extract", "--check").code == 0, "extract has more to do"
        messages = list(self.project.messages())
        there = {message.key for message in messages if message.translated}
        texts = {(None, text) for texts in self.documents.values() for text in texts}
        doubted = {message.key for message in messages if message.fuzzy}
        lacking = (texts & known) - doubted - there
        assert not lacking, f"without their translations: {lacking}"

    extract_often = extract_most = extract

    @rule(chance=st.randoms())
    def translate(self, chance: random.Random) -> None:
        """Translate most of what is not translated; suggestions may be replaced."""

        def answer(message: Message) -> str | None:
            if message.is_between or message.translated or chance.random() < 0.3:
                return None
            self.count += 1
            links = [link for link in ("katzen.md", "tiere/katzen.md") if f"({link})" in message.id]
            return f"[x]({links[-1]}) {self.count}" if links else f"Translation {self.count}"

        self.project.translate(answer)
        self.before = set()

    translate_often = translate

    @rule(chance=st.randoms())
    def merge(self, chance: random.Random) -> None:
        """Translate in two branches, and join them."""

        def answer(message: Message) -> str | None:
            if message.is_between or message.translation or chance.random() < 0.5:
                return None
            self.count += 1
            return f"Branch {self.count}"

        for path, base in self.project.catalogs().items():
            if path.startswith(".transync"):
                continue
            text = self.project.read(path)
            self.project.translate(answer, path)
            ours = self.project.catalogs()[path]
            self.project.write(path, text)
            self.project.translate(answer, path)
            theirs = self.project.catalogs()[path]
            self.project.write(path, po.render(joined(base, ours, theirs).catalog))

    @rule()
    def prune(self) -> None:
        assert self.project.run("prune").code == 0, "prune fails"

    @rule()
    def bring_back(self) -> None:
        assert self.project.run("prune", "--undo").code == 0, "prune --undo fails"

    @rule(name=st.sampled_from(NAMES), is_new=st.booleans())
    def write_on_a_page(self, name: str, is_new: bool) -> None:
        """Make a page by hand, in the place of whatever is there, or write below what is there."""
        self.count += 1
        path, sentence = f"build/en/{name}.md", f"By hand, {self.count}."
        before = b"" if is_new else self.project.tree().get(path, b"")
        self.project.write(path, before + f"\n{sentence}\n".encode())
        self.by_hand[path] = sentence

    @rule(name=st.sampled_from(NAMES), chance=st.randoms())
    def edit_a_page(self, name: str, chance: random.Random) -> None:
        """Write another sentence in the place of one that is there."""
        path = f"build/en/{name}.md"
        lines = self.project.tree().get(path, b"").decode().split("\n")
        if path in self.by_hand or not any(lines):
            return
        self.count += 1
        at = chance.choice([number for number, line in enumerate(lines) if line])
        lines[at] = self.by_hand[path] = f"Edited by hand, {self.count}."
        self.project.write(path, "\n".join(lines))

    @rule()
    def absorb(self) -> None:
        """Take edits of pages into the catalogs: what is there then is safe in them.

        A translation is lost only where another has taken its place.
        """
        pages = {path: data for path, data in self.project.tree().items() if path.endswith(".md")}
        told = self.project.run("absorb")
        assert told.code == int(bool(told.err)), f"absorb fails: {told.err}"
        after = {path: data for path, data in self.project.tree().items() if path.endswith(".md")}
        assert after == pages, "absorb has changed a page"
        messages = [message for message in self.project.messages() if message.translation]
        keys = {made(message)[0] for message in messages}
        self.before = {each for each in self.before if each[0] not in keys}
        texts = [message.translation for message in messages]
        for path, sentence in [*self.by_hand.items()]:
            if any(sentence in text for text in texts):
                del self.by_hand[path]
        assert not self._has_more("absorb")

    @rule()
    def import_pages(self) -> None:
        """Import what is on pages: no translation changes, and a second run has nothing to do."""
        told = self.project.run("import", "--no-keep")
        if told.code == 2 and "there is no page to import" in told.err:
            return
        assert told.code == int(bool(told.err)), f"import fails: {told.err}"
        assert not self._has_more("import", "--no-keep")

    def _has_more(self, *command: str) -> str:
        """Return what a command would change that has just been run; empty for nothing."""
        again = self.project.run(*command, "--check").out
        return again if re.search(r"[0-9] would change", again) else ""

    @rule()
    def build_what_is_nobodys(self) -> None:
        told = self.project.run("build")
        lines = told.err.splitlines()
        expected = all("error T301: the link" in line or "error T108: " in line for line in lines)
        assert expected and told.code == int(bool(lines)), f"build fails: {told.err}"

    @rule()
    def build(self) -> None:
        self.by_hand.clear()
        told = self.project.run("build", "--force")
        # A translation that lost its link is refused; all else must be built.
        refused = all("error T301: the link" in line for line in told.err.splitlines())
        assert told.code == int(bool(told.err)), f"build fails: {told.err}"
        assert refused, f"build fails: {told.err}"


def told(number: int, count: int) -> str:
    """Let many projects live; tell of the shortest history in which a law did not hold."""
    try:
        run_state_machine_as_test(
            seed(number)(Life),
            settings=settings(
                max_examples=count,
                stateful_step_count=STEPS,
                database=None,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
    except Exception as error:
        return "".join(format_exception(error, limit=-3))
    return ""


def main() -> int:
    """Let many projects live, on all cores."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    cores = min(os.cpu_count() or 1, count)
    shares = [count // cores + (number < count % cores) for number in range(cores)]
    with ProcessPoolExecutor(cores) as pool:
        wrong = list(filter(None, pool.map(told, range(cores), shares)))
    print("".join(wrong), end="")
    print(f"histories: {count}, {count * STEPS} steps, {len(wrong)} wrong")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
