"""Set and drop the keys of JSON front matter, with the commas between them."""

from __future__ import annotations

import re
from bisect import bisect
from typing import TYPE_CHECKING

from transync.domain.model import NEWLINE
from transync.formats.frontmatter import json_style
from transync.formats.frontmatter.fields import TextEdit, already_says, apply_edits

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from transync.formats.frontmatter.fields import Contents, KeyValue, Setting, Span

_COLON = re.compile(r"[ \t]*:[ \t]*\Z")
_BLANK_LINES = re.compile(r"(?:(?>\r\n?|\n)[ \t]*)+(?=[\r\n])")
_INDENT = "  "


class JsonEditor:
    """Edits the JSON front matter of one text, by members and values."""

    def __init__(self, text: str, span: Span, contents: Contents) -> None:
        self.text = text
        self.entries = contents.entries
        self.home = contents.home
        self.has_braces = text.startswith("{", self.home - 1) and self.home > span.data_start
        newline = NEWLINE.search(text)
        self.newline = newline[0] if newline else "\n"

    def put(self, settings: Mapping[str, Setting]) -> str:
        """Return the text with top-level keys set."""
        entries = {entry.key: entry for entry in self.entries}
        changed = [
            self._changed(entries[key], value)
            for key, value in settings.items()
            if key in entries and not already_says(entries[key], value)
        ]
        new = {key: value for key, value in settings.items() if key not in entries}
        return apply_edits(
            self.text, [*changed, *(self._added(new) if entries else self._first(new))]
        )

    def drop(self, keys: Collection[str]) -> str:
        """Return the text without some top-level keys, each with one of its commas."""
        kept = [entry.key not in keys for entry in self.entries]
        if not any(kept):
            return apply_edits(self.text, self._all())
        first = kept.index(True)
        edits = [TextEdit(self.entries[0].start, self.entries[first].start, "")] if first else []
        behind = [
            TextEdit(self.entries[number - 1].end, self.entries[number].end, "")
            for number in range(first + 1, len(kept))
            if not kept[number]
        ]
        return apply_edits(self.text, [*edits, *behind])

    def _all(self) -> Iterator[TextEdit]:
        """Remove all members, and the line break that `put` has added to an empty object."""
        if self.entries:
            end = self.entries[-1].end
            ending = None if self.has_braces else NEWLINE.match(self.text, end)
            yield TextEdit(self.home, ending.end() if ending else end, "")

    def _changed(self, entry: KeyValue, value: Setting) -> TextEdit:
        raw = self.text[entry.value_start : entry.end]
        if isinstance(value, str):
            new = json_style.restyled(raw, value, "", "")
        else:
            new = json_style.written(value)
        return TextEdit(entry.value_start, entry.end, new)

    def _added(self, settings: Mapping[str, Setting]) -> Iterator[TextEdit]:
        """Add keys, each in order if the present keys are sorted, else at the end."""
        keys = [entry.key for entry in self.entries]
        in_order = keys == sorted(keys)
        between, colon = self._between(), self._colon()
        for key in sorted(settings) if in_order else settings:
            member = f"{json_style.key(key)}{colon}{json_style.written(settings[key])}"
            place = bisect(keys, key) if in_order else len(keys)
            if place:
                end = self.entries[place - 1].end
                yield TextEdit(end, end, between + member)
            else:
                start = self.entries[0].start
                yield TextEdit(start, start, member + between)

    def _first(self, settings: Mapping[str, Setting]) -> Iterator[TextEdit]:
        """Add keys to an empty object, on lines of their own if its braces are on two lines."""
        if not settings:
            return
        gap = self.text[self.home : len(self.text)].partition("}")[0]
        is_by_line = not self.has_braces or bool(NEWLINE.search(gap))
        members = [
            f"{json_style.key(key)}: {json_style.written(settings[key])}"
            for key in sorted(settings)
        ]
        lead = f"{self.newline}{_INDENT}" if self.has_braces and is_by_line else ""
        between = f",{lead or (self.newline if is_by_line else ' ')}"
        tail = "" if self.has_braces else self.newline
        yield TextEdit(self.home, self.home, f"{lead}{between.join(members)}{tail}")

    def _between(self) -> str:
        """Return the author's separator between two members."""
        if len(self.entries) > 1:
            between = self.text[self.entries[0].end : self.entries[1].start]
        elif self.has_braces:
            lead = self.text[self.home : self.entries[0].start]
            has_blank = self._colon()[-1:] in " \t"
            between = f",{lead if NEWLINE.search(lead) else ' ' if has_blank else ''}"
        else:
            between = f",{self.newline}"
        return _BLANK_LINES.sub("", between)

    def _colon(self) -> str:
        """Return the author's separator between key and value, if it is the same everywhere."""
        found = {
            colon[0] if colon else ""
            for entry in self.entries
            for colon in [_COLON.search(self.text, entry.start, entry.value_start)]
        }
        return next(iter(found)) if len(found) == 1 and "" not in found else ": "
