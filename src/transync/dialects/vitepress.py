"""VitePress: markdown-it with boxes, emoji and formulas; what it makes is a template of Vue."""

from __future__ import annotations

import re
from dataclasses import replace

from transync.dialects.commonmark import COMMONMARK, LINES
from transync.dialects.links import LINKS
from transync.dialects.listings import LABELLED
from transync.dialects.references import DOLLAR_BLOCK, DOLLARS, ICON
from transync.dialects.slugs import SCHEMES, HeadingIds
from transync.dialects.slugs.spelling import SPELLINGS
from transync.formats.markdown.syntax import Syntax

_SNIPPET = re.compile(r"<<<[ \t]*[^<\s].*")
"""A listing from a file: `<<< ./snippets/pot.js{2}`."""
_BOX = re.compile(r":{3,}[ \t]*[\w-]+[ \t]+(?P<title>[^{}]*[^\s{}])[ \t]*\{[^{}]*\}")
"""A box with a title and attributes: `::: details Title {open}`."""

VITEPRESS = replace(
    COMMONMARK,
    name="vitepress",
    base="commonmark",
    syntax=Syntax(raw_blocks=(DOLLAR_BLOCK,), prose_fences=(LABELLED,)),
    lines=(_SNIPPET, _BOX, *LINES),
    line_starts=COMMONMARK.line_starts | {"<"},
    reference=re.compile(f"{ICON}|{DOLLARS}"),
    heading_ids=HeadingIds(SCHEMES["vitepress"], SPELLINGS["vitepress"]),
    text_keys=(
        *("hero.name", "hero.text", "hero.tagline", "hero.image.alt", "hero.actions.text"),
        *("features.title", "features.details", "features.linkText", "features.icon.alt"),
        *("prev", "prev.text", "next", "next.text"),
    ),
    links=LINKS["vitepress"],
)
