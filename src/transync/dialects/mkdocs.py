"""MkDocs: Python-Markdown with the extensions that Material for MkDocs recommends."""

from __future__ import annotations

import re
from dataclasses import replace

from transync.dialects import data_files
from transync.dialects.commonmark import COMMONMARK, LINES
from transync.dialects.definitions import ABBREVIATION, INDENTED_DEFINITION
from transync.dialects.links import LINKS
from transync.dialects.listings import TITLED
from transync.dialects.references import DOLLARS, FORMULA_BLOCKS, ICON, PARENTHESES
from transync.dialects.slugs import SCHEMES, HeadingIds
from transync.dialects.slugs.spelling import SPELLINGS
from transync.formats.markdown.syntax import Container, RawBlock, Syntax

_CLASSES = r"[\w-]+(?:[ ]+[\w-]+)*"
_TITLE = r"\"(?P<title>.*)\""
_BOX = (  # admonitions and details: `!!! note "Title"`, `??? "Title"`, `???+ tip`
    rf"(?:!!![ ]?{_CLASSES}|\?{{3}}\+?(?=[ ]*[\w\"])(?:[ ]?{_CLASSES})?)(?:[ ]+{_TITLE})?"
)
_TAB = rf"===[!+]{{0,2}}[ ]+{_TITLE}"

_ATTRIBUTE = r"(?:[#.][\w:.-]+|[\w:.-]+=(?:\"[^\"{}\n]*\"|'[^'{}\n]*'|[^\s{}\"']+))"
_ATTRIBUTES = rf"\{{:?[ ]*{_ATTRIBUTE}(?:[ ]+{_ATTRIBUTE})*[ ]*\}}"

_KEYS = r"(?<![+{])\+\+[\w\"-]+(?:\+[\w\"-]+)*\+\+(?!\+)"
"""`++ctrl+alt+del++`"""

MKDOCS = replace(
    COMMONMARK,
    name="mkdocs",
    base="commonmark",
    syntax=Syntax(
        containers=(
            Container("box", _BOX),
            Container("tab", _TAB),
            INDENTED_DEFINITION,
            ABBREVIATION,
        ),
        raw_blocks=(RawBlock("snippets", r";*-+8<-+", r";*-+8<-+"), *FORMULA_BLOCKS),
        prose_fences=(TITLED,),
    ),
    lines=(
        re.compile(_BOX),
        re.compile(_TAB),
        # PyMdown blocks: `/// note | Title`, with options behind it, indented; `///`
        re.compile(r"(?P<options>/{3,})[ \t]*(?:[\w-]+)?(?:[ \t]*\|[ \t]*(?P<title>.*))?"),
        re.compile(rf"(?:{_ATTRIBUTES}[ ]*)+"),
        *LINES,
    ),
    heading_attributes=re.compile(_ATTRIBUTES),
    attributes=(*COMMONMARK.attributes, "{}@data-toc-label"),
    heading_ids=HeadingIds(SCHEMES["mkdocs"], SPELLINGS["mkdocs"]),
    links=LINKS["mkdocs"],
    data_files=data_files.MKDOCS,
    reference=re.compile(f"{ICON}|{DOLLARS}|{PARENTHESES}|{_KEYS}"),
)
