"""Definition lists, abbreviations and links, in the spellings that dialects have in common."""

from __future__ import annotations

from transync.formats.markdown.syntax import Container, LineBlock

_DEFINITION = r":[ \t]+(?P<content>(?=\S).*)"

INDENTED_DEFINITION = Container("definition", _DEFINITION)
"""`: text`, whose further blocks are indented by four, as in Python-Markdown."""
ALIGNED_DEFINITION = Container("definition", _DEFINITION, indent=0)
"""`: text`, whose further blocks are indented as its text, as in a list."""
ABBREVIATION = Container("abbreviation", r"\*\[[^\[\]]+\]:[ \t]*(?P<content>(?=\S).*)")
"""`*[HTML]: what the letters stand for`"""

_LABEL = r"\[[^\[\]^\s][^\[\]\n]*\]:[ \t]*"
_TOKEN = r"(?:\{\{(?:[^{}\n]|\{[^{}\n]*\})*\}\}|\{%[^%\n]*%\})[^\s\"]*"
TEMPLATE_DEFINITION = LineBlock(
    "link definition",
    rf"{_LABEL}{_TOKEN}(?:[ \t]+\"[^\"\n]*\")?",
    rf"\A{_LABEL}{_TOKEN}[ \t]+\"(?P<title_of_a_link>[^\"]+)\"\Z",
    has_links=True,
)
"""`[tea]: {{< ref "tea.md" >}} "Title"`: a definition to who replaces the token before."""
