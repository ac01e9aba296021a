"""Salvage the readable entries of a broken `.po` file, one by one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from transync.domain.errors import CatalogError
from transync.domain.model import Entry
from transync.formats.po.reader import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TEXT = re.compile(r'[ \t]*(?:#~[ \t]*)?(?:msgstr|")')
_START = re.compile(r"[ \t]*(?:#(?!~)|(?:#~[ \t]*)?(?:#~?\||msgctxt|msgid(?!_plural)))")
_KEYWORD = re.compile(r"[ \t]*(?:#~[ \t]*)?msgstr")
_CONTROL = re.compile("[\0\x04]")
_OPEN = re.compile(
    r'^((?:#~[ \t]*)?(?:[a-z_]+(?:\[\d+\])?[ \t]*)?"(?:[^"\\\n]|\\.)*)\\?$', re.MULTILINE
)


class Salvage(NamedTuple):
    """The entries that could be read, and what could not."""

    entries: tuple[Entry, ...]
    doubtful: tuple[CatalogError, ...]
    """The faults of entries that were completed, and are fuzzy for that."""
    lost: tuple[tuple[CatalogError, str], ...]
    """The faults of unreadable entries, each with the text."""


def salvage(text: str, path: str) -> Salvage:
    """Read what can be read; an entry that breaks off is completed, and is fuzzy."""
    entries: list[Entry] = []
    doubtful: list[CatalogError] = []
    lost: list[tuple[CatalogError, str]] = []
    for line, chunk in _chunks(text):
        try:
            entries += parse(chunk, path).entries
        except CatalogError as error:
            problem = error.at(line=error.line + line - 1)
            if found := _completed(chunk, path):
                entries += found
                doubtful.append(problem)
            else:
                lost.append((problem, chunk))
    return Salvage(tuple(entries), tuple(doubtful), tuple(lost))


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """Split a text before each line that begins an entry; yield line numbers and parts."""
    chunk: list[str] = []
    begin, has_text = 1, False
    for number, line in enumerate(re.findall(r"[^\n]*\n|[^\n]+", text), start=1):
        is_blank = not line.strip()
        if chunk and has_text and (is_blank or _START.match(line)) and not _TEXT.match(line):
            yield begin, "".join(chunk)
            chunk, begin, has_text = [], number, False
        chunk.append(line)
        has_text = has_text or _KEYWORD.match(line) is not None
    if "".join(chunk).strip():
        yield begin, "".join(chunk)


def _completed(chunk: str, path: str) -> Sequence[Entry]:
    """Complete an entry that breaks off: close its strings, add the `msgstr` that it lacks."""
    closed = _OPEN.sub(r'\1"', _CONTROL.sub("", chunk))
    mark = "#~ " if chunk.lstrip().startswith("#~") else ""
    added = f'{closed.rstrip()}\n{mark}msgstr ""\n'
    for text in (closed, added):
        try:
            found = parse(text, path).entries
        except CatalogError:
            continue
        return [Entry(entry.message._replace(fuzzy=True)) for entry in found]
    return ()
