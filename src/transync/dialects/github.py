"""GitHub: its flavoured Markdown, as in a README, an issue or a wiki."""

from __future__ import annotations

import re
from dataclasses import replace

from transync.dialects.commonmark import COMMONMARK
from transync.dialects.links import LINKS
from transync.dialects.references import DOLLAR_BLOCK, DOLLARS, ICON, ISSUE, MENTION
from transync.dialects.slugs import SCHEMES, HeadingIds
from transync.dialects.slugs.spelling import SPELLINGS
from transync.formats.markdown.syntax import Syntax

GITHUB = replace(
    COMMONMARK,
    name="github",
    base="commonmark",
    syntax=Syntax(raw_blocks=(DOLLAR_BLOCK,)),
    reference=re.compile(f"{ICON}|{DOLLARS}|{MENTION}|{ISSUE}"),
    heading_ids=HeadingIds(SCHEMES["github"], SPELLINGS["github"]),
    links=LINKS["github"],
)
