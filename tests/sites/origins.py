"""Finds where the words of a rendered page stand in the files of its site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

TEXT = (".html", ".js", ".json", ".md", ".mdx", ".mjs", ".toml", ".ts", ".txt", ".vue", ".yml")
_WORD = re.compile(r"[^\W_]+")
LENGTH = 6
"""So many words of a run are looked for: enough to be sure, few enough not to meet markup."""


class Origin(NamedTuple):
    """A line of a file."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


class _File(NamedTuple):
    path: str
    text: str
    words: frozenset[str]


class Sources:
    """The texts of a site's files, searched for runs of words.

    `texts` are pairs of a path and a text, in the order in which they are searched.
    """

    def __init__(self, texts: Iterable[tuple[str, str]]) -> None:
        self._files = [_File(path, text, frozenset(_WORD.findall(text))) for path, text in texts]
        self._origins: dict[tuple[str, ...], Origin | None] = {}

    def origin(self, words: list[str]) -> Origin | None:
        """Return the first line that holds these words in this order; None if none does."""
        key = tuple(words[:LENGTH])
        if key not in self._origins:
            self._origins[key] = self._origin(words) if words else None
        return self._origins[key]

    def _origin(self, words: list[str]) -> Origin | None:
        for length in sorted({min(len(words), n) for n in (LENGTH, 3)}, reverse=True):
            pattern = r"[\W_]+".join(re.escape(word) for word in words[:length])
            found = self._found(re.compile(rf"(?<![\w:{{]){pattern}(?!\w)"), words[:length])
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

    def _found(self, pattern: re.Pattern[str], words: Iterable[str] = ()) -> Origin | None:
        for path, text, known in self._files:
            if known.issuperset(words) and (match := pattern.search(text)):
                return Origin(path, text.count("\n", 0, match.start()) + 1)
        return None


def sources(folder: Path) -> Sources:
    """Read the text files of a site's folder, as its author wrote them."""
    return Sources(
        (path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*"))
        if path.suffix in TEXT and path.name != "transync.toml" and path.is_file()
    )
