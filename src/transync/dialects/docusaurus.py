"""Docusaurus: MDX, also in documents whose ending is `.md`."""

from __future__ import annotations

from dataclasses import replace

from transync.dialects import data_files
from transync.dialects.dialect import HTML_COMMENT, JAVASCRIPT_COMMENT
from transync.dialects.links import LINKS
from transync.dialects.listings import TITLED
from transync.dialects.mdx import MDX
from transync.dialects.slugs import SCHEMES, HeadingIds
from transync.dialects.slugs.spelling import SPELLINGS

DOCUSAURUS = replace(
    MDX,
    name="docusaurus",
    base="mdx",
    syntax=MDX.syntax._replace(prose_fences=(TITLED,)),
    attributes=(*MDX.attributes, "{}@title"),  # of a box: `:::note{title="…"}`
    comments=(HTML_COMMENT, JAVASCRIPT_COMMENT),
    text_keys=("sidebar_label", "pagination_label"),
    heading_ids=HeadingIds(SCHEMES["docusaurus"], SPELLINGS["docusaurus"]),
    links=LINKS["docusaurus"],
    data_files=data_files.DOCUSAURUS,
)

DOCUSAURUS_4 = replace(
    DOCUSAURUS,
    name="docusaurus-4",
    base="docusaurus",
    heading_ids=HeadingIds(SCHEMES["docusaurus"], SPELLINGS["docusaurus-4"]),
)
"""The same as of version 4, and with `future.v4`: braces behind a heading are JavaScript."""
