"""MyST, the Markdown of Sphinx and Jupyter Book: directives are fences, roles are code spans."""

from __future__ import annotations

import re
from dataclasses import replace

from transync.dialects.commonmark import COMMONMARK, LINES
from transync.dialects.dialect import HTML_COMMENT, Comment
from transync.dialects.links import LINKS
from transync.dialects.references import (
    BRACKET_BLOCK,
    DOLLAR_BLOCK,
    DOLLARS,
    ENVIRONMENT,
    ENVIRONMENT_LINE,
)
from transync.dialects.slugs import SCHEMES, HeadingIds
from transync.dialects.slugs.spelling import SPELLINGS
from transync.formats.markdown.syntax import LineBlock, ListItem, ProseFence, RawBlock, Syntax

_TITLED = (  # what is behind the name is a title, or the first words of the content
    "admonition|attention|caution|danger|error|hint|important|note|tip|warning|seealso|todo"
    "|topic|sidebar|rubric|centered|dropdown|card|grid-item-card|tab-item|tab|details|aside|margin"
    "|exercise|solution|(?:prf|proof):[a-z]+|table|embed-caption"
)
_UNTITLED = (  # what is behind the name is a path, a class or a number
    "figure|container|div|grid|grid-item|tab-set|tabs|epigraph|highlights|pull-quote|compound"
    "|parsed-literal|only|versionadded|versionchanged|deprecated|versionremoved|hlist|card-carousel"
    "|card-header|card-footer|button-link|button-ref|exercise-start|solution-start|article-info"
)
_NO_PROSE = (
    "code|code-block|code-cell|sourcecode|highlight|literalinclude|include|raw|eval-rst|math"
    "|image|video|iframe|mermaid|graphviz|digraph|graph|plantuml|contents|bibliography|tableofcontents"
    "|index|currentmodule|automodule|autoclass|autofunction|autosummary|autodoc2-object"
    "|jupyter-execute|doctest|testcode|testoutput|testsetup|productionlist|glue:[a-z]+|glue|embed|nb-exec-table"
)
_MARK = r"(?:`{3,}+(?!.*`)|~{3,}|:{3,})[ \t]*"
_BEHIND = r"(?:[ \t]+.*)?"
_SEEN = frozenset({"alt", "caption", "title", "summary", "label-text"})

_CSV = (
    r"(?:\A|,[ \t]*)(?:\"(?P<table_cell_2>(?:[^\"]|\"\")*)\""
    r"|(?P<table_cell>[^\s\",][^\",]*))(?=[ \t]*(?:,|\Z))"
)
_CSV_LINES = LineBlock("rows", r".+", _CSV)
_ENTRIES = LineBlock("entries", r".+", r"\A(?P<title_of_a_page>[^<>]*[^<>\s])[ \t]*<[^<>]+>\Z")
_FIELD = r":(?P<name_of_a_field>[^:\s](?:[^:]*[^:\s])?):(?:[ \t]+(?P<content>(?=\S).*))?"

_FENCES = (
    ProseFence("entries", rf"{_MARK}\{{toctree\}}", _SEEN, lines=_ENTRIES),
    ProseFence(
        "rows",
        rf"{_MARK}\{{csv-table\}}(?:[ \t]+(?P<title_of_a_table>.+))?",
        _SEEN,
        _CSV_LINES,
        line_options=frozenset({"header"}),
    ),
    ProseFence("glossary", rf"{_MARK}\{{glossary\}}", has_terms=True),
    ProseFence(
        "listed table", rf"{_MARK}\{{list-table\}}(?:[ \t]+(?P<title_of_a_table>.+))?", _SEEN
    ),
    ProseFence("box", rf"{_MARK}\{{(?:{_TITLED})\}}(?:[ \t]+(?P<title_of_a_box>.+))?", _SEEN),
    ProseFence("blocks", rf"{_MARK}\{{(?:{_UNTITLED})\}}{_BEHIND}", _SEEN),
    ProseFence("code", rf"{_MARK}\{{(?:{_NO_PROSE})\}}{_BEHIND}", _SEEN, has_blocks=False),
    # What a site has added: a fence of colons shows its content even where nobody knows its name.
    ProseFence("unknown", rf":{{3,}}[ \t]*\{{[^{{}}]+\}}{_BEHIND}", _SEEN),
)

_SHOWN = "abbr|kbd|guilabel|menuselection|sub|sup|term|strong|emphasis|title|del|u|dfn"
"""Roles of which all is text; a term is one of the glossary, which is translated, too."""
_ROLE = (
    rf"(?:\{{(?:{_SHOWN})\}}`(?P<shown>[^`]+)`"
    r"|\{[\w:+.-]+\}`(?P<label>[^`<]*[^`<\s])(?=[ \t]*<[^`<>]+>`))"
)

MYST = replace(
    COMMONMARK,
    name="myst",
    base="commonmark",
    syntax=Syntax(
        list_items=(ListItem("field", _FIELD),),
        raw_blocks=(
            RawBlock("comment", r"%.*"),
            RawBlock("target", r"\([^()\s][^()]*\)="),
            RawBlock("block break", r"\+\+\+.*"),
            RawBlock("attributes", r"\{[ ]*[.#%][^{}]*\}"),
            RawBlock("math line", r"\$\$(?:[^$\\]|\\.)+\$\$[ \t]*(?:\([^()]+\))?"),
            DOLLAR_BLOCK._replace(closing=r".*\$\$(?:[ \t]*\([^()]+\))?"),
            BRACKET_BLOCK,
            ENVIRONMENT,
            ENVIRONMENT_LINE,
        ),
        prose_fences=_FENCES,
    ),
    lines=(re.compile(r"\+\+\+.*"), *LINES),
    line_starts=COMMONMARK.line_starts | {"+"},
    comments=(HTML_COMMENT, Comment("%", "")),
    named_fence=re.compile(r"(?:`{3,}|~{3,})[ \t]*\{(?P<name>[A-Za-z][\w:.-]*)\}.*"),
    reference=re.compile(DOLLARS),
    shown=re.compile(_ROLE),
    text_keys=("short_title", "abstract", "myst.html_meta.description"),
    heading_ids=HeadingIds(SCHEMES["myst"], SPELLINGS["myst"]),
    links=LINKS["myst"],
)
