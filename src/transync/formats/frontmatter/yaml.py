"""Read a YAML front matter, plain data only, and find where each part of it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from transync.formats.frontmatter.fields import (
    MAX_DEPTH,
    UNREADABLE,
    Contents,
    KeyValue,
    Leaf,
    ReadValue,
    fault,
)
from transync.formats.frontmatter.yaml_scalar import is_string, resolved
from transync.formats.frontmatter.yaml_style import block_length, block_prefix

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yaml.events import Event

    from transync.domain.errors import FrontMatterError
    from transync.formats.frontmatter.fields import Span, Value

_TOO_DEEP = f"lists and mappings are nested more than {MAX_DEPTH} deep"

# libyaml is 20 times faster, but not always installed.
LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

# YAML 1.2.2 section 5.1, without line breaks of YAML 1.1 that 1.2 has dropped (section 5.4).
_FORBIDDEN = re.compile(  # faster than listing what is printable
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
)
_COLON = re.compile(r"[ \t]*:")
_INDENT = re.compile(r"[ \t]*")
_ADVICE = (
    ("mapping values are not allowed", "put a text with `: ` in it into quotes"),
    ("end of stream", "close the quotes that are opened here"),
    ("',' or", "close the brackets that are opened here"),
    ("expected ':'", "write `key: value`, and indent what goes on on a further line"),
    ("expected key", "write `key: value`, and indent keys that belong together alike"),
    ("cannot start any token", "put the text into quotes"),
    ("tab", "indent with blanks"),
    ("hex", "double the backslash, or use single quotes"),
    ("escape", "double the backslash, or use single quotes"),
    ("", "correct it, or put the text into quotes"),
)
_BEGUN_BEFORE = ("end of stream", "',' or", "expected ':'")
"""Problems that PyYAML reports after the place where they begin."""


def read(text: str, span: Span, path: str, loader: type[yaml.SafeLoader] = LOADER) -> Contents:
    """Read the YAML between the fences.

    Raises `FrontMatterError` for invalid YAML and for more than plain data: anchors, aliases, tags,
    merge keys, duplicate keys, several documents, anything but a mapping at the top.
    """
    reader = YamlReader(text, span, path, loader)
    try:
        return reader.contents()
    except yaml.YAMLError as error:
        raise reader.syntax_error(error) from None


class YamlReader:
    """One pass over the events of a YAML stream, without constructing objects."""

    def __init__(self, text: str, span: Span, path: str, loader: type[yaml.SafeLoader]) -> None:
        self.loader = loader
        self.text = text
        self.span = span
        self.path = path
        self.base = span.data_start
        self.data = text[span.data_start : span.data_end]
        self.leaves: list[Leaf] = []
        self.events: Iterator[Event] = iter(())
        self.closing = 0
        """Where the bracket of the last collection closed it."""

    def contents(self) -> Contents:
        """Read the one document of the stream."""
        self.refuse_characters()
        self.events = yaml.parse(self.data, Loader=self.loader)
        next(self.events)
        document = next(self.events)
        if isinstance(document, StreamEndEvent):
            return Contents(home=self.span.data_end)
        self.alone(document)
        entries, by_line = self.top(next(self.events))
        self.alone(next(self.events))
        self.alone(next(self.events))
        return Contents(self.leaves, entries, (), self.span.data_end, by_line)

    def refuse_characters(self) -> None:
        """Raise `FrontMatterError` for a character that must not be in YAML."""
        if found := _FORBIDDEN.search(self.data):
            raise self.fault(_forbidden(found[0]), found.start())

    def alone(self, event: Event) -> None:
        """Refuse explicit marks at the beginning or end of a document."""
        if getattr(event, "explicit", False):
            problem = (
                "the front matter holds several YAML documents or a directive; leave one mapping"
            )
            raise self.fault(problem, _start(event))

    def top(self, event: Event) -> tuple[list[KeyValue], bool]:
        """Read the top-level mapping; also return whether its keys have lines of their own."""
        self.plain(event)
        if not isinstance(event, MappingStartEvent):
            raise self.fault(
                "the front matter is not a mapping; write `key: value` lines",
                _start(event),
            )
        flow = self.data[_start(event)] == "{"
        entries = []
        for key, node in self.pairs("", flow=flow, depth=1):
            colon = _COLON.match(self.data, _end(key))
            entries.append(
                KeyValue(
                    key.value,
                    _start(key) + self.base,
                    self.base + (colon.end() if colon else _end(key)),
                    node.start + self.base,
                    node.end + self.base,
                    *(node.value, node.certain, node.nested, node.prefix),
                )
            )
        return entries, not flow

    def pairs(
        self, path: str, *, flow: bool, depth: int
    ) -> Iterator[tuple[ScalarEvent, ReadValue]]:
        """Read the keys and values of a mapping."""
        seen: set[str] = set()
        while isinstance(key := next(self.events), CollectionStartEvent | ScalarEvent | AliasEvent):
            self.plain(key)
            if not isinstance(key, ScalarEvent):
                raise self.fault("a key is a list or a mapping; write a plain word", _start(key))
            if problem := self.fault_of_key(key, seen, flow=flow):
                raise self.fault(problem, _start(key))
            seen.add(key.value)
            here = f"{path}.{key.value}" if path else key.value
            yield key, self.node(next(self.events), here, flow=flow, depth=depth)
        self.closing = _end(key)

    def fault_of_key(self, key: ScalarEvent, seen: set[str], *, flow: bool) -> str:
        """Return what is wrong with a key, if anything is."""
        if key.value in seen:
            return f"the key `{key.value}` is there twice; remove one"
        if key.value == "<<":
            return "merge keys are not allowed; write the keys out"
        # A key after a question mark may have its colon anywhere, or none.
        if not flow and (_start(key) == _end(key) or not _COLON.match(self.data, _end(key))):
            return "a key is not right before its colon; write `key: value`"
        return ""

    def node(self, event: Event, path: str, *, flow: bool, depth: int) -> ReadValue:
        """Read one value."""
        self.plain(event)
        if isinstance(event, ScalarEvent):
            return self.scalar(event, path, flow=flow)
        start = _start(event)
        if depth == MAX_DEPTH:
            raise self.fault(_TOO_DEEP, start)
        opened = self.data[start] in "[{"
        value: Value
        if isinstance(event, MappingStartEvent):
            pairs = list(self.pairs(path, flow=flow or opened, depth=depth + 1))
            nodes = [node for _, node in pairs]
            value = {key.value: node.value for key, node in pairs}
        else:
            nodes = list(self.items(path, flow=flow or opened, depth=depth + 1))
            value = [node.value for node in nodes]
        # The end mark of a block collection is after its comments, where the next one starts.
        end = nodes[-1].end if nodes and not opened else self.closing
        certain = all(node.certain for node in nodes)
        return ReadValue(value, start, end, certain, nested=not (opened or flow))

    def items(self, path: str, *, flow: bool, depth: int) -> Iterator[ReadValue]:
        """Read the items of a list."""
        while not isinstance(item := next(self.events), SequenceEndEvent):
            yield self.node(item, path, flow=flow, depth=depth)
        self.closing = _end(item)

    def scalar(self, event: ScalarEvent, path: str, *, flow: bool) -> ReadValue:
        """Read one scalar, and collect it if it is a string."""
        value: Value = event.value
        start, end = _start(event), _end(event)
        prefix = "" if flow else _indent(self.before(event)) + "  "
        certain = text = True
        if event.style in ("|", ">"):
            prefix = block_prefix(self.data[start:end], event.value) or prefix
            end = start + block_length(self.data[start:end], len(prefix))
        elif not event.style:
            text = is_string(event.value)
            value = event.value if text else resolved(event.value)
            certain = text or not isinstance(value, str)
        if UNREADABLE.search(event.value):
            raise self.fault(
                "a text has a character that no catalog can hold; remove its escape", start
            )
        if text:
            self.leaves.append(Leaf(path, start + self.base, end + self.base, event.value, prefix))
        return ReadValue(value, start, end, certain, prefix=prefix)

    def span_of(self, event: Event) -> tuple[int, int]:
        """Return where an event begins and ends in the text."""
        return self.base + _start(event), self.base + _end(event)

    def before(self, event: Event) -> str:
        """Return the text before an event in its line."""
        mark = event.start_mark
        return self.data[mark.index - mark.column : mark.index] if mark else ""

    def plain(self, event: Event) -> None:
        """Refuse anchors, aliases and tags."""
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if isinstance(event, AliasEvent):
            problem = f"the alias `*{anchor}` is not allowed; write the value out"
        elif anchor is not None:
            problem = f"the anchor `&{anchor}` is not allowed; remove it"
        elif tag is not None:
            problem = f"the tag `{tag}` is not allowed; remove it, or put the text into quotes"
        else:
            return
        raise self.fault(problem, _start(event))

    def fault(self, message: str, index: int) -> FrontMatterError:
        """Return the error for a place in the data."""
        return fault(message, self.text, index + self.base, self.path)

    def syntax_error(self, error: yaml.YAMLError) -> FrontMatterError:
        """Return PyYAML's error in one line, with the place in the file."""
        problem = getattr(error, "problem", None) or "not readable"
        mark = getattr(error, "problem_mark", None)
        if any(words in problem for words in _BEGUN_BEFORE):
            mark = getattr(error, "context_mark", None) or mark
        index = mark.index if mark else 0
        if "maximum nesting depth" in problem:  # PyYAML's own limit, from 6.0.4 on
            return self.fault(_TOO_DEEP, index)
        if self.data.startswith("\t", index):
            problem, advice = "a tab", "indent with blanks"
        else:
            advice = next(advice for words, advice in _ADVICE if words in problem)
        return self.fault(f"the front matter is not YAML ({problem}); {advice}", index)


def _start(event: Event) -> int:
    return event.start_mark.index if event.start_mark else 0


def _end(event: Event) -> int:
    return event.end_mark.index if event.end_mark else 0


def _forbidden(character: str) -> str:
    code = f"U+{ord(character):04X}"
    if character in "\x85\u2028\u2029":
        code += ", a line break for some readers and none for others,"
    return f"{code} must not be in YAML; remove it, or write it as an escape in double quotes"


def _indent(line: str) -> str:
    found = _INDENT.match(line)
    return found[0] if found else ""
