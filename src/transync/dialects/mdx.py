"""MDX: Markdown in which tags are components, and braces are JavaScript."""

from __future__ import annotations

import re
from dataclasses import replace

from transync.dialects.commonmark import (
    COMMONMARK,
    COMPONENT_ATTRIBUTES,
    HTML_ATTRIBUTES,
    TOKEN,
)
from transync.dialects.dialect import HTML_COMMENT, JAVASCRIPT_COMMENT
from transync.formats.markdown.syntax import Syntax

MDX = replace(
    COMMONMARK,
    name="mdx",
    base="commonmark",
    syntax=Syntax(is_mdx=True),
    # Whatever is in braces is an expression; behind a backslash, one is a character.
    token=re.compile(rf"{TOKEN.pattern}|(?<!\\)\{{(?:[^{{}}]|\{{[^{{}}]*\}})*\}}"),
    # `{#id}` of Docusaurus, `{/* id */}` of React's and of whoever has plain MDX
    heading_attributes=re.compile(r"\{(?::?[ \t]*[#.][^{}]*|/\*(?:[^*{}]|\*(?!/))*\*/)\}"),
    # An HTML comment is none in MDX 2; Docusaurus takes it all the same.
    comments=(JAVASCRIPT_COMMENT, HTML_COMMENT),
    attributes=(*HTML_ATTRIBUTES, *COMPONENT_ATTRIBUTES),
    is_jsx=True,
)
