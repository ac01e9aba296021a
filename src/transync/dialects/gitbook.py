"""GitBook: tags such as `{% hint %}` around blocks, and anchors behind headings."""

from __future__ import annotations

import re
from dataclasses import replace

from transync.dialects.commonmark import COMMONMARK, TOKEN
from transync.dialects.contents import contents
from transync.dialects.dialect import Region
from transync.dialects.links import LINKS
from transync.dialects.references import DOLLAR_BLOCK, ICON
from transync.dialects.slugs import SCHEMES, HeadingIds
from transync.dialects.slugs.spelling import SPELLINGS
from transync.formats.markdown.syntax import Syntax

CONTENT_REFERENCE = Region(r"\{%\s*(?P<name>content-ref)\b[^%]*%\}", r"\{%\s*endNAME\s*%\}", "{%")
"""A card for another page, which shows the title of that page."""

_GITBOOK = replace(
    COMMONMARK,
    name="gitbook",
    base="commonmark",
    syntax=Syntax(raw_blocks=(DOLLAR_BLOCK,)),
    # Formulas in a sentence have two dollars, too.
    token=re.compile(rf"{TOKEN.pattern}|(?<!\\)\$\$[^$\n]+\$\$"),
    regions=(CONTENT_REFERENCE,),
    reference=re.compile(ICON),
    heading_attributes=re.compile(
        rf"{COMMONMARK.heading_attributes.pattern}|<a(?:[ ]+[\w-]+=\"[^\"<>]*\")+></a>"
    ),
    heading_ids=HeadingIds(SCHEMES["gitbook"], SPELLINGS["gitbook"]),
    links=LINKS["gitbook"],
)
GITBOOK = replace(_GITBOOK, in_summary=contents(_GITBOOK))
