"""Read YAML front matter in the usual form without importing PyYAML, which takes longer.

Each key is on a line of its own, not indented, with its value on that line or a list below it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transync.formats.frontmatter.fields import Contents, KeyValue, Leaf
from transync.formats.frontmatter.yaml_scalar import is_string, resolved

if TYPE_CHECKING:
    from transync.formats.frontmatter.fields import Span, Value

_QUOTED = r"\"[^\"\\]*\"|'[^']*'"
# A colon before a blank begins a value, and a `#` after one a comment (YAML 1.2.2, 7.3.3).
_SCALAR = rf"(?P<scalar>{_QUOTED}|[^\W_](?:[^:#]|:(?=\S)|(?<=\S)#)*)"
_IN_BRACKETS = rf"(?:{_QUOTED}|[^\W_][\w.-]*(?:[ ]+[\w.-]+)*)"
_LINE = re.compile(
    r"(?P<key>[A-Za-z][A-Za-z0-9_-]{0,99}):"
    rf"(?:[ ]+(?:{_SCALAR}|(?P<list>\[{_IN_BRACKETS}(?:,[ ]*{_IN_BRACKETS})*\])))?"
)
_ITEM = re.compile(rf"(?P<indent>[ ]*)-[ ]+{_SCALAR}")
_EACH = re.compile(_IN_BRACKETS)
_KEY_AHEAD = re.compile(r"[A-Za-z][A-Za-z0-9_-]*:[ ]+")
_ALONE = re.compile(rf"{_QUOTED}|[^\W_](?:[^:#,\[\]{{}}]|:(?=\S)|(?<=\S)#)*(?<! )")
"""A scalar that means the same in every place, in brackets too."""
_INDENT = "  "


def read(text: str, span: Span) -> Contents | None:
    """Read what is between the fences, as `yaml.read` does; None if it may be in another form."""
    reader = _LineReader()
    start = span.data_start
    for line in text[span.data_start : span.data_end].split("\n"):
        if not reader.takes(line.removesuffix("\r"), start):
            return None
        start += len(line) + 1
    return reader.contents(span.data_end)


def is_provably_safe(old: str, new: str, ahead: str, behind: str) -> bool:
    """Whether `new`, in the place of a scalar, is certainly a string and changes nothing else.

    `ahead` and `behind` are the texts before and after it; it must be alone on its key's line.
    """
    if not (_ALONE.fullmatch(new) and (old + new).isprintable() and behind[:1] in ("\n", "\r")):
        return False
    if old[:1] != new[:1] and old[:1] in ("'", '"'):
        return False
    is_quoted = new[0] in "'\""
    return bool(_KEY_AHEAD.fullmatch(ahead[_line_start(ahead) :])) and (is_quoted or is_string(new))


def _line_start(text: str) -> int:
    return max(text.rfind("\n"), text.rfind("\r")) + 1


class _LineReader:
    """Reads line by line, until a line is in another form."""

    def __init__(self) -> None:
        self.leaves: list[Leaf] = []
        self.entries: dict[str, KeyValue] = {}
        self.open = ""
        """The key whose list the next lines may belong to."""
        self.values: list[Value] = []
        self.indent = ""

    def contents(self, end: int) -> Contents | None:
        """Return what was read; None if there is nothing, or a key without a value."""
        if not self.entries or self._is_waiting():
            return None
        return Contents(self.leaves, [*self.entries.values()], (), end)

    def takes(self, line: str, start: int) -> bool:
        """Read the line that starts there; return whether it is in the usual form."""
        if not line or line[0] == "#":
            return line.isprintable() and not self._is_waiting()
        content = line.rstrip(" ")
        if not content.isprintable():
            return False
        if found := _LINE.fullmatch(content):
            return not self._is_waiting() and self._takes_key(found, start)
        found = _ITEM.fullmatch(content)
        return found is not None and self.open != "" and self._takes_item(found, start)

    def _is_waiting(self) -> bool:
        return self.open != "" and self.entries[self.open].value is None

    def _takes_key(self, found: re.Match[str], start: int) -> bool:
        key, scalar, items = found["key"], found["scalar"], found["list"]
        after = start + found.end("key") + 1
        if key in self.entries:
            return False
        value: Value = None
        certain, prefix, begin, end = True, "", after, after
        if scalar:
            begin, end, prefix = start + found.start("scalar"), start + found.end(), _INDENT
            value, certain = self._scalar(key, scalar, begin, prefix)
        elif items:
            begin, end = start + found.start("list"), start + found.end()
            each = [
                self._scalar(key, item[0], begin + item.start(), "")
                for item in _EACH.finditer(items)
            ]
            value, certain = [value for value, _ in each], all(certain for _, certain in each)
        self.open = "" if scalar or items else key
        self.entries[key] = KeyValue(key, start, after, begin, end, value, certain, False, prefix)
        return True

    def _takes_item(self, found: re.Match[str], start: int) -> bool:
        known, indent = self.entries[self.open], found["indent"]
        begin, end = start + found.start("scalar"), start + found.end()
        if known.value is None:
            self.values, self.indent = [], indent
            first = start + len(indent)
            known = known._replace(value=self.values, value_start=first, nested=True)
        elif indent != self.indent:
            return False
        value, certain = self._scalar(self.open, found["scalar"], begin, indent + _INDENT)
        self.values.append(value)
        self.entries[self.open] = known._replace(end=end, certain=known.certain and certain)
        return True

    def _scalar(self, path: str, raw: str, start: int, prefix: str) -> tuple[Value, bool]:
        """Return a scalar's value and whether all readers agree; collect it if it is a string."""
        is_quoted = raw[0] in "\"'"
        text = raw[1:-1] if is_quoted else raw
        if not (is_quoted or is_string(raw)):
            value = resolved(raw)
            return value, not isinstance(value, str)
        self.leaves.append(Leaf(path, start, start + len(raw), text, prefix))
        return text, True
