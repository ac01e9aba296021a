"""mdBook: CommonMark with includes, the boxes of mdbook-admonish, and formulas of MathJax."""

from __future__ import annotations

import re
from dataclasses import replace

from transync.dialects.commonmark import COMMONMARK
from transync.dialects.contents import contents
from transync.dialects.definitions import ALIGNED_DEFINITION
from transync.dialects.links import LINKS
from transync.dialects.references import DOLLAR_BLOCK
from transync.dialects.slugs import SCHEMES, HeadingIds
from transync.dialects.slugs.spelling import SPELLINGS
from transync.formats.markdown.syntax import LineBlock, ProseFence, RawBlock, Syntax

_BOX = (
    r"(?:`{3,}+(?!.*`)|~{3,})[ \t]*admonish\b"
    r"(?:(?:[^\"]*[ \t]title=|[ \t]+[\w-]+[ \t]+)\"(?P<title_of_a_box>[^\"]*)\")?.*"
)
_TITLE = LineBlock(
    "title",
    r"\{\{#title[ \t]+[^{}]*\}\}",
    r"\A\{\{#title[ \t]+(?P<title_of_a_page>[^{}]*)\}\}\Z",
    ends_paragraph=True,
)

_MDBOOK = replace(
    COMMONMARK,
    name="mdbook",
    base="commonmark",
    syntax=Syntax(
        containers=(ALIGNED_DEFINITION,),
        raw_blocks=(
            DOLLAR_BLOCK,
            # MathJax gets its backslash behind one that Markdown reads.
            RawBlock("line of math", r"\\\\\[.*\\\\\]"),
            RawBlock("bracketed math", r"\\\\\[(?!.*\\\\\]).*", r".*\\\\\]"),
        ),
        line_blocks=(_TITLE,),
        prose_fences=(ProseFence("box", _BOX, option=""),),
    ),
    reference=re.compile(r"\\\\\((?:[^\\\n]|\\(?!\\))*\\\\\)"),
    heading_ids=HeadingIds(SCHEMES["mdbook"], SPELLINGS["mdbook"]),
    links=LINKS["mdbook"],
)
MDBOOK = replace(_MDBOOK, in_summary=contents(_MDBOOK))
