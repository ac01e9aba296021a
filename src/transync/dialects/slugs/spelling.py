"""How an author gives a heading an id of its own, in the spelling of each site generator."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

_WORD = r"(?:[^\s{}\"'=#.]|\.(?=\w))"
_ID = (  # `#a`, or `id="a"`
    rf"(?:#|id=(?P<quote>[\"']?))(?P<id>{_WORD}[^\s{{}}]*?)(?(quote)(?P=quote))(?=[\s}}])"
)
_PAIR = r"""[\w-]+=(?:"[^"]*"|'[^']*'|[^\s{}]+)"""
_BESIDE = rf"(?:[ \t]+(?:[.#][^\s{{}}]+|{_PAIR}))*"
_BEFORE = r"""(?:(?:\.[^\s{}]+|[\w-]+=(?:"[^"]*"|'[^']*'|[^\s{}#]+))[ \t]+)*"""

_ATTRIBUTES = re.compile(rf"[ \t]*\{{[ \t]*{_BEFORE}{_ID}{_BESIDE}[ \t]*\}}\Z")
_PYTHON_ATTRIBUTES = re.compile(rf"[ \t]+\{{:?[ \t]*{_BEFORE}{_ID}{_BESIDE}[ \t]*\}}\Z")
_LAST = rf"(?:\.[^\s{{}}]+|{_PAIR})[ \t]*\}}\Z"
_WITHOUT_ID = re.compile(rf"(?<=[ \t])\{{:?[ \t]*(?={_BEFORE}{_LAST})")
_KRAMDOWN = re.compile(r"[ \t]\{#(?P<id>[^\W\d][\w.:-]*)\}\Z")
_DOCUSAURUS = re.compile(r"[ \t]*\{#(?P<id>(?:(?!\{#|\}).)+)\}\Z")
_MDX_COMMENT = re.compile(r"[ \t]*\{/\*[ \t]*#(?P<id>\S+?)(?:[ \t][^*]*)?[ \t]*\*/\}\Z")
_HTML_COMMENT = re.compile(r"[ \t]*<!--[ \t]*#(?P<id>\S+?)(?:[ \t].*?)?[ \t]*-->\Z")
_EMPTY_ANCHOR = (
    r"""<a(?:\s+href=(?:"[^"]*"|'[^']*'))?"""
    r"""\s+(?:id|name)=["'](?P<id>[^"'<>]+)["'][^<>]*>[ \t]*</a>"""
)
_TAG = re.compile(rf"[ \t]*{_EMPTY_ANCHOR}[ \t]*\Z")
_LEADING_TAG = re.compile(rf"\A{_EMPTY_ANCHOR}[ \t]*")
_TARGET = re.compile(r"\((?P<id>[^\s()][^()]*)\)=[ \t]*\Z")
_BLOCK_ATTRIBUTES = re.compile(rf"\{{{_BEFORE}{_ID}{_BESIDE}[ \t]*\}}[ \t]*\Z")
_INHERITED = re.compile(rf"\{{:[ \t]*{_BEFORE}{_ID}{_BESIDE}[ \t]*\}}[ \t]*\Z")
_WRITABLE = re.compile(r"[^\s{}\"'<>#]+")
_QUOTABLE = re.compile(r"[^\s{}\"<>&]+")
_NAME = re.compile(r"[^\W\d][\w.:-]*")
_TARGET_NAME = re.compile(r"[^\s()]+")


class Position(StrEnum):
    """Where the id stands."""

    BEHIND = "behind"
    """At the end of the heading's line."""
    ABOVE = "above"
    """On a line of its own before the heading."""


class Spelling(NamedTuple):
    """How a generator lets an author give a heading an id."""

    inside: tuple[re.Pattern[str], ...] = ()
    """What is found at an end of the heading's content; the group `id` is the id."""
    above: tuple[re.Pattern[str], ...] = ()
    """What the line before the heading may be."""
    below: tuple[re.Pattern[str], ...] = ()
    """What the line after it may be."""
    written: str = ""
    """How transync writes an id, with `{id}`; empty where no spelling is safe."""
    position: Position = Position.BEHIND
    writable: re.Pattern[str] = _WRITABLE
    """The ids that can be written so."""
    written_below: str = ""
    """How it writes an id that cannot be written so: on a line of its own behind the heading."""
    replaces: bool = True
    """Whether the heading then lacks the id that the generator makes of its text."""
    has_both: bool = False
    """Whether a heading to which its author gives an id has the other one, too.

    In GitBook, the author's stands in its place.
    """
    written_elsewhere: str = ""
    """How an id is written where the line does not begin with `#`, if it is another way.

    Such a heading is underlined, indented, or in a quote or a list.
    """


