"""Read a JSON front matter (RFC 8259), and find where each part of it is."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from transync.domain.model import Form
from transync.formats.frontmatter.fields import (
    MAX_DEPTH,
    UNREADABLE,
    Contents,
    KeyValue,
    Leaf,
    ReadValue,
    Span,
    fault,
)

if TYPE_CHECKING:
    from transync.domain.errors import FrontMatterError
    from transync.formats.frontmatter.fields import Value

_BLANKS = re.compile(r"[ \t\r\n]*")
_TEXT = re.compile(r'"(?>(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4}))*)')
"""A string up to its closing quotes, or up to a character that it must not have."""
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?P<real>(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?)")
_WORD = re.compile(r"[^\s,:\[\]{}\"]+")
_WORDS: dict[str, Value] = {"true": True, "false": False, "null": None}
_DIGITS = 300
"""Longer numbers stay as written: no reader supports them."""
_BARE = ";;;"
"""The fence that makes the braces optional."""


def read(text: str, span: Span, path: str) -> Contents:
    """Read the object between the fences, or the members of one.

    Raises `FrontMatterError` for invalid JSON, duplicate keys and too deep nesting.
    """
    scanner = _JsonScanner(text, span.data_end, path)
    start = scanner.skip(span.data_start)
    is_bare = text.startswith(_BARE, span.start)
    if text.startswith("{", start):
        entries, end = scanner.members(start + 1, "", 1, "}")
        home = start + 1
    elif is_bare:
        entries, end = scanner.members(span.data_start, "", 1, "")
        home = span.data_start
    else:
        raise scanner.fault("no object; put it in braces: `{ … }`", min(start, span.data_end))
    if (rest := scanner.skip(end)) < span.data_end:
        raise scanner.fault("more text after the object; remove it", rest)
    return Contents(scanner.leaves, entries, (), home)


def read_any(text: str, span: Span, path: str) -> Contents:
    """Read the one value between the fences, of any kind; raises `FrontMatterError` as `read`."""
    scanner = _JsonScanner(text, span.data_end, path)
    node = scanner.value(scanner.skip(span.data_start), "", 0)
    if (rest := scanner.skip(node.end)) < span.data_end:
        raise scanner.fault("more text after the value; remove it", rest)
    return Contents(scanner.leaves, names=scanner.names)


def end(text: str, start: int) -> int:
    """Return the end of the object that begins at a brace; raises `FrontMatterError` as `read`."""
    span = Span(Form.JSON, start, start, len(text), len(text))
    return _JsonScanner(text, span.data_end, "").members(start + 1, "", 1, "}")[1]


class _JsonScanner:
    """One pass over the characters of an object."""

    def __init__(self, text: str, stop: int, path: str) -> None:
        self.text = text
        self.stop = stop
        self.path = path
        self.leaves: list[Leaf] = []
        self.names: list[Leaf] = []

    def skip(self, at: int) -> int:
        """Step over white space."""
        found = _BLANKS.match(self.text, at, self.stop)
        return found.end() if found else at

    def members(self, at: int, path: str, depth: int, close: str) -> tuple[list[KeyValue], int]:
        """Read `"key": value` pairs up to `close`, or to the end where that is empty."""
        opened = at - 1
        entries: dict[str, KeyValue] = {}
        at = self.skip(at)
        while not self.closes(at, close, opened):
            if entries:
                at = self.comma(at, close)
            key, start = self.key(at), at
            if key.value in entries:
                raise self.fault(f"the key `{key.value}` twice; remove one", at)
            name = str(key.value)
            colon = self.skip(key.end)
            if not self.text.startswith(":", colon, self.stop):
                raise self.fault(f"no colon after the key `{name}`; write one", colon)
            here = f"{path}.{name}" if path else name
            self.names.append(Leaf(here, start, key.end, name, "", is_key=True))
            node = self.value(self.skip(colon + 1), here, depth)
            entries[name] = KeyValue(
                name, start, colon + 1, node.start, node.end, node.value, node.certain, False, ""
            )
            at = self.skip(node.end)
        return [*entries.values()], at + len(close)

    def items(self, at: int, path: str, depth: int) -> ReadValue:
        """Read the values of a list up to its bracket."""
        opened = at - 1
        nodes: list[ReadValue] = []
        at = self.skip(at)
        while not self.closes(at, "]", opened):
            if nodes:
                at = self.comma(at, "]")
            nodes.append(self.value(at, path, depth))
            at = self.skip(nodes[-1].end)
        certain = all(node.certain for node in nodes)
        return ReadValue([node.value for node in nodes], opened, at + 1, certain)

    def closes(self, at: int, close: str, opened: int) -> bool:
        """Whether a list or object ends there; raises `FrontMatterError` at the end of the text."""
        if at < self.stop:
            return bool(close) and self.text.startswith(close, at)
        if close:
            raise self.fault(f"what is opened here does not close; end it with `{close}`", opened)
        return True

    def comma(self, at: int, close: str) -> int:
        """Step over the comma between two values."""
        if self.text[at] != ",":
            expected = f"neither a comma nor `{close}`" if close else "no comma"
            raise self.fault(f"{expected} after a value; write one", at)
        behind = self.skip(at + 1)
        if behind >= self.stop or self.text[behind] == close:
            raise self.fault("a comma with nothing after it; remove it", at)
        return behind

    def key(self, at: int) -> ReadValue:
        """Read a key."""
        if self.text[at] == '"':
            return self.string(at)
        if self.text.startswith(("//", "/*", "#"), at):
            raise self.fault("a comment, which JSON does not have; remove it", at)
        raise self.fault("a key without double quotes; put it into them", at)

    def value(self, at: int, path: str, depth: int) -> ReadValue:
        """Read a value, and collect it if it is a string."""
        first = self.text[at : at + 1] if at < self.stop else ""
        if first == '"':
            node = self.string(at)
            self.leaves.append(Leaf(path, node.start, node.end, str(node.value), ""))
            return node
        if first in ("{", "[") and depth >= MAX_DEPTH:
            problem = f"lists and objects are nested more than {MAX_DEPTH} deep; flatten them"
            raise fault(problem, self.text, at, self.path)
        if first == "{":
            entries, end = self.members(at + 1, path, depth + 1, "}")
            values = {entry.key: entry.value for entry in entries}
            return ReadValue(values, at, end, all(entry.certain for entry in entries))
        if first == "[":
            return self.items(at + 1, path, depth + 1)
        return self.word(at)

    def word(self, at: int) -> ReadValue:
        """Read a number, `true`, `false` or `null`."""
        found = _WORD.match(self.text, at, self.stop)
        if not found:
            raise self.fault("no value; write one", min(at, self.stop))
        raw = found[0]
        if raw in _WORDS:
            return ReadValue(_WORDS[raw], at, found.end())
        number = _NUMBER.fullmatch(raw)
        if not number:
            raise self.fault(f"`{raw}` is not a value; put text in double quotes", at)
        if len(raw) > _DIGITS:
            return ReadValue(raw, at, found.end(), certain=False)
        return ReadValue(float(raw) if number["real"] else int(raw), at, found.end())

    def string(self, at: int) -> ReadValue:
        """Read a string in double quotes."""
        found = _TEXT.match(self.text, at, self.stop)
        end = found.end() if found else at
        last = self.text[end : end + 1] if end < self.stop else ""
        if last != '"':
            raise self.unclosed(at, end, last)
        value = json.loads(self.text[at : end + 1])
        if UNREADABLE.search(value):
            raise fault(
                "a text has a character that no catalog can hold; remove its escape",
                *(self.text, at, self.path),
            )
        return ReadValue(value, at, end + 1)

    def unclosed(self, start: int, end: int, last: str) -> FrontMatterError:
        """Return the error for a string without its closing quotes."""
        if last == "\\":
            return self.fault("an unknown escape; double the backslash", end)
        if not last or last in "\r\n":
            return self.fault('a text that does not close on its line; end it with `"`', start)
        return self.fault(f"U+{ord(last):04X} in a text; write `{json.dumps(last)[1:-1]}`", end)

    def fault(self, problem: str, at: int) -> FrontMatterError:
        """Return the error for a place; `problem` is "what is wrong; what to do"."""
        what, _, advice = problem.partition("; ")
        return fault(f"the front matter is not JSON ({what}); {advice}", self.text, at, self.path)
