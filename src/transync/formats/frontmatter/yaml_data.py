"""Read a YAML file, and find its texts; what a front matter must not have, it may."""

from __future__ import annotations

from typing import TYPE_CHECKING

import yaml
from yaml.events import AliasEvent, ScalarEvent, StreamEndEvent

from transync.formats.frontmatter.fields import Contents, ReadValue
from transync.formats.frontmatter.yaml import LOADER, YamlReader

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from yaml.events import Event

    from transync.formats.frontmatter.fields import Leaf, Span


def read(text: str, span: Span, wanted: re.Pattern[str]) -> Sequence[Leaf]:
    """Return the texts of a file, but for those with an anchor, an alias or a tag.

    Raises `FrontMatterError` for invalid YAML, several documents, and where the path of a text is
    `wanted` that has one of these.
    """
    reader = _DataReader(text, span, "", LOADER)
    try:
        leaves = reader.contents().leaves
    except yaml.YAMLError as error:
        raise reader.syntax_error(error) from None
    for path, start in reader.special:
        if wanted.fullmatch(path):
            problem = (
                f"the text at `{path}` has an anchor, an alias or a tag; write it out, or leave its"
                " key out of `keys`"
            )
            raise reader.fault(problem, start)
    return leaves


class _DataReader(YamlReader):
    """Reads lists at the top, and passes over anchors, aliases and tags."""

    special: list[tuple[str, int]]
    """The texts that cannot be translated: their paths, and where they are."""

    def contents(self) -> Contents:
        self.special = []
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
        return Contents(self.leaves)

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
