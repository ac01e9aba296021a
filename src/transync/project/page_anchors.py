"""Which heading of a localized page a link leads to: its id is made of the translation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from transync.project.link_targets import NAMES, linked_document

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from transync.dialects.links import LinkPlace
    from transync.project.address_index import AddressIndex
    from transync.project.project import Project

_UNSAFE = re.compile(r"[^\w\-.~!$&*+,;=:@/?]")
"""What is encoded in an anchor whose author has encoded nothing: marks of Markdown, blanks."""


class PageAnchors(NamedTuple):
    """The anchors that the links of one localized page lead to."""

    addresses: AddressIndex
    document: str
    """The path of its document."""
    own: Mapping[str, str]
    """The ids of its headings that are others than in the document, by those."""
    others: Callable[[str], Mapping[str, str]]
    """Returns the same of the page of another document; none of one that is not published."""

    def localized(self, target: str, place: LinkPlace) -> str:
        """Return a target of the document with the anchor that its heading has on the page."""
        path, mark, anchor = target.partition("#")
        if not (mark and anchor):
            return target
        ids = self._ids(path, place) if path else self.own
        id_ = ids.get(self._id_in(unquote(anchor)))
        if not id_:
            return target
        return f"{path}#{id_ if place in NAMES else _written(id_, anchor)}"

    def _id_in(self, anchor: str) -> str:
        ids = self.addresses.project.dialect(self.document).heading_ids
        return ids.scheme.id_in(anchor) if ids else anchor

    def _ids(self, path: str, place: LinkPlace) -> Mapping[str, str]:
        if self.addresses.project.config.links.pages != "localize":
            return {}
        other = linked_document(self.addresses, self.document, path, place)
        if other == self.document:
            return self.own
        return self.others(other) if other else {}


def follow_translations(project: Project, document: str) -> bool:
    """Whether links lead to the ids that headings have in translation.

    Those of a generator that knows no ids of an author's always do.
    """
    ids = project.dialect(document).heading_ids
    anchors = project.config.links.anchors
    is_kept = ids is not None and ids.spelling.written
    return ids is not None and (anchors == "translate" or (anchors == "keep" and not is_kept))


def _written(id_: str, before: str) -> str:
    """Return an id as an anchor, encoded as the one that it replaces."""
    if "%" in before:
        return quote(id_, safe="-._~!$&*+,;=:@/?")
    return _UNSAFE.sub(lambda found: quote(found[0]), id_)
