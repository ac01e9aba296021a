"""Where a front matter begins and ends."""

from __future__ import annotations

import re
from functools import lru_cache

from transync.errors import FrontMatterError
from transync.frontmatter.fields import Span, fault
from transync.model import NEWLINE, Form

_REMEMBERED = 8
"""Texts whose fences are kept: each is asked for them several times on its way into a page."""

_OPENING = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*(?:\r\n?|\n)")
_CLOSING = {
    # Jekyll's YAML_FRONT_MATTER_REGEXP: either fence, at the left margin, trailing blanks allowed.
    Form.YAML: re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)"),
    Form.TOML: re.compile(r"(?<=[\r\n])\+\+\+[ \t]*(?:\r\n?|\n|\Z)"),
}
_COMMENT = re.compile(r"[ \t]*#")
_FIELD = {
    # What Markdown begins a line with (lists, links, quotes, emphasis, code, HTML) is no key.
    Form.YAML: re.compile(
        r"""[ \t]* (?:
            <<[ \t]*: | \?[ \t] | \{[ \t]*(?: \} | \Z | [\w"'].*: )
            | (?: (?: "[^"]*" | '[^']*' )[ \t]* | (?!!\[)[^\s\#\-\[\]{},*|>%@`?:"'<].*? )
              :(?: [ \t] | \Z )
        )""",
        re.VERBOSE,
    ),
    Form.TOML: re.compile(r"""[ \t]*(?:\[[^\]]+\]|(?:[\w.-]|[ \t]|"[^"]*"|'[^']*')+=)"""),
}
_NAME = re.compile(r"[\w.-]+[ \t]*(?::(?:[ \t]|\Z)|=)")
_LIST = re.compile(r"-(?:[ \t]|\Z)|[\]}]")


def find(text: str, path: str = "") -> Span | None:
    """Find the front matter that `text` begins with, as Jekyll and Hugo do.

    Raises `FrontMatterError` for one that is not closed.
    """
    try:
        return _found(text)
    except FrontMatterError as error:
        error.path = path
        raise


@lru_cache(maxsize=_REMEMBERED)
def _found(text: str) -> Span | None:
    opening = _OPENING.match(text)
    if not opening:
        return None
    form = Form.YAML if opening[1] == "---" else Form.TOML
    closing = _CLOSING[form].search(text, opening.end())
    if closing:
        data = text[opening.end() : closing.start()]
        span = Span(form, opening.start(1), opening.end(), closing.start(), closing.end())
        return span if _is_data(NEWLINE.split(data), form) else None
    # `---` alone is also a thematic break, which needs no partner. Only a key right behind it
    # shows that a fence was meant.
    if _FIELD[form].match(_line(text, opening.end())):
        raise fault(
            f"the front matter is not closed; put `{opening[1]}` on a line of its own behind it"
            f" (if it is none, leave a blank line behind `{opening[1]}`)",
            text,
            opening.start(1),
            "",
        )
    return None


def _line(text: str, start: int) -> str:
    end = NEWLINE.search(text, start)
    return text[start : end.start() if end else len(text)]


def _is_data(lines: list[str], form: Form) -> bool:
    """Tell data between fences from Markdown between two thematic breaks.

    A key in the first lines makes it data: faults in it are then reported, not taken for
    Markdown. Behind a blank line, no line at the margin may be anything else than data.
    """
    if form is Form.TOML and lines[0].strip():
        return True  # `+++` is nothing in Markdown
    said = [line for line in lines if not _COMMENT.match(line)]
    while said and form is Form.TOML and not said[0].strip():
        said.pop(0)
    head = []
    for line in said:
        if not line.strip():
            break
        head.append(line)
    if head:
        return bool(_FIELD[form].match(head[0]) or any(_NAME.match(line) for line in head[1:]))
    return all(
        _FIELD[form].match(line) or _LIST.match(line)
        for line in said
        if line.strip() and not line[0].isspace()
    )
