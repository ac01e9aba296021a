"""Finds what is the renderer's in a document, not its readers': tokens, lines it acts on, code.

A `Dialect` says how each is written. Nothing here is ever an error: what is recognised is kept
out of the translators' way, and what is not is text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from transync.formats import html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.dialects import Dialect

_HALF = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|<%|%>|\$\$")
"""Half a token, which may meet its other half elsewhere in the document, and math."""

_SHOWN = "\u2026"
"""What stands for the words of a reference where only the rest of it counts."""

MODULE = ("import", "export")
"""How each line of an MDX module begins."""
_MODULE = re.compile(
    r"import\s++(?:[^'\"\n]*\sfrom\s++)?['\"][^'\"\n]+['\"];?"
    r"|export\s+(?:const|let|var|function|default|class|async|\*|\{).*"
)
"""A line of an MDX module: its imports and exports."""


_LINE_END = re.compile(r"[ \t]*(?:[\r\n]|\Z)")
_NOT_BLANK = re.compile(r"\S")
_LETTER = "x"
_REMEMBERED = 4096
"""Texts that are looked into once, though several ask for their references."""


class Marker(NamedTuple):
    """What a line says to a renderer, and what of it is for readers: offsets in the line."""

    title: tuple[int, int] | None = None
    rest: int | None = None
    """Where text begins behind the mark of a definition."""
    options: bool = False
    """Whether the indented lines behind it are options, and no prose."""


def marker(line: str, dialect: Dialect) -> Marker | None:
    """Return what a line (blanks around it gone) is to a renderer; None for ordinary text."""
    if line[:1] not in dialect.line_starts:
        return None
    for pattern in dialect.lines:
        if found := pattern.fullmatch(line):
            groups = pattern.groupindex
            return Marker(
                found.span("title") if "title" in groups and found["title"] else None,
                found.start("content") if "content" in groups else None,
                options="options" in groups,
            )
    return None


def is_module(line: str) -> bool:
    """Whether a line is an import or an export of MDX."""
    return line.startswith(MODULE) and bool(_MODULE.fullmatch(line.strip()))


class RawRegion(NamedTuple):
    """A region that is no prose, tags included: offsets in the text."""

    start: int
    end: int
    content: int
    """Where its opening tag ends, which may have parameters that readers see."""


def raw_regions(text: str, dialect: Dialect) -> list[RawRegion]:
    """Return the regions that are no prose, in their order.

    They are those of the dialect, and the elements that ask not to be translated, other than
    those in a sentence; in MDX, none is that begins a block. One that is never closed hides
    nothing.
    """
    found = _regions(text, dialect)
    elements = [
        RawRegion(start, end, start)
        for start, end, name in html.untranslated(text)
        if name not in html.INLINE or (dialect.is_jsx and _is_alone(text, start))
    ]
    return _apart([*found, *elements]) if elements else found


def _is_alone(text: str, start: int) -> bool:
    """Whether nothing is beside a tag on its lines."""
    tag = html.TAG.match(text, start)
    if not (tag and _LINE_END.match(text, tag.end())):
        return False
    line = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
    return not text[line:start].strip(" \t>")


def _apart(regions: list[RawRegion]) -> list[RawRegion]:
    """Return regions in their order, without those that begin in another."""
    apart: list[RawRegion] = []
    for region in sorted(regions):
        if not apart or region.start >= apart[-1].end:
            apart.append(region)
    return apart


def _regions(text: str, dialect: Dialect) -> list[RawRegion]:
    """Return those of the dialect."""
    regions: list[RawRegion] = []
    unclosed = set()
    for opened, closing in _openings(text, dialect):
        if closing in unclosed or (regions and opened.start() < regions[-1].end):
            continue  # a search to the end for each of them would be quadratic
        if closed := re.compile(closing).search(text, opened.end()):
            regions.append(RawRegion(opened.start(), closed.end(), opened.end()))
        else:
            unclosed.add(closing)
    return regions


def block_text(text: str, dialect: Dialect) -> str:
    """Return a text as its blocks are read: the regions of its dialect are nothing but letters.

    So no line of code begins a block. All offsets, lines and indentations are as they were.
    """
    parts, position = [], 0
    for start, end, _ in _regions(text, dialect):
        parts += [text[position:start], _NOT_BLANK.sub(_LETTER, text[start:end])]
        position = end
    return "".join((*parts, text[position:])) if parts else text


def _openings(text: str, dialect: Dialect) -> Iterator[tuple[re.Match[str], str]]:
    """Yield the tags that open regions, in their order, each with the pattern of what closes it."""
    kinds = [kind for kind in dialect.regions if kind.hint in text]
    found = [
        (opened, kind.closing.replace("NAME", re.escape(opened["name"])))
        for kind in kinds
        for opened in _compiled(kind.opening).finditer(text)
    ]
    yield from sorted(found, key=lambda each: each[0].start()) if len(kinds) > 1 else found


@lru_cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@lru_cache(maxsize=_REMEMBERED)
def has_references(text: str, dialect: Dialect) -> bool:
    """Whether a text may have what a dialect keeps beside tokens: icons, formulas, citations."""
    reference, shown = dialect.reference, dialect.shown
    if reference is not None and reference.search(text):
        return True
    return shown is not None and shown.search(text) is not None


def shown_words(found: re.Match[str]) -> str:
    """Return the words that readers see of a reference, between blanks."""
    return f" {''.join(filter(None, found.groups()))} "


def without_shown_words(text: str, dialect: Dialect) -> str:
    """Return a text with one mark in the place of the words that readers see of a reference."""
    return dialect.shown.sub(_unshown, text) if dialect.shown else text


def _unshown(found: re.Match[str]) -> str:
    start, end = found.span(found.lastindex or 0)
    return f"{found[0][: start - found.start()]}{_SHOWN}{found[0][end - found.start() :]}"


def tokens(text: str, dialect: Dialect) -> list[str]:
    """List the template tokens of `text`, in order; then references, and what is half a token.

    Components are tags, and not listed here.
    """
    kept = [found[0] for found in dialect.reference.finditer(text)] if dialect.reference else []
    return [*_tokens(text, dialect), *kept]


def _tokens(text: str, dialect: Dialect) -> list[str]:
    if not any(map(text.__contains__, dialect.token_hints)):
        return []
    token = dialect.token
    found = [each for each in token.findall(text) if each[0] != "<" or each[1] == "%"]
    return found + _HALF.findall(token.sub(" ", text))
