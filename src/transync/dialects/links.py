"""How the links of a page lead to other pages and to files, by site generator."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple


class LinkPlace(StrEnum):
    """Where in a page a target stands; the groups of `Links.marks` have these names, too."""

    MARKDOWN = "markdown"
    """A link, a picture or a definition."""
    ATTRIBUTE = "attribute"
    """An attribute of a tag, a component or a shortcode."""
    IMPORT = "import"
    """An import of JavaScript."""
    KEY = "key"
    """A key of the front matter."""
    FILE = "file"
    """The path of a file, from the page, whose content the generator puts there."""
    ADDRESS = "address"
    """An address behind the base of the site, which the generator puts before it."""
    DOCUMENT = "document"
    """The path of a document, from the top of the project."""
    SNIPPET = "snippet"
    """The same of a file whose content the generator puts there."""
    POST = "post"
    """The name of a post of Jekyll: its path in `_posts`, without its ending."""
    REFERENCE = "reference"
    """A path or a name by which the generator finds the page in the reader's language."""
    NAME = "name"
    """The name of a page, or the end of its path, without its ending."""
    SHOWN = "shown"
    """The same, where readers see it."""


class Links(NamedTuple):
    """How a generator finds what a link of a page leads to.

    A link that begins with a slash is an address: of the top folder of the documents, or of the
    repository. Any other is a path from the page.
    """

    indexes: tuple[str, ...] = ("index",)
    """The names of documents that are the page of their folder."""
    from_repository: bool = False
    """Whether a link that begins with a slash begins at the repository."""
    prefix: str = ""
    """What addresses begin with in a language, with `{lang}`; empty where the folder of a page
    says it."""
    rooted: frozenset[LinkPlace] = frozenset(LinkPlace)
    """Where a link that begins with a slash does not follow the reader by itself."""
    pages: frozenset[LinkPlace] = frozenset(LinkPlace)
    """Where a relative link to a page is the path of its file, and leads nowhere if that is not
    there. Elsewhere, the generator or the browser finds the page in the reader's language."""
    files: frozenset[LinkPlace] = frozenset(LinkPlace)
    """Where a relative path of a file begins at the folder of the page, as it lies on disk."""
    own_address: str = ""
    """The front-matter key by which a page says its address; empty where none does."""
    has_fallback: bool = False
    """Whether the generator takes what a language lacks from the source language, if the files of
    both lie beside each other."""
    has_collections: bool = False
    """Whether a page of the folder `_x` lies at `/x/`, or wherever its collection says."""
    keys: tuple[str, ...] = ()
    """The front-matter paths of links and of files."""
    marks: re.Pattern[str] | None = None
    """What else has a target. Its groups are called as a `LinkPlace`."""
    marks_in_code: bool = False
    """Whether such a mark acts in listings, too, or opens one."""


_NOWHERE: frozenset[LinkPlace] = frozenset()
_IN_FILES = frozenset((LinkPlace.IMPORT, LinkPlace.FILE))
_FRONT = ("hero.actions.link", "prev.link", "next.link")

_LIQUID = re.compile(
    r"\{\{-?\s*(?P<quote>['\"])(?P<address>/[^'\"]*)(?P=quote)\s*\|\s*(?:relative|absolute)_url\b"
    r"|\{\{-?\s*site\.baseurl\s*-?\}\}(?P<address_2>/[^\s()\"'<>]*)"
    r"|\{%-?\s*link\s+(?P<document>[^\s%{}]+)"
    r"|\{%-?\s*post_url\s+(?P<post>[^\s%{}]+)"
)
_VITEPRESS = re.compile(
    r"(?m:^[ \t]*<<<[ \t]*(?P<file>\.[^\s{\[]+))"
    r"|<!--[ \t]*@include:[ \t]*(?P<file_2>\.[^\s{>]+?)(?=[\s{>]|-->)"
)
_MYST = re.compile(
    r"(?m:^[ \t]*(?:`{3,}|~{3,}|:{3,})\{(?:figure|image|include|literalinclude)\}"
    r"[ \t]+(?P<file>[^/\s{][^\s{]*))"
)
_MDBOOK = re.compile(r"\{\{[ \t]*#(?:rustdoc_)?(?:include|playground)[ \t]+(?P<file>[^\s{}:]+)")
_MKDOCS = re.compile(r"(?m:^[ \t]*-+8<-+[ \t]+[\"'](?P<snippet>[^\"':\n]+)[\"'])")
_NAMED = r"(?:(?!\\\|)[^\[\]|\n])+"
_OBSIDIAN = re.compile(
    rf"(?<=!\[\[)(?P<name>{_NAMED})(?=\\?\||\]\])"
    rf"|(?<=\[\[)(?:(?P<name_2>{_NAMED})(?=\\?\|)|(?P<shown>{_NAMED})(?=\]\]))"
)
_HUGO = re.compile(r"\{\{[<%][ \t]*(?:rel)?ref[ \t]+[\"`](?P<reference>[^\"`\n]+)[\"`]")
_QUARTO = re.compile(r"\{\{<[ \t]*include[ \t]+(?P<file>[^/\s<>][^\s<>]*)")

LINKS = {
    "docusaurus": Links(
        own_address="slug",
        prefix="/{lang}/",
        rooted=frozenset((LinkPlace.ATTRIBUTE,)),
        pages=_IN_FILES,
    ),
    "github": Links(indexes=("README",), from_repository=True),
    "gitbook": Links(indexes=("README",)),
    "hugo": Links(
        prefix="/{lang}/",
        indexes=("_index", "index"),
        pages=_NOWHERE,
        files=_NOWHERE,
        own_address="url",
        marks=_HUGO,
    ),
    "jekyll": Links(
        own_address="permalink",
        pages=_NOWHERE,
        files=_NOWHERE,
        has_collections=True,
        marks=_LIQUID,
    ),
    "mdbook": Links(  # a book is built of its own folder, and nothing outside of it
        indexes=("index", "README"), files=_IN_FILES, marks=_MDBOOK, marks_in_code=True
    ),
    "mkdocs": Links(
        prefix="/{lang}/", indexes=("index", "README"), has_fallback=True, marks=_MKDOCS
    ),
    "myst": Links(marks=_MYST, marks_in_code=True),
    "obsidian": Links(indexes=(), marks=_OBSIDIAN),
    "quarto": Links(marks=_QUARTO),
    "starlight": Links(
        own_address="slug",
        pages=_IN_FILES,
        files=frozenset(LinkPlace) - {LinkPlace.ATTRIBUTE},
        keys=(*_FRONT, "hero.image.file", "hero.image.dark", "hero.image.light"),
    ),
    "vitepress": Links(keys=(*_FRONT, "features.link"), marks=_VITEPRESS),
}
"""The links of the generators that are known, by the names of their dialects."""
