"""Jekyll: kramdown, behind Liquid."""

from __future__ import annotations

import re
from dataclasses import replace

from transync.dialects import data_files
from transync.dialects.commonmark import COMMONMARK, TOKEN
from transync.dialects.definitions import ABBREVIATION, ALIGNED_DEFINITION, TEMPLATE_DEFINITION
from transync.dialects.dialect import Region
from transync.dialects.links import LINKS
from transync.dialects.references import DOLLAR_BLOCK, ICON
from transync.dialects.regions import liquid_tag
from transync.dialects.slugs import SCHEMES, HeadingIds
from transync.dialects.slugs.spelling import SPELLINGS
from transync.formats.markdown.syntax import Syntax

_CODE = liquid_tag("chart|codeblock|comment|highlight|katex|math|mermaid|plantuml")
"""The tags of Liquid and of plugins between which is code, or nothing for readers."""
_COMMENT = Region(r"\{::(?P<name>comment)\}", r"\{:/(?:NAME)?\}", "{::")
_CONTENTS = Region(
    r"(?m)(?:^|(?<=\r))[ ]{0,3}(?:[-*+]|1\.)[ \t]+(?P<name>\S[^\r\n]*)"
    r"(?=(?:\r\n?|\n)[ \t]*\{:toc\b)",
    r"\{:toc\b[^{}\r\n]*\}",
    "{:toc",
)
"""The list in whose place kramdown puts the table of contents."""

JEKYLL = replace(
    COMMONMARK,
    name="jekyll",
    base="commonmark",
    syntax=Syntax(
        containers=(ALIGNED_DEFINITION, ABBREVIATION),
        raw_blocks=(DOLLAR_BLOCK,),
        line_blocks=(TEMPLATE_DEFINITION,),
        is_kramdown=True,
    ),
    regions=(_CODE.region, _COMMENT, _CONTENTS),
    # Formulas in a sentence have two dollars, too.
    token=re.compile(rf"{TOKEN.pattern}|(?<!\\)\$\$[^$\n]+\$\$"),
    reference=re.compile(ICON),
    heading_ids=HeadingIds(SCHEMES["jekyll"], SPELLINGS["jekyll"]),
    # As the themes Minimal Mistakes and Just the Docs call them.
    text_keys=(
        *("nav_title", "tagline", "sidebar.title", "sidebar.text", "header.caption"),
        *("header.cta_label", "header.image_description", "feature_row.title"),
        *("feature_row.excerpt", "feature_row.alt", "feature_row.btn_label"),
        *("gallery.title", "gallery.alt"),
    ),
    links=LINKS["jekyll"],
    data_files=data_files.JEKYLL,
    address_keys=("permalink", "redirect_from"),
)
