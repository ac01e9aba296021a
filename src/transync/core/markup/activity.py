"""Recognises active markup: tags and addresses that load, run, submit or hide something."""

from __future__ import annotations

import html
import re

_ELEMENT = re.compile(
    r"\\*</?(?:applet|audio|base|bgsound|body|button|canvas|datalist|details|dialog|embed|fencedframe"
    r"|form|frame|frameset|head|html|iframe|input|layer|link|math|meta|noembed|noframes|nolayer"
    r"|noscript|object|plaintext|portal|script|select|source|style|svg|template|textarea|title"
    r"|track|video|xmp)(?![\w.-])",
    re.IGNORECASE,
)
"""The elements that load, run, redirect, restyle, submit or hide something."""

_HANDLER = re.compile(
    r"[\s/\"'](?:(?:on\w+|srcdoc|style|formaction|action)\s*="
    r"|(?:autofocus|contenteditable|hidden|inert|popover\w*|commandfor)(?![\w-]))",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"(?:javascript|vbscript|data|livescript|mocha):", re.IGNORECASE)
_IN_TAG = re.compile(rf"[=\"'\s]{_SCHEME.pattern}", re.IGNORECASE)
_IGNORED = re.compile(r"[\x00-\x20\x7f-\x9f\u200b\ufeff]+")
"""What browsers leave out of a scheme (URL standard, 4.4)."""


def is_active(value: str) -> bool:
    """Whether a tag, or the address of a link or an image, does something by itself."""
    plain = html.unescape(value)
    if plain.lstrip("\\").startswith("<"):
        squeezed = _IGNORED.sub("", plain)
        return bool(
            _ELEMENT.match(plain)
            or _HANDLER.search(plain)
            or _IN_TAG.search(plain)
            or _SCHEME.search(squeezed, squeezed.find("=") + 1 or len(squeezed))
        )
    return bool(_SCHEME.match(_IGNORED.sub("", plain)))
