"""Sets and drops the keys of a JSON front matter, with the commas between them."""

from __future__ import annotations

import re
from bisect import bisect
from typing import TYPE_CHECKING, NamedTuple

from transync.domain.model import NEWLINE
from transync.formats.frontmatter import json_style
from transync.formats.frontmatter.fields import says

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from transync.formats.frontmatter.fields import Contents, Entry, Setting, Span

_COLON = re.compile(r"[ \t]*:[ \t]*\Z")
_BLANK_LINES = re.compile(r"(?:(?>\r\n?|\n)[ \t]*)+(?=[\r\n])")
_INDENT = "  "


class _Edit(NamedTuple):
    start: int
    end: int
    text: str


class JsonEditor:
    """The front matter of one text, to be changed by members and values."""

    def __init__(self, text: str, span: Span, contents: Contents) -> None:
        self.text = text
        self.entries = contents.entries
        self.home = contents.home
        self.has_braces = text.startswith("{", self.home - 1) and self.home > span.data_start
        newline = NEWLINE.search(text)
        self.newline = newline[0] if newline else "\n"

    def put(self, settings: Mapping[str, Setting]) -> str:
        """Give the text with top-level keys set."""
        entries = {entry.key: entry for entry in self.entries}
        changed = [
            self._changed(entries[key], value)
            for key, value in settings.items()
            if key in entries and not says(entries[key], value)
        ]
        new = {key: value for key, value in settings.items() if key not in entries}
        return self._applied([*changed, *(self._added(new) if entries else self._first(new))])

    def drop(self, keys: Collection[str]) -> str:
        """Give the text without some top-level keys, each with one of the commas beside it."""
        kept = [entry.key not in keys for entry in self.entries]
        if not any(kept):
            return self._applied([*self._all()])
        first = kept.index(True)
        edits = [_Edit(self.entries[0].start, self.entries[first].start, "")] if first else []
        behind = [
            _Edit(self.entries[number - 1].end, self.entries[number].end, "")
            for number in range(first + 1, len(kept))
            if not kept[number]
        ]
        return self._applied([*edits, *behind])

    def _all(self) -> Iterator[_Edit]:
        """Take away all members: what was put into an empty object, and where it was put."""
        if self.entries:
            end = self.entries[-1].end
            ending = None if self.has_braces else NEWLINE.match(self.text, end)
            yield _Edit(self.home, ending.end() if ending else end, "")

    def _changed(self, entry: Entry, value: Setting) -> _Edit:
        raw = self.text[entry.value_start : entry.end]
        if isinstance(value, str):
            new = json_style.restyled(raw, value, "", "")
        else:
            new = json_style.written(value)
        return _Edit(entry.value_start, entry.end, new)

    def _added(self, settings: Mapping[str, Setting]) -> Iterator[_Edit]:
        """Add keys: each at its place if the keys that are there are sorted, else at the end."""
        keys = [entry.key for entry in self.entries]
        in_order = keys == sorted(keys)
        between, colon = self._between(), self._colon()
        for key in sorted(settings) if in_order else settings:
            member = f"{json_style.key(key)}{colon}{json_style.written(settings[key])}"
            place = bisect(keys, key) if in_order else len(keys)
            if place:
                end = self.entries[place - 1].end
                yield _Edit(end, end, between + member)
            else:
                start = self.entries[0].start
                yield _Edit(start, start, member + between)

    def _first(self, settings: Mapping[str, Setting]) -> Iterator[_Edit]:
        """Put keys where there are none: on lines of their own if the braces are on two lines."""
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
        yield _Edit(self.home, self.home, f"{lead}{between.join(members)}{tail}")

    def _between(self) -> str:
        """Give what stands between two members, as the author has it."""
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
        """Give what stands between key and value, if it is the same everywhere."""
        found = {
            colon[0] if colon else ""
            for entry in self.entries
            for colon in [_COLON.search(self.text, entry.start, entry.value_start)]
        }
        return next(iter(found)) if len(found) == 1 and "" not in found else ": "

    def _applied(self, edits: list[_Edit]) -> str:
        pieces, end = [], 0
        for edit in sorted(edits, key=lambda edit: edit.start):  # keeps the order of new keys
            pieces += [self.text[end : edit.start], edit.text]
            end = edit.end
        return "".join([*pieces, self.text[end:]])
