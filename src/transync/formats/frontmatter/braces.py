"""Find a JSON front matter without fences, as Hugo allows, by its braces.

Markdown may begin with a brace, too: `{{< figure >}}`, `{% include %}`, `{: .class}`, `{props.x}`.
"""

from __future__ import annotations

import re

from transync.domain.model import Form
from transync.formats.frontmatter.fields import Span, fault

_OPENING = re.compile(r"\ufeff?(?:[ \t]*(?:\r\n?|\n))*\{")
_KEY = r"(?:\"(?:[^\"\\\r\n]|\\[^\r\n])*\"|'[^'\r\n]*'|[A-Za-z_][\w.-]*)[ \t]*:(?!:)"
_ON_ONE_LINE = re.compile(
    # An object ends or goes on after this line; a sentence ends otherwise.
    rf"[ \t]*{_KEY}[^\r\n]*?(?:[\]}}\[{{,\":0-9]|true|false|null)[ \t]*(?=[\r\n]|\Z)"
    r"|[ \t]*\}[ \t]*(?=[\r\n]|\Z)"
)
_ON_LINES = re.compile(
    r"[ \t]*[\r\n]\s*"
    rf"(?:(?:(?://[^\r\n]*|/\*(?>(?:[^*]|\*(?!/))*)\*/)\s*)*{_KEY}|\"|\}}[ \t]*(?=[\r\n]|\Z))"
)
_REST = re.compile(r"[ \t]*(?:\r\n?|\n|\Z)")


def find(text: str) -> Span | None:
    """Find the object that `text` begins with, if it looks like front matter.

    Raises `FrontMatterError` for one that cannot be read.
    """
    opening = _OPENING.match(text)
    if not opening:
        return None
    start = opening.end() - 1
    is_on_lines = bool(_ON_LINES.match(text, opening.end()))
    if not (is_on_lines or _ON_ONE_LINE.match(text, opening.end())):
        return None
    from transync.formats.frontmatter.json import end  # few documents need it

    close = end(text, start)
    rest = _REST.match(text, close)
    if rest:
        return Span(Form.JSON, start, start, close, rest.end())
    if not is_on_lines:
        return None
    message = "text after the front matter, on the line of its brace; put it on the next line"
    raise fault(message, text, close, "")