def own_id(content: str, spelling: Spelling, above: str = "", below: str = "") -> tuple[str, str]:
    """Return a heading's content without its attributes, and its own id, empty if it has none.

    `above` and `below` are the lines around the heading, without white space before them.
    """
    for pattern in spelling.inside:
        if found := pattern.search(content):
            return content[: found.start()] + content[found.end() :], found["id"]
    for patterns, line in ((spelling.above, above), (spelling.below, below)):
        for pattern in patterns:
            if found := pattern.match(line):
                return content, found["id"]
    bare = _attributes_of(content, spelling)
    return (content[: bare.start()].rstrip(" \t") if bare else content), ""


def _attributes_of(line: str, spelling: Spelling) -> re.Match[str] | None:
    """Find the attributes without an id that a heading's line ends with."""
    has_list = not {_ATTRIBUTES, _PYTHON_ATTRIBUTES}.isdisjoint(spelling.inside)
    return _WITHOUT_ID.search(line) if has_list else None


def with_id(identifier: str, spelling: Spelling) -> str:
    """Write an id as the generator reads it; empty where it cannot be written.

    It is to be put at the end of the heading's line, or on a line before (`Spelling.position`).
    """
    if not spelling.writable.fullmatch(identifier):
        return ""
    return spelling.written.replace("{id}", identifier)


def id_below(identifier: str, spelling: Spelling) -> str:
    """Write an id that `with_id` cannot write as a line behind the heading; empty if that fails."""
    if with_id(identifier, spelling) or not _QUOTABLE.fullmatch(identifier):
        return ""
    return spelling.written_below.replace("{id}", identifier)


def joined(line: str, identifier: str, spelling: Spelling) -> str:
    """Return a heading's line with an id at its end, among the attributes that stand there."""
    written = with_id(identifier, spelling)
    if written and (found := _attributes_of(line, spelling)):
        return f"{line[: found.end()]}#{identifier} {line[found.end() :]}"
    return line + written


_BRACES = " {#{id}}"
_IN_COMMENT = " {/* #{id} */}"
_ANCHOR = ' <a id="{id}"></a>'
_TAGS = (_TAG, _LEADING_TAG)

SPELLINGS = {
    "github": Spelling(_TAGS, written=_ANCHOR, replaces=False, has_both=True),
    "gitbook": Spelling(_TAGS, written=_ANCHOR, replaces=False),
    "jekyll": Spelling(
        (_KRAMDOWN,),
        below=(_INHERITED,),
        written=_BRACES,
        writable=_NAME,
        written_below='{: id="{id}"}',
    ),
    "hugo": Spelling((_ATTRIBUTES,), written=_BRACES),
    "mkdocs": Spelling((_PYTHON_ATTRIBUTES,), written=_BRACES),
    "pandoc": Spelling((_ATTRIBUTES,), written=_BRACES),
    "vitepress": Spelling((_ATTRIBUTES,), written=_BRACES),
    "docusaurus": Spelling(
        (_DOCUSAURUS, _MDX_COMMENT, _HTML_COMMENT), written=_BRACES, written_elsewhere=_IN_COMMENT
    ),
    "docusaurus-4": Spelling((_MDX_COMMENT,), written=_IN_COMMENT),
    "starlight": Spelling(_TAGS, written=_ANCHOR, replaces=False, has_both=True),
    "mdbook": Spelling((_ATTRIBUTES,), written=_BRACES),
    "myst": Spelling(
        above=(_TARGET, _BLOCK_ATTRIBUTES),
        written="({id})=",
        position=Position.ABOVE,
        writable=_TARGET_NAME,
        replaces=False,
        has_both=True,
    ),
    "obsidian": Spelling(),
}
"""The spellings by the name of the generator; Obsidian links to headings by their text alone."""
