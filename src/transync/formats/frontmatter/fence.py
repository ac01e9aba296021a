"""Find where the front matter of a document begins and ends."""

from __future__ import annotations

import re
from functools import lru_cache

from transync.domain.errors import FrontMatterError
from transync.domain.model import NEWLINE, Form
from transync.formats.frontmatter import braces
from transync.formats.frontmatter.fields import Span, fault

_REMEMBERED = 8
"""How many results to keep: building a page needs each several times."""

_OPENING = re.compile(
    r"\ufeff?(?P<fence>---|\+\+\+|;;;)[ \t]*(?P<language>[A-Za-z][A-Za-z0-9]*)?"
    r"(?:[ \t]+\#[^\r\n]*)?[ \t]*(?:\r\n?|\n)"
)
"""A fence, with a language (gray-matter) or a comment (Hugo)."""
_FORMS = {"---": Form.YAML, "+++": Form.TOML, ";;;": Form.JSON}
_LANGUAGES = {"yaml": Form.YAML, "yml": Form.YAML, "toml": Form.TOML, "json": Form.JSON}
_UNREAD = frozenset(
    ("coffee", "coffeescript", "cson", "hjson", "ini", "javascript", "js", "json5", "jsonc", "xml")
)
"""Other languages for which gray-matter has plug-ins."""
_CLOSING = {
    fence: re.compile(rf"(?<=[\r\n])(?:{re.escape(fence)})[ \t]*(?:\r\n?|\n|\Z)")
    for fence in _FORMS
}
# Jekyll's YAML_FRONT_MATTER_REGEXP: either fence, at the left margin, trailing blanks allowed.
_CLOSING_YAML = re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)")
_CODE = re.compile(r"[=({\[;]\s*\Z|\s=\s")
"""What shows that a line is code."""
_COMMENT = re.compile(r"[ \t]*#")
_FIELD = {
    # What begins a line of Markdown (list, link, quote, emphasis, code, HTML) is not a key.
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

    Raises `FrontMatterError` if it is not closed, or in an unknown language.
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
    # `---` alone may also be a thematic break; only a key right after it shows that it is a fence.
    if _FIELD[form].match(_line(text, opening.end())):
        raise fault(
            f"the front matter is not closed; put `{fence}` on a line of its own after it"
            f" (if it is not front matter, leave a blank line after `{fence}`)",
            text,
            opening.start("fence"),
            "",
        )
    return None


def _is_code(text: str, opening: re.Match[str], stop: int) -> bool:
    """Whether a word stands right after a fence, as in `---es6`, and data or code follows."""
    if opening.end("fence") != opening.start("language") or not opening["language"].islower():
        return False
    first = NEWLINE.split(text[opening.end() : stop].strip(), maxsplit=1)[0]
    return any(each.match(first) for each in _FIELD.values()) or _CODE.search(first) is not None


def _as_json(text: str, span: Span) -> Span:
    """Treat YAML that is a JSON object as JSON, which can be edited."""
    from transync.formats.frontmatter.json import read  # few documents need it

    try:
        read(text, span, "")
    except FrontMatterError:
        return span
    return span._replace(form=Form.JSON)


def _line(text: str, start: int) -> str:
    end = NEWLINE.search(text, start)
    return text[start : end.start() if end else len(text)]


def _is_data(lines: list[str], form: Form) -> bool:
    """Whether the lines between fences are data, rather than Markdown between thematic breaks.

    A key in the first lines makes them data, so that faults in them are reported. If a blank line
    comes first, every line at the margin must be data.
    """
    if form is Form.TOML and lines[0].strip():
        return True  # `+++` means nothing in Markdown
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
