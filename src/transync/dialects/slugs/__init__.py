"""The ids that site generators make of headings, in the order of the page."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from transync.dialects.slugs import numbering, slugify
from transync.dialects.slugs.heading_text import (
    DASHES,
    DASHES_AND_DOTS,
    SHORT_DASH,
    HeadingReading,
    heading_text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from transync.dialects.slugs.numbering import Numbering
    from transync.dialects.slugs.spelling import Spelling

__all__ = [
    "SCHEMES",
    "Heading",
    "HeadingIds",
    "HeadingReading",
    "IdScheme",
    "OwnIds",
    "heading_ids",
    "heading_text",
]


class Heading(NamedTuple):
    """A heading of a page."""

    markdown: str
    """Its content on one line, without its own id."""
    own_id: str = ""
    """The id that the author gives it, if any."""


class OwnIds(StrEnum):
    """Whether an id of the author's counts where equal ids are numbered."""

    IGNORED = "ignored"
    IN_ORDER = "in order"
    """From its heading on."""
    FIRST = "first"
    """On the whole page."""


class IdScheme(NamedTuple):
    """How a generator makes the ids of headings."""

    slug: Callable[[str], str]
    number: Numbering
    reading: HeadingReading = HeadingReading()
    own_ids: OwnIds = OwnIds.IN_ORDER
    link: Callable[[str], str] | None = None
    """What a link has of the text of a heading, where that is more than the id."""

    def id_in(self, anchor: str) -> str:
        """Return the id that an anchor, decoded, stands for."""
        return self.slug(anchor) if self.link else anchor


class HeadingIds(NamedTuple):
    """How the headings of a dialect get their ids: from the generator, and from the author."""

    scheme: IdScheme
    spelling: Spelling


def heading_ids(headings: Iterable[Heading], scheme: IdScheme) -> list[str]:
    """Return the id of each heading of a page, as the generator numbers them.

    A heading from which nothing is left has the empty id, which is none.
    """
    headings = list(headings)
    used: dict[str, int] = {}
    if scheme.own_ids is OwnIds.FIRST:
        used = {heading.own_id: 0 for heading in headings if heading.own_id}
    ids = []
    for heading in headings:
        if heading.own_id:
            if scheme.own_ids is OwnIds.IN_ORDER:
                used.setdefault(heading.own_id, 0)
            ids.append(heading.own_id)
        else:
            slug = scheme.slug(heading_text(heading.markdown, scheme.reading))
            ids.append(scheme.number(slug, used))
    return ids


_PLAIN = HeadingReading()
_WITH_IMAGES = HeadingReading(images=True)
_HUGO = HeadingReading(images=True, typography=DASHES)
_MKDOCS = HeadingReading(emoji=False)

SCHEMES = {
    "github": IdScheme(slugify.github, numbering.github_slugger, own_ids=OwnIds.IGNORED),
    "jekyll": IdScheme(
        slugify.kramdown_gfm, numbering.count, HeadingReading(typography=DASHES), OwnIds.IGNORED
    ),
    "kramdown": IdScheme(
        slugify.kramdown, numbering.count, HeadingReading(is_rendered=False), OwnIds.IGNORED
    ),
    "hugo": IdScheme(slugify.goldmark, numbering.first_free, _HUGO),
    "hugo-ascii": IdScheme(slugify.goldmark_ascii, numbering.first_free, _HUGO),
    "hugo-blackfriday": IdScheme(slugify.blackfriday, numbering.first_free, _HUGO),
    "mkdocs": IdScheme(slugify.python_markdown, numbering.underscore, _MKDOCS, OwnIds.FIRST),
    "mkdocs-unicode": IdScheme(
        slugify.python_markdown_unicode, numbering.underscore, _MKDOCS, OwnIds.FIRST
    ),
    "mkdocs-pymdown": IdScheme(slugify.pymdown, numbering.underscore, _MKDOCS, OwnIds.FIRST),
    "pandoc": IdScheme(
        slugify.pandoc,
        numbering.first_free,
        HeadingReading(images=True, footnotes=True, typography=DASHES_AND_DOTS),
    ),
    "vitepress": IdScheme(
        slugify.vitepress, numbering.first_free, HeadingReading(emoji=False, entities=True)
    ),
    "docusaurus": IdScheme(slugify.github, numbering.github_slugger, _WITH_IMAGES, OwnIds.IGNORED),
    "starlight": IdScheme(
        slugify.github,
        numbering.github_slugger,
        HeadingReading(footnotes=True, typography=SHORT_DASH),
        OwnIds.IGNORED,
    ),
    "mdbook": IdScheme(slugify.mdbook, numbering.first_free, _WITH_IMAGES),
    "docutils": IdScheme(slugify.docutils, numbering.anonymous, _PLAIN),
    "myst": IdScheme(slugify.myst, numbering.first_free, _PLAIN, OwnIds.IGNORED),
    "gitbook": IdScheme(slugify.github, numbering.github_slugger, own_ids=OwnIds.IGNORED),
    "obsidian": IdScheme(
        slugify.obsidian,
        numbering.same,
        HeadingReading(entities=True),
        link=slugify.obsidian_link,
    ),
}
"""The schemes by the name of the generator, and by its setting where it is not the default."""
