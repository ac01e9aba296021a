"""Cut front matter into pieces, and read and set its keys.

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
from transync.domain.model import NEWLINE, Form, Segment
from transync.formats.frontmatter import yaml_plain
from transync.formats.frontmatter.fence import find
from transync.formats.frontmatter.fields import Field, LineIndex, Setting, Span, Value
from transync.formats.frontmatter.pieces import LETTER, pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from transync.domain.model import Piece
    from transync.formats.frontmatter.edit import Editor
    from transync.formats.frontmatter.fields import Contents, KeyValue, Table
    from transync.formats.frontmatter.json_edit import JsonEditor

__all__ = [
    "Field",
    "Setting",
    "Span",
    "Value",
    "cut",
    "drop",
    "find",
    "put",
    "render",
    "values",
    "with_values",
]

_COLON = re.compile(r"[ \t\r\n]*:")
_REMEMBERED = 64
"""How many parsed front matters to keep: building a page needs each several times."""

_AT_ONCE = 4
"""How many editors to keep: building a page drops and puts keys of one text in turn."""


class _FormatReader(Protocol):
    def read(self, text: str, span: Span, path: str) -> Contents: ...


def cut(text: str, path: str, translate: Sequence[str]) -> tuple[tuple[Piece, ...], int]:
    """Return the pieces of the front matter, which joined are its text, and its end.

    `translate` are dotted paths; a path that leads to a list means its items. Raises
    `FrontMatterError` for anything but plain data.
    """
    span = find(text, path)
    if span is None:
        return (), 0
    wanted = frozenset(translate)
    leaves = [
        leaf
        for leaf in _contents(text, span, path).leaves
        if leaf.path in wanted and LETTER.search(leaf.text)
    ]
    return tuple(pieces(text, span, leaves, "front matter")), span.end


def render(segment: Segment, translation: str, newline: str) -> str:
    """Return a translation in the notation of its segment, where that is safe, or double-quoted.

    Cut again, it is the text of the segment.
    """
    if translation == segment.text:
        return segment.raw
    from transync.formats.frontmatter.edit import STYLES  # few runs need it

    style = STYLES[segment.form]
    if segment.form is Form.TOML and segment.raw[:1] not in ("'", '"'):  # the name of a key
        return style.key(translation)
    return style.restyled(segment.raw, translation, segment.prefix, newline)


def is_provably_safe(segment: Segment, text: str, raw: str, ahead: str, behind: str) -> bool:
    """Whether `raw`, in the place of a segment, certainly reads as `text` and changes nothing else.

    `ahead` and `behind` are the texts before and after the segment.
    """
    if segment.form is Form.JSON:
        is_key = _COLON.match(behind)  # whose name may be another's
        is_plain = text.isprintable() and not ('"' in text or "\\" in text)
        return raw == f'"{text}"' and is_plain and not is_key
    if segment.form is not Form.YAML or text != (raw[1:-1] if raw[:1] in "'\"" else raw):
        return False
    return yaml_plain.is_provably_safe(segment.raw, raw, ahead, behind)


def with_values(text: str, paths: Collection[str], change: Callable[[str], str]) -> str:
    """Return `text` whose strings at some dotted paths are what `change` makes of them.

    Raises `FrontMatterError` for anything but plain data.
    """
    span = find(text) if paths else None
    if span is None:
        return text
    leaves = [leaf for leaf in _contents(text, span, "").leaves if leaf.path in paths]
    parts = [*pieces(text, span, leaves, "front matter")] if leaves else []
    newline = NEWLINE.search(text)
    changed = (
        render(part, change(part.text), newline[0] if newline else "\n")
        if isinstance(part, Segment)
        else part.raw
        for part in parts
    )
    return "".join((*changed, text[span.end :])) if parts else text


def values(text: str, path: str = "") -> Mapping[str, Field]:
    """Return the values of the top-level keys, as plain data, with the place of each key.

    Raises `FrontMatterError` for anything but plain data.
    """
    span = find(text, path)
    if span is None:
        return {}
    contents = _contents(text, span, path)
    lines = LineIndex(text, span.end)
    fields: dict[str, Field] = {}
    parts: tuple[KeyValue | Table, ...] = (*contents.entries, *contents.tables)
    for part in sorted(parts, key=lambda part: part.start):
        fields.setdefault(part.key, Field(part.value, *lines.place(part.start)))
    return fields


def put(text: str, settings: Mapping[str, Setting], path: str = "") -> str:
    """Return `text` with top-level keys set; keys that have their values already stay as they are.

    A missing key is inserted in order if the keys are sorted, else added at the end. Raises
    `FrontMatterError` for anything but plain data, and for several keys on a line, unless there is
    nothing to set.
    """
    editor = _editor(text, path) if settings else None
    return editor.put(settings) if editor else text


def drop(text: str, keys: Collection[str], path: str = "") -> str:
    """Return `text` without some top-level keys and their lines.

    Raises `FrontMatterError` for anything but plain data, and for several keys on a line.
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
    # Import the parser of a form when the first document needs it.
    reader = cast("_FormatReader", import_module(f"{__name__}.{span.form}"))
    return reader.read(text, span, "")
