"""Cuts the front matter of a document into its pieces, and reads and sets its keys.

YAML between `---`, TOML between `+++` and JSON in braces, at the very beginning of a text; and
what a fence calls its language, as `---json`. A text without one has no pieces, no values, and
stays as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from transync.domain.errors import FrontMatterError
from transync.domain.model import Form, Segment, Verbatim
from transync.formats.frontmatter import yaml_plain
from transync.formats.frontmatter.fence import find
from transync.formats.frontmatter.fields import Field, Lines, Setting, Span, Value

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from transync.domain.model import Piece
    from transync.formats.frontmatter.edit import Editor
    from transync.formats.frontmatter.fields import Contents, Entry, Leaf, Table
    from transync.formats.frontmatter.json_edit import JsonEditor

__all__ = ["Field", "Setting", "Span", "Value", "cut", "drop", "find", "put", "render", "values"]

_REMEMBERED = 64
"""Front matters that are kept read: each is asked several times on its way into a page."""

_AT_ONCE = 4
"""Texts that are kept open: what is dropped and put, one after the other, is so in one text."""

_LETTER = re.compile(r"[^\W\d_]")


class _Reader(Protocol):
    def read(self, text: str, span: Span, path: str) -> Contents: ...


def cut(text: str, path: str, translate: Sequence[str]) -> tuple[tuple[Piece, ...], int]:
    """Cut the front matter into pieces which, joined, are the text up to where it ends.

    `translate` are dotted paths; a path that leads to a list means its items. Raises
    `FrontMatterError` for what is not plain data.
    """
    span = find(text, path)
    if span is None:
        return (), 0
    wanted = frozenset(translate)
    leaves = [
        leaf
        for leaf in _contents(text, span, path).leaves
        if leaf.path in wanted and _LETTER.search(leaf.text)
    ]
    return tuple(_pieces(text, span, leaves)), span.end


def render(segment: Segment, translation: str, newline: str) -> str:
    """Write a translation in the place of a segment: in its own style, where that is safe.

    Cut again, it is the text of the segment.
    """
    if translation == segment.text:
        return segment.raw
    from transync.formats.frontmatter.edit import STYLES  # which few runs need

    style = STYLES[segment.form]
    return style.restyled(segment.raw, translation, segment.prefix, newline)


def is_provably_safe(segment: Segment, text: str, raw: str, ahead: str, behind: str) -> bool:
    """Tell whether `raw`, in the place of a segment, surely says `text`, and moves nothing else.

    `ahead` and `behind` stand around the segment.
    """
    if segment.form is Form.JSON:
        return raw == f'"{text}"' and text.isprintable() and not ('"' in text or "\\" in text)
    if segment.form is not Form.YAML or text != (raw[1:-1] if raw[:1] in "'\"" else raw):
        return False
    return yaml_plain.is_provably_safe(segment.raw, raw, ahead, behind)


def values(text: str, path: str = "") -> Mapping[str, Field]:
    """Give the values of the top-level keys, as plain data, and the place of each key.

    Raises `FrontMatterError` for what is not plain data.
    """
    span = find(text, path)
    if span is None:
        return {}
    contents = _contents(text, span, path)
    lines = Lines(text, span.end)
    fields: dict[str, Field] = {}
    parts: tuple[Entry | Table, ...] = (*contents.entries, *contents.tables)
    for part in sorted(parts, key=lambda part: part.start):
        fields.setdefault(part.key, Field(part.value, *lines.place(part.start)))
    return fields


def put(text: str, settings: Mapping[str, Setting], path: str = "") -> str:
    """Give `text` with top-level keys set; what has its value already keeps its bytes.

    A missing key comes to its place if the keys are sorted, else to the end. Raises
    `FrontMatterError` for what is not plain data, or has several keys on a line; where there is
    nothing to set, nothing is read.
    """
    editor = _editor(text, path) if settings else None
    return editor.put(settings) if editor else text


def drop(text: str, keys: Collection[str], path: str = "") -> str:
    """Give `text` without some top-level keys and their lines.

    Raises `FrontMatterError` for what is not plain data, or has several keys on a line.
    """
    editor = _editor(text, path)
    return editor.drop(keys) if editor else text


@lru_cache(maxsize=_AT_ONCE)
def _editor(text: str, path: str) -> Editor | JsonEditor | None:
    span = find(text, path)
    if span is None:
        return None
    contents = _contents(text, span, path)
    if span.form is Form.JSON:
        from transync.formats.frontmatter.json_edit import JsonEditor

        return JsonEditor(text, span, contents)
    from transync.formats.frontmatter.edit import Editor

    return Editor(text, span, contents, path)


def _contents(text: str, span: Span, path: str) -> Contents:
    try:
        return _read(text[: span.end], span)
    except FrontMatterError as error:
        raise error.at(path=path) from error.__cause__


@lru_cache(maxsize=_REMEMBERED)
def _read(text: str, span: Span) -> Contents:
    if span.form is Form.YAML and (known := yaml_plain.read(text, span)):
        return known
    # The parser of a form is loaded when the first document needs it.
    reader = cast("_Reader", import_module(f"{__name__}.{span.form}"))
    return reader.read(text, span, "")


def _pieces(text: str, span: Span, leaves: Sequence[Leaf]) -> Iterator[Piece]:
    lines = Lines(text, span.data_end if leaves else 0)
    position = 0
    for leaf in leaves:
        yield Verbatim(text[position : leaf.start])
        line, column = lines.place(leaf.start)
        yield Segment(
            raw=text[leaf.start : leaf.end],
            text=leaf.text,
            form=span.form,
            description=f"front matter, {leaf.path}",
            line=line,
            column=column,
            prefix=leaf.prefix,
        )
        position = leaf.end
    yield Verbatim(text[position : span.end])
