"""Where a front matter begins and ends."""

from __future__ import annotations

import re
from functools import lru_cache

from transync.domain.errors import FrontMatterError
from transync.domain.model import NEWLINE, Form
from transync.formats.frontmatter import braces
from transync.formats.frontmatter.fields import Span, fault

_REMEMBERED = 8
"""Texts whose fences are kept: each is asked for them several times on its way into a page."""

_OPENING = re.compile(
    r"\ufeff?(?P<fence>---|\+\+\+|;;;)[ \t]*(?P<language>[A-Za-z][A-Za-z0-9]*)?"
    r"(?:[ \t]+\#[^\r\n]*)?[ \t]*(?:\r\n?|\n)"
)
"""A fence, with the language of what follows (gray-matter), or a comment (Hugo)."""
_FORMS = {"---": Form.YAML, "+++": Form.TOML, ";;;": Form.JSON}
_LANGUAGES = {"yaml": Form.YAML, "yml": Form.YAML, "toml": Form.TOML, "json": Form.JSON}
_UNREAD = frozenset(
    ("coffee", "coffeescript", "cson", "hjson", "ini", "javascript", "js", "json5", "jsonc", "xml")
)
"""The other languages that gray-matter is known to be taught."""
_CLOSING = {
    fence: re.compile(rf"(?<=[\r\n])(?:{re.escape(fence)})[ \t]*(?:\r\n?|\n|\Z)")
    for fence in _FORMS
}
# Jekyll's YAML_FRONT_MATTER_REGEXP: either fence, at the left margin, trailing blanks allowed.
_CLOSING_YAML = re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)")
_CODE = re.compile(r"[=({\[;]\s*\Z|\s=\s")
"""How a line of a program ends, or what is in it."""
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
    Form.JSON: re.compile(r"""[ \t]*(?:[{"']|[\w.-]+[ \t]*:)"""),
}
_NAME = re.compile(r"[\w.-]+[ \t]*(?::(?:[ \t]|\Z)|=)")
_LIST = re.compile(r"-(?:[ \t]|\Z)|[\]}]")


def find(text: str, path: str = "") -> Span | None:
    """Find the front matter that `text` begins with, as Jekyll, Hugo and gray-matter do.

    Raises `FrontMatterError` for one that is not closed, or is in a language of which nothing is
    known.
    """
    try:
        return _found(text)
    except FrontMatterError as error:
        raise error.at(path=path) from error.__cause__


@lru_cache(maxsize=_REMEMBERED)
def _found(text: str) -> Span | None:
    opening = _OPENING.match(text)
    if not opening:
        return braces.find(text)
    fence, language = opening["fence"], (opening["language"] or "").lower()
    form = _LANGUAGES.get(language) if language else _FORMS[fence]
    closing = (_CLOSING[fence] if language or fence != "---" else _CLOSING_YAML).search(
        text, opening.end()
    )
    if form is None:
        if closing and (language in _UNREAD or _is_code(text, opening, closing.start())):
            problem = f"a front matter in `{language}` cannot be read; write YAML, TOML or JSON"
            raise fault(problem, text, opening.start("language"), "")
        return None
    if closing:
        data = text[opening.end() : closing.start()]
        span = Span(form, opening.start("fence"), opening.end(), closing.start(), closing.end())
        if language or _is_data(NEWLINE.split(data), form):
            is_object = form is Form.YAML and data.lstrip().startswith("{")
            return _as_json(text, span) if is_object else span
        return None
    # `---` alone is also a thematic break, which needs no partner. Only a key right behind it
    # shows that a fence was meant.
    if _FIELD[form].match(_line(text, opening.end())):
        raise fault(
            f"the front matter is not closed; put `{fence}` on a line of its own behind it"
            f" (if it is none, leave a blank line behind `{fence}`)",
            text,
            opening.start("fence"),
            "",
        )
    return None


def _is_code(text: str, opening: re.Match[str], stop: int) -> bool:
    """Tell whether a word stands at a fence, as `---es6`, and data or code follows it."""
    if opening.end("fence") != opening.start("language") or not opening["language"].islower():
        return False
    first = NEWLINE.split(text[opening.end() : stop].strip(), maxsplit=1)[0]
    return any(each.match(first) for each in _FIELD.values()) or _CODE.search(first) is not None


def _as_json(text: str, span: Span) -> Span:
    """Take an object of JSON, which is YAML, too, for what it is: it can be edited as that."""
    from transync.formats.frontmatter.json import read  # which few documents need

    try:
        read(text, span, "")
    except FrontMatterError:
        return span
    return span._replace(form=Form.JSON)


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
