"""Write double-quoted strings, which YAML and TOML share and which hold any text on one line."""

from __future__ import annotations

import re

from transync.domain.errors import FrontMatterError
from transync.formats.frontmatter.fields import UNREADABLE

_ENDS_OF_PLANES = "".join(
    chr(plane + last) for plane in range(1 << 16, 17 << 16, 1 << 16) for last in (0xFFFE, 0xFFFF)
)
UNPRINTABLE = (
    "\0-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff" + _ENDS_OF_PLANES
)
"""For a character class: controls, line breaks of YAML 1.1, noncharacters."""

_NAMES = {"\t": "\\t", "\n": "\\n", "\r": "\\r", '"': '\\"', "\\": "\\\\"}


def double(value: str) -> str:
    """Return `value` in double quotes, with escapes that YAML (section 5.7) and TOML share.

    Raises `FrontMatterError` for NUL and lone surrogates.
    """
    if value.isprintable() and '"' not in value and "\\" not in value:
        return f'"{value}"'
    # The pattern is large, and few values need it.
    return '"' + re.sub(f'[\\\\"{UNPRINTABLE}]', escape, value) + '"'


def is_unprintable(value: str, *, but: str = "") -> bool:
    """Whether `value` has a character, other than `but`, that must be escaped."""
    # None of them is printable for Python.
    return not value.isprintable() and bool(
        re.search(f"[{UNPRINTABLE}]", value.replace(but, "") if but else value)
    )


def escape(found: re.Match[str]) -> str:
    """Return the escape of the character that a pattern has found."""
    code = ord(found[0])
    if UNREADABLE.match(found[0]):
        raise FrontMatterError(f"a text has U+{code:04X}, which no catalog can hold; remove it")
    return _NAMES.get(found[0]) or (f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}")
