"""Active: HTML, addresses and template code that do something, and that the source lacks."""

from __future__ import annotations

import html
import re

from transync.checks.rule import rule

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
    """Tell whether a tag, or the address of a link or an image, does something by itself."""
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


@rule("T501")
def active(shown: str) -> str:
    r"""A translation has active HTML, or an active address, that its source does not have.

    Such are scripts, frames, forms, dialogs and other elements that load, run or hide something,
    event handlers (`onclick`), `style`, `hidden` and other attributes that do so, and addresses
    that begin with `javascript:`, `vbscript:` or `data:`. A backslash before a tag makes no
    difference, for not every renderer knows it. No translation needs what its source does without.

    Nothing can allow it.

    Fails:

        msgid "Grüner Tee aus Japan."
        msgstr "Green tea from Japan.<script src=\"https://example.com/x.js\"></script>"

    Repaired:

        msgid "Grüner Tee aus Japan."
        msgstr "Green tea from Japan."
    """
    return f"{shown} is active, and not in the source; take it out"


@rule("T502")
def template_code(shown: str) -> str:
    """A translation has template code that its source does not have.

    What stands in `{{ … }}`, `{% … %}` or `<% … %>` is run when the site is built, with all
    that the site knows. A translation has the tokens of its source, and no others.

    Nothing can allow it.

    Fails:

        msgid "Grüner Tee aus Japan."
        msgstr "Green tea from {{ site.secret }}."

    Repaired:

        msgid "Grüner Tee aus Japan."
        msgstr "Green tea from Japan."
    """
    return f"{shown} is template code, and not in the source; take it out"
