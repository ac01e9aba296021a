"""Write values in JSON so that every reader reads them back."""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING

from transync.domain.errors import FrontMatterError
from transync.formats.frontmatter.quotes import UNPRINTABLE, escape

if TYPE_CHECKING:
    from transync.formats.frontmatter.fields import Setting

COLON = ":"


def restyled(raw: str, value: str, prefix: str, newline: str) -> str:
    """Return `value` as a string, in ASCII only if `raw` is escaped so."""
    del prefix, newline  # a text of JSON stays on its line
    is_ascii = raw.isascii() and raw[:1] == '"' and not json.loads(raw).isascii()
    return _text(value, is_ascii=is_ascii)


def written(value: Setting) -> str:
    """Return a value on one line."""
    if isinstance(value, str):
        return _text(value, is_ascii=False)
    if isinstance(value, float) and not math.isfinite(value):
        raise FrontMatterError(f"JSON has no number `{value}`; set a text, or another number")
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    return "[" + ", ".join(map(written, value)) + "]"


def key(name: str) -> str:
    """Write a key."""
    return _text(name, is_ascii=False)


def _text(value: str, *, is_ascii: bool) -> str:
    """Write a text; raises `FrontMatterError` for NUL and lone surrogates."""
    if not value.isprintable():
        re.sub("[\0\ud800-\udfff]", escape, value)  # refuses them
    done = json.dumps(value, ensure_ascii=is_ascii)
    return done if done.isprintable() else re.sub(f"[{UNPRINTABLE}]", _escaped, done)


def _escaped(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]
