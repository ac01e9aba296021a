"""Projects in a temporary folder, and people who work in them: through the command line."""

from __future__ import annotations

import re
from inspect import signature
from typing import TYPE_CHECKING, NamedTuple

from click.testing import CliRunner

from tests.support.pseudo import pseudo
from transync.cli import main
from transync.domain.model import Catalog, Entry
from transync.formats import po

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from transync.domain.model import Key, Message

# Click 8.1 keeps the two outputs apart only where it is asked to.
APART = {"mix_stderr": False} if "mix_stderr" in signature(CliRunner).parameters else {}
RUNNER = CliRunner(**APART)


UNTRANSLATED = "\n[build]\nminimum = 0\n"
"""Documents of which nothing is translated are published, too: most tests look at other things."""


_FINDING = re.compile(r"^(.+?): (?:error|warning) (T\d{3}): ", re.MULTILINE)


class Told(NamedTuple):
    """What a command has told: its exit code, and all of its output."""

    code: int
    out: str
    err: str = ""


class Project:
    """A project's folder."""

    def __init__(self, folder: Path, config: str = 'languages = ["en"]\n') -> None:
        self.folder = folder
        self.others: dict[str, bytes] = {}
        """Catalogs of other programs, which nobody here goes through."""
        folder.mkdir(exist_ok=True)
        if config:
            is_set = "[build]" in config or "[tool" in config
            self.write("transync.toml", config if is_set else config + UNTRANSLATED)

    def run(self, *arguments: str) -> Told:
        """Run a command in the project's folder."""
        result = RUNNER.invoke(main, ["-C", str(self.folder), *arguments], prog_name="transync")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        folder = str(self.folder)
        out, err = (text.replace(folder, "FOLDER") for text in (result.stdout, result.stderr))
        return Told(result.exit_code, out, err)

    def write(self, path: str, text: str | bytes) -> None:
        place = self.folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))

    def read(self, path: str) -> str:
        return (self.folder / path).read_bytes().decode("utf-8")

    def move(self, path: str, to: str) -> None:
        (self.folder / to).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).rename(self.folder / to)

    def remove(self, path: str) -> None:
        (self.folder / path).unlink()

    def edit(self, path: str, before: str, after: str) -> None:
        """Replace what is there once."""
        text = self.read(path)
        assert text.count(before) == 1, f"{before!r} is {text.count(before)} times in {path}"
        self.write(path, text.replace(before, after))

    def catalogs(self) -> dict[str, Catalog]:
        """Read every catalog that is in the folder, wherever, but those of other programs."""
        found = sorted(self.folder.rglob("*.po"))
        paths = [path.relative_to(self.folder).as_posix() for path in found]
        own = (path for path in paths if path not in self.others)
        return {path: po.parse(self.read(path), path) for path in own}

    def translate(self, how: Callable[[Message], str | None], *paths: str) -> None:
        """Let a translator go through catalogs; what `how` has no answer to stays."""
        for path, catalog in self.catalogs().items():
            if not paths or path in paths:
                entries = tuple(_translated(entry, how) for entry in catalog.entries)
                self.write(path, po.render(catalog._replace(entries=entries)))

    def messages(self) -> Iterator[Message]:
        for catalog in self.catalogs().values():
            yield from (entry.message for entry in catalog.entries if entry.message.id)

    def tree(self) -> dict[str, bytes]:
        """Give the bytes of every file."""
        return {path: (self.folder / path).read_bytes() for path in self.files()}

    def times(self) -> dict[str, int]:
        """Give for every file and folder when it was changed."""
        paths = (path for path in self.folder.rglob("*") if ".transync" not in path.parts)
        return {str(path): path.lstat().st_mtime_ns for path in paths}

    def files(self) -> list[str]:
        """List every file but those in which transync keeps what it remembers."""
        found = [path.relative_to(self.folder) for path in self.folder.rglob("*") if path.is_file()]
        return [
            path.as_posix()
            for path in sorted(found)
            if path.parts[:1] != (".transync",) or len(path.parts) > 2
        ]


def places(told: str) -> list[str]:
    """List the findings in what is told, without their sentences: `a.md:2:1 T002`."""
    return [f"{found[1]} {found[2]}" for found in _FINDING.finditer(told)]


def _translated(entry: Entry, how: Callable[[Message], str | None]) -> Entry:
    message = entry.message
    if not message.id or message.obsolete:
        return entry
    translation = how(message)
    if translation is None or (translation == message.translation and not message.fuzzy):
        return entry
    changed = message._replace(
        translation=translation, fuzzy=False, previous=None, previous_context=None
    )
    return Entry(changed)


def anew(message: Message) -> str | None:
    """Translate what is not translated, or not any more."""
    return None if message.translated else pseudo(message.id)


def made(message: Message) -> tuple[Key, str]:
    """Give a translation with the text that it was made for."""
    if message.fuzzy and message.previous is not None:
        return (message.previous_context, message.previous), message.translation
    return message.key, message.translation
