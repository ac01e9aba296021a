"""The value that describes a flavour of Markdown: its blocks, its template syntax, its comments."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re

    from transync.dialects.data_files import DataFiles
    from transync.dialects.links import Links
    from transync.dialects.slugs import HeadingIds
    from transync.domain.model import Form
    from transync.formats.markdown.syntax import Syntax


class LineBreaks(Enum):
    """What the line breaks inside a paragraph are in the text that translators see."""

    JOINED = "joined"
    """A hard break is a line feed; a soft one, which readers do not see, is a blank."""
    SHOWN = "shown"
    """Each is a line feed, as readers see them all."""
    KEPT = "kept"
    """Each is a line feed; a hard break has a backslash before it (CommonMark 6.7)."""


class Region(NamedTuple):
    """Text between two template tags that is no prose, wherever Markdown sees blocks in it."""

    opening: str
    """A pattern; its group `name` is the tag's."""
    closing: str
    """A pattern in which `NAME` stands for the name."""
    hint: str
    """What every opening tag contains."""


class Comment(NamedTuple):
    """How a comment is written, and so a directive."""

    opening: str
    closing: str


HTML_COMMENT = Comment("<!--", "-->")
JAVASCRIPT_COMMENT = Comment("{/*", "*/}")


@dataclass(frozen=True)
class Dialect:
    """A flavour of Markdown, as the program that renders it reads it.

    Two dialects are equal if all of their fields are; each has a name of its own in a project.
    """

    name: str
    base: str
    """The name of the dialect that it extends; empty for the first of all."""
    syntax: Syntax
    """Its blocks."""
    token: re.Pattern[str]
    """One token that the renderer replaces, and that a translation must keep as it is."""
    token_hints: tuple[str, ...]
    """What a text contains one of if it has a token, or half of one."""
    lines: tuple[re.Pattern[str], ...]
    """Whole lines that the renderer acts on. The group `title` is what readers see of one, the
    group `content` is where a text of its own begins; the lines that are indented behind a line
    with the group `options` are no prose."""
    line_starts: frozenset[str]
    """The characters that such a line begins with."""
    heading_attributes: re.Pattern[str]
    """The attributes that end a heading."""
    reference: re.Pattern[str] | None = None
    """What else stands for something and is kept as it is: an icon, a formula, a citation."""
    shown: re.Pattern[str] | None = None
    """A reference with words that readers see, which its groups are: of a role, a wiki link. They
    are translated, and all else of it is kept."""
    line_breaks: LineBreaks = LineBreaks.JOINED
    regions: tuple[Region, ...] = ()
    attributes: tuple[str, ...] = ()
    """The attributes and parameters whose values readers see, as selectors: `img@alt`, `*@title`
    (of any tag), `{{figure}}@caption` (of a shortcode), `{%include%}@title` (of a template tag),
    `{}@title` (of an attribute list). The last that fits decides; one with `-` before it takes
    out."""
    comments: tuple[Comment, ...] = (HTML_COMMENT,)
    heading_ids: HeadingIds | None = field(default=None, repr=False)
    """How its headings get their ids; None where that is unknown."""
    text_keys: tuple[str, ...] = ()
    """The front-matter keys whose values readers see, beside those that any site has."""
    address_keys: tuple[str, ...] = ()
    """The front-matter keys whose values are addresses that no two pages may have."""
    links: Links | None = field(default=None, repr=False)
    """How its links find their pages; None where that is unknown."""
    data_files: tuple[DataFiles, ...] = field(default=(), repr=False)
    """The data files that its generator reads texts from, beside the documents."""
    name_lists: frozenset[str] = frozenset()
    """The components whose lists are of names, of files for one, each with a remark behind it."""
    named_fence: re.Pattern[str] | None = None
    """The line that opens a fence with a name, which may hold prose: the group `name`."""
    data: Form | None = None
    """The format of a data file, which has texts at keys and no Markdown around them."""
    is_jsx: bool = False
    """Whether braces are code, `<` always begins a tag, and every tag is closed, as in MDX."""
    in_mdx: Dialect | None = field(default=None, repr=False)
    """What documents with the ending `.mdx` are in; None for plain MDX."""
    in_summary: Dialect | None = field(default=None, repr=False)
    """What the table of contents is in, which is called `SUMMARY.md`; None where it is a page."""

    def __hash__(self) -> int:
        """Return the hash of the name: caches ask for it with every text."""
        return hash(self.name)
