"""Obsidian: wiki links and embeds, comments between percent signs, and lines that stay lines."""

from __future__ import annotations

import re
from dataclasses import replace

from transync.dialects.commonmark import COMMONMARK
from transync.dialects.dialect import HTML_COMMENT, Comment, LineBreaks
from transync.dialects.links import LINKS
from transync.dialects.references import DOLLAR_BLOCK, DOLLARS
from transync.dialects.slugs import SCHEMES, HeadingIds
from transync.dialects.slugs.spelling import SPELLINGS
from transync.formats.markdown.syntax import RawBlock, Syntax

_WIKI_LINK = r"!?\[\[(?:(?!\\\|)[^\[\]|\n])+(?=\]\]|\\?\|[^\[\]\n]*\]\])"
"""A link or an embed up to the words that readers see: `[[Note`, of `[[Note#Part|there]]`."""
_COMMENT = r"%%(?:[^%\n]|%(?!%))*%%"
_BLOCK_ID = r"(?<!\S)\^[A-Za-z0-9-]+(?=[ \t]*(?:\n|\Z))"
_TAG = r"(?<![\w&/#\[(])#(?=[\w/-]*[^\W\d])[\w/-]+"

OBSIDIAN = replace(
    COMMONMARK,
    name="obsidian",
    # Of the plugin Admonition
    named_fence=re.compile(r"(?:`{3,}|~{3,})(?P<name>ad-[\w-]+).*"),
    base="commonmark",
    syntax=Syntax(
        raw_blocks=(
            RawBlock("line of a comment", _COMMENT),
            RawBlock("comment", r"%%(?!.*%%).*", r".*%%"),
            DOLLAR_BLOCK,
        )
    ),
    comments=(Comment("%%", "%%"), HTML_COMMENT),
    reference=re.compile(f"{_WIKI_LINK}|{_COMMENT}|{_BLOCK_ID}|{_TAG}|{DOLLARS}"),
    line_breaks=LineBreaks.SHOWN,
    heading_ids=HeadingIds(SCHEMES["obsidian"], SPELLINGS["obsidian"]),
    links=LINKS["obsidian"],
    text_keys=("aliases",),
    address_keys=("permalink",),
)
