"""Write values in TOML so that every reader reads them back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transync.formats.frontmatter.quotes import UNPRINTABLE, double, escape, is_unprintable

if TYPE_CHECKING:
    from transync.formats.frontmatter.fields import Setting

COLON = " ="

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
# In a multi-line string, only a quote before another, or the last one, can close it.
_ESCAPED_IN_LINES = f'(?!\n)[\\\\{UNPRINTABLE}]|"(?="|\\Z)'
_FENCE = re.compile(r"^(?:\+\+\+|---|;;;)", re.MULTILINE)
_CLOSES_LITERAL = re.compile(r"'(?='|\Z)")


def restyled(raw: str, value: str, prefix: str, newline: str) -> str:
    """Return `value` in the notation of `raw`, or in double quotes where that is unsafe."""
    del prefix  # the lines of a TOML string are not indented
    quotes = raw[:3]
    if quotes in ("'''", '"""') and _FENCE.search(value):
        return double(value)
    if (
        quotes == "'''"
        and not is_unprintable(value, but="\n")
        and not _CLOSES_LITERAL.search(value)
    ):
        return _lines(raw, value, newline)
    if quotes in ("'''", '"""'):
        return _lines('"""' + raw[3:], re.sub(_ESCAPED_IN_LINES, escape, value), newline)
    if quotes[:1] == "'" and "'" not in value and not is_unprintable(value):
        return f"'{value}'"
    return double(value)


def written(value: Setting) -> str:
    """Return a value on one line."""
    if isinstance(value, str):
        return double(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return "[" + ", ".join(map(written, value)) + "]"


def key(name: str) -> str:
    """Return a key."""
    return name if _BARE_KEY.fullmatch(name) else double(name)


def _lines(raw: str, content: str, newline: str) -> str:
    """Return `content` in the quotes of `raw`, on a line of its own if `raw` is so."""
    # A line break right after the opening quotes is not part of the value.
    first = newline if raw[3:4] in ("\r", "\n") or content.startswith("\n") else ""
    return raw[:3] + first + content.replace("\n", newline) + raw[:3]
