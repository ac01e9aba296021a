"""The dialect of a document of which nothing is known: CommonMark, and all that engines add to it.

Template syntax of any engine is kept, and a line that any engine acts on is one.
"""

from __future__ import annotations

import re

from transync.dialects.dialect import Dialect
from transync.dialects.regions import liquid_tag
from transync.formats.markdown.syntax import COMMONMARK as SYNTAX

# Each alternative excludes what opens it, so that a run of unclosed openers stays linear.
_BRACES = r"\{\{(?:[^{}]|\{[^{}]*\})*\}\}"  # Liquid, Jinja, Vue, Hugo's shortcodes, mdBook
_LIQUID = r"\{\{(?:[^{}]|\{(?!\{)|\}(?!\}))*\}\}"  # up to the first `}}`, whatever is before it
_SHORTCODE = r"\{\{[<%#](?:[^{}]|\{[^{}]*\})*\}\}"  # of Hugo, on a line of its own
_TAG = r"\{%(?:[^%{]|%(?!\})|\{(?!%))*%\}"  # Liquid, Jinja
_INCLUDE = r"\{\*(?:[^*{]|\*(?!\}))*\*\}"  # includes of MkDocs
_COMMENT = r"\{#(?:[^#{}]|#(?!\}))*#\}"  # Jinja
_ATTRIBUTES = (
    r"\{(?::|:?[ \t]*[#.])[^{}\n]*\}"  # attribute lists of kramdown, Pandoc, Python-Markdown
)
_EXPRESSION = (  # MDX, Svelte, ICU, Blade; Python-Markdown's attributes without a colon
    r"[$#@]?\{(?:[A-Za-z_$][\w$.]*|[^{}\n=(]*[=(](?:[^{}\n]|\{[^{}\n]*\})*"
    r"|[ \t]*[!@/~^%>\"'`][^{}\n]*)\}"
)
_SCRIPTLET = r"<%(?:[^%<]|%(?!>)|<(?!%))*%>"  # ERB, EJS, JSP
_JSX = (
    r"</?[A-Z][\w.]*(?:\s+(?:[\w:-]+(?:=(?:\"[^\"]*\"|'[^']*'|\{(?:[^{}]|\{[^{}]*\})*\}))?"
    r"|\{(?:[^{}]|\{[^{}]*\})*\}))*\s*/?>"
)
_STANDING = f"{_SHORTCODE}|{_TAG}|{_INCLUDE}|{_COMMENT}|{_ATTRIBUTES}"

TOKEN = re.compile(
    f"{_BRACES}|{_LIQUID}|{_TAG}|{_INCLUDE}|{_COMMENT}"
    f"|{_ATTRIBUTES}|{_EXPRESSION}|{_SCRIPTLET}|{_JSX}"
)
"""One template token: what a template engine or a component compiler replaces."""

LINES = tuple(
    re.compile(pattern)
    for pattern in (
        # The mark of a definition (Pandoc, kramdown) or an abbreviation: text of its own follows.
        r"(?::[ \t]+|\*\[[^\]]+\]:[ \t]*)(?P<content>)[\s\S]*",
        # Tokens that act on a line of their own, as against `{{ name }}` in a sentence.
        rf"(?:(?:{_STANDING})[ \t]*)+",
        # A name whose documentation mkdocstrings puts here.
        r"(?P<options>:{3})[ \t]+\w+(?:\.\w+)+",
        # Docusaurus, VuePress, MyST, Pandoc: `:::note[Title]`, `::: tip Title`, `:::`
        r":{3,}[ \t]*[\w-]+\[(?P<title>(?:\\.|[^\[\]\\]|\[(?:\\.|[^\[\]\\])*\])*)\]"
        r"(?:\{[^{}]*\})?",
        r":{3,}[ \t]*(?:\{[^{}]*\}|[\w.@/-]+)?(?:\{[^{}]*\})?(?:[ \t]+(?P<title>.+))?",
        # Python-Markdown, MkDocs: `!!! note "Title"`, `??? tip`, `=== "Tab"`
        r"(?:!!!|\?\?\?\+?)[ \t]+[\w-]+(?:[ \t]+(?:inline|end))*(?:[ \t]+\"(?P<title>.*)\")?",
        r"===[!+]?[ \t]+\"(?P<title>.*)\"",
        # PyMdown blocks: `/// note | Title`, `///`
        r"/{3,}[ \t]*(?:[\w-]+)?(?:[ \t]*\|[ \t]*(?P<title>.*))?",
        # GitHub, Obsidian: `> [!NOTE] Title`
        r"\[!\w+\][+-]?(?:[ \t]+(?P<title>.+))?",
        # Python-Markdown, GitLab: the table of contents
        r"\[\[?_?(?:TOC|toc)_?\]?\]",
        # PyMdown: snippets of other files
        r";*-+8<-+(?:[ \t].*)?",
    )
)

LIQUID_CODE = liquid_tag("highlight|comment|codeblock").region
"""Liquid runs before Markdown, so its listings and comments are found in the text."""

HTML_ATTRIBUTES = (
    *("*@alt", "*@title", "*@aria-label", "*@placeholder"),
    *("option@label", "optgroup@label", "track@label", "table@summary"),
)
"""The attributes of HTML that readers see or hear."""

COMPONENT_ATTRIBUTES = ("*@label", "*@caption", "*@description", "*@summary", "Badge@text")
"""Those of components, by their usual names."""

_PARAMETERS = ("alt", "title", "label", "caption", "description", "summary")

ATTRIBUTES = (
    *HTML_ATTRIBUTES,
    *(f"{name}@{each}" for name in ("{{*}}", "{%*%}") for each in _PARAMETERS),
    "{%include%}@content",
    *("{}@title", "{}@alt", "{}@fig-alt"),
)
"""Those, and the parameters of template tokens by their usual names."""

COMMONMARK = Dialect(
    name="commonmark",
    base="",
    syntax=SYNTAX,
    token=TOKEN,
    token_hints=("{", "}", "%>", "<%", "$$"),
    lines=LINES,
    line_starts=frozenset(":!?=/[-;{*"),
    heading_attributes=re.compile(r"\{:?[ \t]*[#.][^{}]*\}"),
    regions=(LIQUID_CODE,),
    attributes=(*ATTRIBUTES, *COMPONENT_ATTRIBUTES),
)
