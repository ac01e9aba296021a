"""Repairs a catalog that cannot be read, and keeps what it cannot repair as comments."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from functools import reduce
from typing import TYPE_CHECKING, NamedTuple

from transync.core.merge.three_way import joined
from transync.domain.errors import CatalogError
from transync.domain.model import BOM, Catalog, Entry
from transync.formats import po
from transync.formats.po.salvage import salvage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from transync.domain.model import Key

_CHARSET = re.compile(rb"charset=([A-Za-z0-9_.:-]+)")
_CHARSET_TEXT = re.compile(r'(^"?.*Content-Type:.*charset=)[^ \t"\\]*', re.MULTILINE)
_MARK = re.compile(r"(<{7}|\|{7}|={7}|>{7})(?:[ \r].*)?$")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class Repaired(NamedTuple):
    """The text of a catalog that can be read, and the faults found in it."""

    text: str
    problems: tuple[CatalogError, ...]
    """What could not be saved, or only in part: in a comment, as a suggestion, in conflict."""


def repaired(data: bytes, path: str) -> Repaired:
    """Repair a catalog: its charset, conflicts of a merge, duplicates, entries that break off.

    Both sides of a conflict are joined, as git would have them joined; of duplicates, too. What is
    no entry is kept as comments at the end. A catalog that can be read is given back as it is.
    """
    problems: list[CatalogError] = []
    text = _decoded(data, path, problems)
    body = text.removeprefix(BOM)
    try:
        po.parse(body, path)
    except CatalogError:
        pass
    else:
        return Repaired(text, tuple(problems))
    body = _lines(body)
    base, ours, theirs = _sides(body)
    catalog = _saved(ours, path, problems)
    if theirs != ours:
        sides = (catalog, _saved(theirs, path, problems))
        catalog = _joined(_saved(base, path, []), sides, problems)
    tail = _remains(problems)
    return Repaired(po.render(catalog._replace(tail=tail)), tuple(problems))


@dataclass
class _Side:
    """One version of a text that has marks of git in it."""

    lines: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    """The number that each line has in the text."""


def _decoded(data: bytes, path: str, problems: list[CatalogError]) -> str:
    """Decode a file by its charset; bytes that have none are marked and reported."""
    declared = _CHARSET.search(data)
    named = "utf-16" if data.startswith(_UTF_16) else declared[1].decode() if declared else ""
    for charset in ("utf-8", named):
        try:
            text = data.decode(charset)
        except (LookupError, ValueError):
            continue
        return _CHARSET_TEXT.sub(r"\1UTF-8", text, count=1) if charset != "utf-8" else text
    text = data.decode("utf-8", "replace")
    for number, line in enumerate(text.split("\n"), start=1):
        if "\ufffd" in line:
            problem = "these bytes are in no known charset; U+FFFD stands for them"
            problems.append(CatalogError(problem, path=path, line=number, column=1))
    return _CHARSET_TEXT.sub(r"\1UTF-8", text, count=1)


def _lines(text: str) -> str:
    """Return a text whose lines end with LF, however they ended, and that has a charset."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return _CHARSET_TEXT.sub(r"\1UTF-8", text, count=1)


def _sides(text: str) -> tuple[_Side, _Side, _Side]:
    """Divide a text at the marks of git: base, ours, theirs; all the same where there is none."""
    base, ours, theirs = sides = _Side(), _Side(), _Side()
    wanted: tuple[int, ...] = (0, 1, 2)
    has_base = False
    for place, line in enumerate(text.split("\n"), start=1):
        mark = _MARK.fullmatch(line)
        if mark is None:
            for number in wanted:
                sides[number].lines.append(line)
                sides[number].places.append(place)
            continue
        has_base |= mark[1][0] == "|"
        wanted = {"<": (1,), "|": (0,), "=": (2,), ">": (0, 1, 2)}[mark[1][0]]
    return (base if has_base else _Side()), ours, theirs


def _saved(side: _Side, path: str, problems: list[CatalogError]) -> Catalog:
    """Save the entries of a text, the header first, those of one key joined."""
    found = salvage("\n".join(side.lines), path)
    known = {(each.line, each.message) for each in problems}
    errors = [*found.doubtful, *(_LostError(error, chunk) for error, chunk in found.lost)]
    placed = [each.at(line=side.places[min(each.line, len(side.places)) - 1]) for each in errors]
    problems += [each for each in placed if (each.line, each.message) not in known]
    layers: list[dict[Key, Entry]] = [{}]
    for entry in found.entries:
        key = entry.message.key
        layer = next((each for each in layers if key not in each), None)
        if layer is None:
            layers.append(layer := {})
        layer[key] = entry
    catalogs = [Catalog(path, tuple(_header_first(layer.values()))) for layer in layers]
    return _joined(Catalog(path, ()), catalogs, problems)


class _LostError(CatalogError):
    """What could not be saved, with its text."""

    def __init__(self, error: CatalogError, text: str) -> None:
        message = f"{error.message} (kept as comments at the end)"
        super().__init__(message, path=error.path, line=error.line, column=error.column)
        self.text = text


def _header_first(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda e: e.message.key != (None, "") or e.message.obsolete)


def _joined(base: Catalog, sides: Sequence[Catalog], problems: list[CatalogError]) -> Catalog:
    def both(ours: Catalog, theirs: Catalog) -> Catalog:
        done = joined(base, ours, theirs, forgets=False)
        for _, text in done.conflicts:
            message = f'"{text}" has two translations; the entry has both: choose'
            problems.append(CatalogError(message, path=ours.path))
        return done.catalog

    return reduce(both, sides)


def _remains(problems: Sequence[CatalogError]) -> str:
    """Return what is no entry as comments, each text once."""
    texts = dict.fromkeys(each.text for each in problems if isinstance(each, _LostError))
    lines = [line for text in texts for line in _commented(text)]
    return "".join(("\n# What could not be read:\n", *lines)) if lines else ""


def _commented(text: str) -> Iterator[str]:
    for line in text.strip("\n").split("\n"):
        # A backslash at the end would join the next line to the comment.
        yield f"# {line} \n" if line.endswith("\\") else f"# {line}\n"
