"""Reads YAML files, which may have what a front matter must not: anchors, aliases, tags."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml
from yaml.events import AliasEvent, ScalarEvent, StreamEndEvent

from transync.formats.frontmatter.fields import Contents, Leaf, ReadValue
from transync.formats.frontmatter.yaml import LOADER, YamlReader

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from yaml.events import Event

    from transync.formats.frontmatter.fields import Span


def read(text: str, span: Span, wanted: re.Pattern[str]) -> Contents:
    """Return the texts and keys of a file that have no anchor, alias or tag.

    Raises `FrontMatterError` for invalid YAML, several documents, and a text that has one of these
    though its path is `wanted`.
    """
    reader = _DataReader(text, span, "", LOADER)
    try:
        contents = reader.contents()
    except yaml.YAMLError as error:
        raise reader.syntax_error(error) from None
    for path, start in reader.special:
        if wanted.fullmatch(path):
            problem = (
                f"the text at `{path}` has an anchor, an alias or a tag; write it out, or leave its"
                " key out of `keys`"
            )
            raise reader.fault(problem, start)
    return contents


class _DataReader(YamlReader):
    """Reads lists at the top, and passes over anchors, aliases and tags."""

    special: list[tuple[str, int]]
    """The texts that cannot be translated: their paths, and where they are."""
    names: list[Leaf]
    """The keys, those without an anchor or a tag."""

    def contents(self) -> Contents:
        self.special, self.names = [], []
        self.refuse_characters()
        self.events = yaml.parse(self.data, Loader=self.loader)
        next(self.events)
        if isinstance(next(self.events), StreamEndEvent):
            return Contents()
        self.node(next(self.events), "", flow=False, depth=1)
        next(self.events)
        if not isinstance(event := next(self.events), StreamEndEvent):
            start = event.start_mark.index if event.start_mark else 0
            raise self.fault("the file holds several YAML documents; leave one", start)
        return Contents(self.leaves, names=self.names)

    def pairs(
        self, path: str, *, flow: bool, depth: int
    ) -> Iterator[tuple[ScalarEvent, ReadValue]]:
        for key, node in super().pairs(path, flow=flow, depth=depth):
            here = f"{path}.{key.value}" if path else key.value
            if not (key.anchor or key.tag):
                start, end = self.span_of(key)
                self.names.append(Leaf(here, start, end, key.value, "", is_key=True))
            yield key, node

    def plain(self, event: Event) -> None:
        """Allow everything."""

    def fault_of_key(self, key: ScalarEvent, seen: set[str], *, flow: bool) -> str:
        return "" if key.value == "<<" else super().fault_of_key(key, seen, flow=flow)

    def node(self, event: Event, path: str, *, flow: bool, depth: int) -> ReadValue:
        is_special = isinstance(event, AliasEvent) or (
            isinstance(event, ScalarEvent) and (event.anchor or event.tag)
        )
        if not is_special:
            return super().node(event, path, flow=flow, depth=depth)
        start = event.start_mark.index if event.start_mark else 0
        end = event.end_mark.index if event.end_mark else start
        self.special.append((path, start))
        return ReadValue(None, start, end)
