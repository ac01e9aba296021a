"""Starlight: boxes in colons; MDX in documents whose ending is `.mdx`, CommonMark in others."""

from __future__ import annotations

from dataclasses import replace

from transync.dialects.commonmark import COMMONMARK
from transync.dialects.dialect import Links
from transync.dialects.mdx import MDX
from transync.dialects.slugs import SCHEMES, HeadingIds
from transync.dialects.slugs.spelling import SPELLINGS

_LINKS = Links()
STARLIGHT_MDX = replace(
    MDX,
    name="starlight",
    heading_ids=HeadingIds(SCHEMES["starlight"], SPELLINGS["starlight"]),
    links=_LINKS,
)

STARLIGHT = replace(
    COMMONMARK,
    name="starlight",
    base="commonmark",
    heading_ids=HeadingIds(SCHEMES["starlight"], SPELLINGS["starlight"]),
    links=_LINKS,
    in_mdx=STARLIGHT_MDX,
)
