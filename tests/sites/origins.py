"""Finds where the words of a rendered page stand in the files of its site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (".html", ".js", ".json", ".md", ".mdx", ".mjs", ".toml", ".ts", ".txt", ".vue", ".yml")
LENGTH = 6
"""So many words of a run are looked for: enough to be sure, few enough not to meet markup."""


class Origin(NamedTuple):
    """A line of a file."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


class Sources(NamedTuple):
    """The texts of a site's files, by path."""

    files: tuple[tuple[str, str], ...]

    def origin(self, words: list[str]) -> Origin | None:
        """Return the first line that holds these words in this order; None if none does."""
        if not words:
            return None
        for length in sorted({min(len(words), n) for n in (LENGTH, 3)}, reverse=True):
            pattern = r"[\W_]+".join(re.escape(word) for word in words[:length])
            found = self._found(re.compile(rf"(?<![\w:{{]){pattern}(?!\w)"))
            if found:
                return found
        return None

    def link(self, words: list[str], target: str) -> Origin | None:
        """Return the line of a link: with its text and its target, or with one of them."""
        address, _, fragment = target.partition("#")
        name = re.escape(fragment or address.rstrip("/").rpartition("/")[2].removesuffix(".html"))
        text = r"[\W_]+".join(re.escape(word) for word in words[:LENGTH])
        both = self._found(re.compile(rf"{text}[^\n]*{name}")) if text and name else None
        return both or self.origin(words) or (self._found(re.compile(name)) if name else None)

    def _found(self, pattern: re.Pattern[str]) -> Origin | None:
        for path, text in self.files:
            if match := pattern.search(text):
                return Origin(path, text.count("\n", 0, match.start()) + 1)
        return None


def sources(folder: Path) -> Sources:
    """Read the text files of a site's folder, as its author wrote them."""
    return Sources(
        tuple(
            (path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8"))
            for path in sorted(folder.rglob("*"))
            if path.suffix in TEXT and path.name != "transync.toml"
        )
    )
