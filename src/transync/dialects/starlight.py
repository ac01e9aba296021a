"""Starlight: boxes in colons; MDX in documents whose ending is `.mdx`, CommonMark in others."""

from __future__ import annotations

from dataclasses import replace

from transync.dialects.commonmark import COMMONMARK
from transync.dialects.links import LINKS
from transync.dialects.listings import TITLED
from transync.dialects.mdx import MDX
from transync.dialects.slugs import SCHEMES, HeadingIds
from transync.dialects.slugs.spelling import SPELLINGS
from transync.formats.markdown.syntax import Syntax

_TEXT_KEYS = (
    *("hero.title", "hero.tagline", "hero.image.alt", "hero.actions.text", "banner.content"),
    *("sidebar.label", "sidebar.badge", "sidebar.badge.text"),
    *("prev", "prev.label", "next", "next.label"),
)
STARLIGHT_MDX = replace(
    MDX,
    name="starlight",
    syntax=MDX.syntax._replace(prose_fences=(TITLED,)),
    name_lists=frozenset({"FileTree"}),
    heading_ids=HeadingIds(SCHEMES["starlight"], SPELLINGS["starlight"]),
    text_keys=_TEXT_KEYS,
    address_keys=("slug",),
    links=LINKS["starlight"],
)

STARLIGHT = replace(
    COMMONMARK,
    name="starlight",
    base="commonmark",
    syntax=Syntax(prose_fences=(TITLED,)),
    heading_ids=HeadingIds(SCHEMES["starlight"], SPELLINGS["starlight"]),
    text_keys=_TEXT_KEYS,
    address_keys=("slug",),
    links=LINKS["starlight"],
    in_mdx=STARLIGHT_MDX,
)
