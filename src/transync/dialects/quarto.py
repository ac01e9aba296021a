"""Quarto: the Markdown of Pandoc, with cells of code that have captions, and cross references."""

from __future__ import annotations

import re
from dataclasses import replace

from transync.dialects import data_files
from transync.dialects.commonmark import COMMONMARK
from transync.dialects.definitions import ALIGNED_DEFINITION
from transync.dialects.links import LINKS
from transync.dialects.references import DOLLARS, FORMULA_BLOCKS, PARENTHESES
from transync.dialects.slugs import SCHEMES, HeadingIds
from transync.dialects.slugs.spelling import SPELLINGS
from transync.formats.markdown.syntax import LineBlock, ListItem, ProseFence, RawBlock, Syntax

_CELL = (  # ```{python}, ```{r, fig.cap="…"}
    r"`{3,}+(?!.*`)[ \t]*\{[A-Za-z][\w-]*"
    r"(?:[^{}\"']*\bfig\.cap[ ]*=[ ]*[\"'](?P<caption_of_a_figure>[^\"'{}]*)[\"'])?[^{}]*\}"
)
_OPTION = r"(?:#|//|--|%%)\|[ \t]+(?P<option>[\w.-]+):(?:[ \t]+(?P<value>.*))?"
_SHOWN = ("fig-cap", "fig-alt", "tbl-cap", "lst-cap", "fig.cap", "fig.alt", "title", "code-summary")

_LIST_MARK = r"(?:[a-z]|[ivxlc]+|#)[.)]|\((?:[a-z]|[ivxlc]+|[0-9]+)\)|[A-Z]\)|[A-Z]\.(?=[ ][ ])"

_CITATION = r"(?<![\w.@/])-?@(?:\{[^{}\n]+\}|\w(?:[\w:.#$%&+?<>~/-]*\w)?)"
_LATEX = r"\\[A-Za-z]+(?:\[[^\[\]\n]*\]|\{[^{}\n]*\})+|\\(?:newpage|pagebreak|clearpage)\b"
_BOOKDOWN = r"\\@ref\([^()\n]*\)|\(ref:[\w-]+\)"

QUARTO = replace(
    COMMONMARK,
    name="quarto",
    base="commonmark",
    syntax=Syntax(
        containers=(ALIGNED_DEFINITION,),
        list_items=(
            ListItem("example", r"\(@[\w-]*\)[ \t]+(?P<content>(?=\S).*)"),
            ListItem("list item", rf"(?:{_LIST_MARK})[ \t]+(?P<content>(?=\S).*)"),
        ),
        raw_blocks=(
            RawBlock("line of math", r"\$\$(?:[^$\\]|\\.)+\$\$(?:[ \t]*\{[^{}]*\})?"),
            FORMULA_BLOCKS[0]._replace(closing=r".*\$\$(?:[ \t]*\{[^{}]*\})?"),
            *FORMULA_BLOCKS[1:],
            RawBlock("command of LaTeX", rf"(?:(?:{_LATEX})[ \t]*)+"),
        ),
        line_blocks=(
            LineBlock("verse", r"\|[ \t].*|\|", r"\A\|[ \t]+(?P<line>\S.*)\Z"),
            LineBlock(
                "caption of a table",
                r"(?:Table)?:[ \t]+.*\{[^{}]*\}",
                r"\A(?:Table)?:[ \t]+(?P<caption_of_a_table>\S.*?)[ \t]*\{[^{}]*\}\Z",
            ),
        ),
        has_drawn_tables=True,
        prose_fences=(
            ProseFence("cell", _CELL, frozenset(_SHOWN), option=_OPTION, has_blocks=False),
        ),
    ),
    reference=re.compile(f"{_CITATION}|{_BOOKDOWN}|{_LATEX}|{DOLLARS}|{PARENTHESES}"),
    heading_ids=HeadingIds(SCHEMES["pandoc"], SPELLINGS["pandoc"]),
    links=LINKS["quarto"],
    data_files=data_files.QUARTO,
    text_keys=("abstract", "pagetitle", "toc-title", "code-summary"),
    address_keys=("aliases",),
)
