"""Set and drop top-level keys of YAML or TOML front matter without changing any other byte."""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING, Protocol

from transync.domain.model import NEWLINE, Form
from transync.formats.frontmatter import json_style, toml_style, yaml_style
from transync.formats.frontmatter.fields import (
    LineIndex,
    TextEdit,
    already_says,
    apply_edits,
    fault,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from transync.formats.frontmatter.fields import Contents, KeyValue, Setting, Span, Table


class Notation(Protocol):
    """How to write values and keys in a form of front matter."""

    COLON: str

    def restyled(self, raw: str, value: str, prefix: str, newline: str) -> str:
        """Return `value` in the notation of the scalar `raw`, where that is safe."""

    def written(self, value: Setting) -> str:
        """Return a value on one line."""

    def key(self, name: str) -> str:
        """Return a key."""


STYLES: Mapping[Form, Notation] = {
    Form.YAML: yaml_style,
    Form.TOML: toml_style,
    Form.JSON: json_style,
}


class Editor:
    """Edits the YAML or TOML front matter of one text, by lines and values."""

    def __init__(self, text: str, span: Span, contents: Contents, path: str) -> None:
        self.text = text
        self.span = span
        self.contents = contents
        self.path = path
        self.style = STYLES[span.form]
        self.lines = LineIndex(text, span.data_end)
        newline = NEWLINE.search(text, span.start)
        self.newline = newline[0] if newline else "\n"

    def put(self, settings: Mapping[str, Setting]) -> str:
        """Return the text with top-level keys set.

        Raises `FrontMatterError` if the keys do not have lines of their own.
        """
        self._refuse_tables(settings)
        entries = {entry.key: entry for entry in self.contents.entries}
        changed = [
            self._changed(entries[key], value)
            for key, value in settings.items()
            if key in entries and not already_says(entries[key], value)
        ]
        new = {key: value for key, value in settings.items() if key not in entries}
        return self._applied([*changed, *self._added(new)])

    def drop(self, keys: Collection[str]) -> str:
        """Return the text without some top-level keys and their lines.

        Raises `FrontMatterError` if the keys do not have lines of their own.
        """
        parts: tuple[KeyValue | Table, ...] = (*self.contents.entries, *self.contents.tables)
        return self._applied(
            [
                TextEdit(self.lines.start(part.start), self._line_end(part.end), "")
                for part in parts
                if part.key in keys
            ]
        )

    def _refuse_tables(self, keys: Collection[str]) -> None:
        for table in self.contents.tables:
            if table.key in keys:
                problem = f"`{table.key}` is to be set, but is a table here; rename the table"
                raise fault(problem, self.text, table.start, self.path)

    def _changed(self, entry: KeyValue, value: Setting) -> TextEdit:
        if entry.nested:
            # The value moves up to its key, before a comment there.
            line = self.text[entry.after : self._line_end(entry.after)].rstrip()
            return TextEdit(entry.after, entry.end, f" {self.style.written(value)}{line}")
        raw = self.text[entry.value_start : entry.end]
        if isinstance(value, str):
            new = self.style.restyled(raw, value, entry.prefix, self.newline)
        else:
            new = self.style.written(value)
        return TextEdit(entry.value_start, entry.end, new if raw else f" {new}")

    def _added(self, settings: Mapping[str, Setting]) -> Iterator[TextEdit]:
        """Add keys, each in order if the present keys are sorted, else at the end."""
        entries = self.contents.entries
        keys = [entry.key for entry in entries]
        in_order = keys == sorted(keys)
        indent = self.text[self.lines.start(entries[0].start) : entries[0].start] if keys else ""
        for key in sorted(settings) if in_order else settings:
            place = self._place(bisect(keys, key) if in_order else len(keys))
            line = f"{self.style.key(key)}{self.style.COLON} {self.style.written(settings[key])}"
            yield TextEdit(place, place, f"{indent}{line}{self._ending(place)}")

    def _ending(self, place: int) -> str:
        """Return the line ending to insert there: a CR before an LF would join it."""
        return "\n" if self.text.startswith("\n", place) else self.newline

    def _place(self, position: int) -> int:
        """Return where to insert a key that becomes the one at `position`, from 0."""
        entries = self.contents.entries
        if position:
            return self._line_end(entries[position - 1].end)
        if not entries and self.contents.home == self.span.data_end:
            return self.span.data_end
        # Comments right above a key belong to it.
        place = self.lines.start(entries[0].start if entries else self.contents.home)
        while place > self.span.data_start:
            above = self.lines.start(place - 1)
            if not self.text[above:place].lstrip().startswith("#"):
                break
            place = above
        return place

    def _line_end(self, place: int) -> int:
        """Return the start of the line after the one that `place` is in."""
        found = NEWLINE.search(self.text, place)
        return found.end() if found else len(self.text)

    def _applied(self, edits: Sequence[TextEdit]) -> str:
        if edits and not self.contents.by_line:
            problem = (
                "its keys cannot be set or taken away; write each `key: value` on its own line"
            )
            raise fault(problem, self.text, self.span.data_start, self.path)
        return apply_edits(self.text, edits)
