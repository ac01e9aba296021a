"""Hugo: goldmark with definition lists, attributes, emoji and formulas, behind shortcodes."""

from __future__ import annotations

import re
from dataclasses import replace

from transync.dialects import data_files
from transync.dialects.commonmark import COMMONMARK, TOKEN
from transync.dialects.definitions import ALIGNED_DEFINITION, TEMPLATE_DEFINITION
from transync.dialects.links import LINKS
from transync.dialects.listings import TITLED
from transync.dialects.references import DOLLARS, FORMULA_BLOCKS, ICON, PARENTHESES
from transync.dialects.regions import shortcode
from transync.dialects.slugs import SCHEMES, HeadingIds
from transync.dialects.slugs.spelling import SPELLINGS
from transync.formats.markdown.syntax import Syntax

_CODE = shortcode(
    "asciinema|chart|chem|code|codeblock|comment|echarts|flowchart|graphviz|highlight|katex|latex"
    "|markmap|math|mathjax|mermaid|plantuml"
)
"""The shortcodes of Hugo and of its themes between whose tags is code, or nothing for readers."""
_CODE_TAB = shortcode("tab", condition=r"(?=\s[^{}]*\blang\s*=)")
"""A tab whose content is code in a language, as in Docsy: `{{< tab header="…" lang="sh" >}}`."""

_TEXT_KEYS = (
    *("linkTitle", "linktitle", "LinkTitle", "Title", "Description", "Summary"),
    *(f"{menu}.{name}" for menu in ("menu.main", "menus.main") for name in ("name", "title")),
    *("resources.title", "cascade.description"),
)
"""Hugo does not tell the case of keys apart."""

HUGO = replace(
    COMMONMARK,
    name="hugo",
    base="commonmark",
    syntax=Syntax(
        containers=(ALIGNED_DEFINITION,),
        raw_blocks=FORMULA_BLOCKS,
        line_blocks=(TEMPLATE_DEFINITION,),
        prose_fences=(TITLED,),
    ),
    attributes=(*COMMONMARK.attributes, "{{*}}@header", "{{*}}@text", "{{tab}}@name"),
    token=re.compile(f"{_CODE.in_line}|{TOKEN.pattern}"),
    regions=(_CODE.region, _CODE_TAB.region),
    reference=re.compile(f"{ICON}|{DOLLARS}|{PARENTHESES}"),
    heading_ids=HeadingIds(SCHEMES["hugo"], SPELLINGS["hugo"]),
    text_keys=_TEXT_KEYS,
    links=LINKS["hugo"],
    data_files=data_files.HUGO,
    address_keys=("url", "aliases"),
)
