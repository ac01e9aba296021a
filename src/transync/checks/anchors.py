"""The rule on anchors: links into a document that break when its headings are translated."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from transync.checks.location import Location
from transync.checks.rule import rule
from transync.core.document.headings import headings
from transync.core.document.split import split
from transync.dialects.slugs import Heading, heading_ids
from transync.dialects.slugs.spelling import id_below, with_id
from transync.domain.model import NEWLINE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from transync.core.document.headings import PlacedHeading
    from transync.dialects import Dialect
    from transync.dialects.slugs import IdScheme
    from transync.domain.model import Document, Finding, Key

_HEADING = "heading"
_LINK = re.compile(r"\]\(\s*<?#([^\s)>]+)|\bhref\s*=\s*[\"']?#([^\s\"'>]+)")
_NAMED = re.compile(r"\{:?[^{}]*#([\w:.-]+)|\b(?:id|name)\s*=\s*[\"']?([\w:.-]+)")
_MARKUP = re.compile(r"!?\[([^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])?|<[^<>]*>|[`*]")
_NO_WORD = re.compile(r"[^\w\- ]")
_NO_ASCII = re.compile(r"[^a-z0-9 -]")
_NO_BEGINNING = re.compile(r"^[^a-z]+")
_GAP = re.compile(r"[-\s]+")


@rule("T312")
def lost_anchor(anchor: str, spelling: str = "", *, is_own: bool = False) -> str:
    r"""A link leads to a heading by its text, which translations change.

    Site generators make the anchor of a heading of its text. Where the heading is translated,
    its anchor is another, and the link leads nowhere. Give the heading an anchor of its own, or let
    links follow the translations: `anchors = "translate"` in `[links]`. An anchor of its own may be
    lost, too: where a message has what stands between texts in the language.

    Fails:

        $ printf '\n## Sorten\n\nSiehe [oben](#sorten).\n' >> source/tee.md
        $ transync extract
        $ sed -i '/^msgid "Sorten"/ { n; s|""|"Kinds"| }' locales/en/tee.po

    Repaired:

        $ sed -i 's/^## Sorten/## Sorten {#sorten}/' source/tee.md
        $ transync build
    """
    if is_own:
        return (
            f"links to `#{anchor}` lead here, and on the page the heading has another anchor: "
            "take that out of the message between texts which has it"
        )
    return (
        f"links to `#{anchor}` lead here by the heading's text, which translations change;"
        f" give it an anchor of its own, `{spelling or f'{{#{anchor}}}'}`"
    )


def lost_anchors(
    document: Document, translations: Mapping[Key, str], language: str
) -> Iterator[Finding]:
    """Yield a finding at each heading that links lead to, but not in a translation.

    Anchors are made as GitHub, Python-Markdown and kramdown do.
    """
    linked = set(_linked(document))
    if not linked:
        return
    named = {found[1] or found[2] for found in _NAMED.finditer(document.text)}
    segments = [each for each in document.segments if each.description.startswith(_HEADING)]
    there = _slugs(translations.get(heading.key) or heading.text for heading in segments)
    for heading in segments:
        for anchor in sorted(_slugs([heading.text]) & linked - named - there):
            place = document.path, heading.line, heading.column, document.path
            yield lost_anchor(Location(*place, language), anchor)


class ChangedId(NamedTuple):
    """The id of a heading that its translation does not have, and where the heading is."""

    anchor: str
    line: int
    column: int
    spelling: str
    """How the author would write it."""
    is_own: bool = False
    """Whether the author has written it."""

    def lost(self, document: str, language: str) -> Finding:
        """Report it, as one that links lead to."""
        place = Location(document, self.line, self.column, document, language)
        return lost_anchor(place, self.anchor, self.spelling, is_own=self.is_own)


def lost_ids(document: Document, page: str, dialect: Dialect, language: str) -> Iterator[Finding]:
    """Yield the same for a dialect that knows how ids are made, of the page as it is built.

    A link that leads to another anchor on the page has been taken care of.
    """
    linked = linked_ids(document, dialect)
    changed = changed_ids(document, page, dialect) if linked else ()
    lost = [each for each in changed if each.anchor in linked]
    left = linked_ids(split(page, document.path, dialect=dialect), dialect) if lost else set()
    for each in lost:
        if each.anchor in left:
            yield each.lost(document.path, language)


def linked_ids(document: Document, dialect: Dialect) -> set[str]:
    """Return the ids of the document that its own texts link to."""
    ids = dialect.heading_ids
    anchors = {unquote(anchor) for anchor in _linked(document)}
    return {ids.scheme.id_in(anchor) for anchor in anchors} if ids else anchors


def changed_ids(document: Document, page: str, dialect: Dialect) -> Iterator[ChangedId]:
    """Yield the ids of headings that are not on the page as it is built."""
    assert dialect.heading_ids
    scheme, spelling = dialect.heading_ids
    there = {found[1] or found[2] for found in _NAMED.finditer(page)}
    there |= set(_ids(headings(page, dialect), scheme))
    lines = {segment.line: segment.column for segment in document.segments}
    placed = headings(document.text, dialect)
    for heading, id_ in zip(placed, _ids(placed, scheme), strict=True):
        if id_ not in there:
            line = 1 + len(NEWLINE.findall(document.text, 0, heading.begin))
            written = with_id(id_, spelling).strip() or id_below(id_, spelling)
            is_own = heading.own_id == id_
            yield ChangedId(id_, line, lines.get(line, 1), written, is_own)


def _ids(placed: Iterable[PlacedHeading], scheme: IdScheme) -> list[str]:
    return heading_ids((Heading(each.markdown, each.own_id) for each in placed), scheme)


def _linked(document: Document) -> Iterator[str]:
    """List the anchors of the document that its texts link to."""
    targets = (target for target in document.references.values() if target.startswith("#"))
    yield from (target[1:] for target in targets)
    for segment in document.segments:
        if "#" in segment.text:
            yield from (found[1] or found[2] for found in _LINK.finditer(segment.text))


def _slugs(texts: Iterable[str]) -> set[str]:
    """Return what generators make of headings."""
    found: set[str] = set()
    for text in texts:
        plain = _MARKUP.sub(r"\1", text).strip().lower()
        github = _NO_WORD.sub("", plain)
        decomposed = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
        kramdown = _NO_BEGINNING.sub("", _NO_ASCII.sub("", plain))
        found |= {github.replace(" ", "-"), _GAP.sub("-", github), kramdown.replace(" ", "-")}
        found.add(_GAP.sub("-", _NO_WORD.sub("", decomposed)))
    return found - {""}
