"""The syntax of site engines that CommonMark does not know: template tokens, marker lines.

Nothing here is ever an error: what is recognised is kept out of the translators' way, and
what is not is text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

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
TOKEN = re.compile(
    "|".join(
        [
            *(_BRACES, _LIQUID, _TAG, _INCLUDE, _COMMENT),
            *(_ATTRIBUTES, _EXPRESSION, _SCRIPTLET, _JSX),
        ]
    )
)
"""One template token: what a template engine or a component compiler replaces."""

_LOOSE = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|<%|%>|\$\$")
"""Half a token, which may meet its other half elsewhere in the document, and math."""

HINTS = ("{", "}", "%>", "<%", "$$")
"""What a text with a token, or with half of one, has."""

_STANDING = re.compile(rf"(?:(?:{_SHORTCODE}|{_TAG}|{_INCLUDE}|{_COMMENT}|{_ATTRIBUTES})[ \t]*)+")
"""A line of tokens that act on a line of their own, as against `{{ name }}` in a sentence."""

_MARKERS = tuple(
    re.compile(pattern)
    for pattern in (
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
_OBJECT = re.compile(r":{3}[ \t]+\w+(?:\.\w+)+")
"""A name whose documentation mkdocstrings puts here."""
_OPENERS = ":!?=/[-;"

BEGINNINGS = frozenset(f"{_OPENERS}{{*")
"""What the lines begin with that may say something to an engine."""

_PREFIX = re.compile(r":[ \t]+|\*\[[^\]]+\]:[ \t]*")
"""What starts a definition (Pandoc, kramdown) or an abbreviation: text of its own follows."""

MODULE = ("import", "export")
"""How each line of an MDX module begins."""
_MODULE = re.compile(
    r"import\s++(?:[^'\"\n]*\sfrom\s++)?['\"][^'\"\n]+['\"];?"
    r"|export\s+(?:const|let|var|function|default|class|async|\*|\{).*"
)
"""A line of an MDX module: its imports and exports."""

_RAW_OPEN = re.compile(r"\{%-?\s*(highlight|comment|codeblock)\b[^%]*%\}")


class Marker(NamedTuple):
    """What a line says to a site engine, and what of it is for readers: offsets in the line."""

    title: tuple[int, int] | None = None
    rest: int | None = None
    """Where text begins behind the mark of a definition."""
    options: bool = False
    """Whether the indented lines behind it are options, and no prose."""


def marker(line: str) -> Marker | None:
    """Tell what a line (blanks around it gone) is to a site engine; None for ordinary text."""
    if line[:1] not in BEGINNINGS:
        return None
    if prefix := _PREFIX.match(line):
        return Marker(rest=prefix.end())
    if line[0] == "{" and _STANDING.fullmatch(line):
        return Marker()
    if _OBJECT.fullmatch(line):
        return Marker(options=True)
    if line[0] in _OPENERS:
        for pattern in _MARKERS:
            if found := pattern.fullmatch(line):
                titled = "title" in pattern.groupindex and found["title"]
                return Marker(title=found.span("title") if titled else None)
    return None


def is_module(line: str) -> bool:
    """Tell whether a line is an import or an export of MDX."""
    return line.startswith(MODULE) and bool(_MODULE.fullmatch(line.strip()))


def raw_regions(text: str) -> list[tuple[int, int]]:
    """Give the offsets of Liquid's code listings and comments, which are not prose.

    Liquid runs before Markdown, so they are found in the text and not in its blocks; one
    that is never closed hides nothing.
    """
    regions: list[tuple[int, int]] = []
    unclosed = set()
    for opened in _RAW_OPEN.finditer(text) if "{%" in text else ():
        name = opened[1]
        if name in unclosed or (regions and opened.start() < regions[-1][1]):
            continue  # a search to the end for each of them would be quadratic
        closing = re.compile(rf"\{{%-?\s*end{name}\s*-?%\}}").search(text, opened.end())
        if closing:
            regions.append((opened.start(), closing.end()))
        else:
            unclosed.add(name)
    return regions


def tokens(text: str) -> list[str]:
    """List the template tokens of `text`, in order; then what is half of one.

    Components are tags, and not listed here.
    """
    if not any(map(text.__contains__, HINTS)):
        return []
    found = [token for token in TOKEN.findall(text) if token[0] != "<" or token[1] == "%"]
    return found + _LOOSE.findall(TOKEN.sub(" ", text))
