"""What in a translation CommonMark has no objection to, and another renderer or a browser has.

These are addresses that only a linkifier finds, targets that are a link to less strict parsers,
and control characters, which some leave out of an address.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from transync.markdown import inlines
from transync.model import Form
from transync.prose import code_spans, outside

if TYPE_CHECKING:
    from collections.abc import Mapping

CONTROLS = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\ud800-\\udfff]")
"""Characters that no text needs; some of them are half of one (UTF-16)."""
_MARKDOWN = (Form.TEXT, Form.LINE, Form.CELL)
_MAY_LINK = re.compile(r"\.\w|&\w*[;#]|&#|//|\]\(")
"""What a text with a link has: a host, an entity that may be its dot, a target."""
_COUNTRIES = (
    "a[cdefgilmnoqrstuwxz]|b[abdefghijmnorstvwyz]|c[acdfghiklmnoruvwxyz]|d[ejkmoz]|e[cegrstu]"
    "|f[ijkmor]|g[abdefghilmnpqrstuwy]|h[kmnrtu]|i[delmnoqrst]|j[emop]|k[eghimnprwyz]"
    "|l[abcikrstuvy]|m[acdeghklmnopqrstuvwxyz]|n[acefgilopruz]|om|p[aefghklmnrstwy]|qa"
    "|r[eosuw]|s[abcdeghijklmnortuvxyz]|t[cdfghjklmnortvwz]|u[agksyz]|v[aceginu]|w[fs]|y[et]|z[amw]"
)
_HOST = re.compile(
    r"(?:[^\W_][\w-]*\.)+(?:aero|asia|biz|com|coop|edu|gov|info|museum|name|net|org|pro|web|xxx"
    rf"|shop|рф|{_COUNTRIES}|xn--[\w-]+)(?![^\W_]|-)"
    r"|(?<![:/])//(?:localhost|(?:[^\W_][\w-]*\.)+\w+)",
    re.IGNORECASE,
)
"""What renderers with a linkifier make a link: a host of a known domain, and `//` with any."""
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


CONTROL, LINK = "T505", "T301"


def strange(
    source: str, text: str, form: Form, references: Mapping[str, str]
) -> list[tuple[str, str]]:
    """List what a text has of this and its source has not, each with the code of its kind."""
    found = [] if text.isprintable() else [*dict.fromkeys(CONTROLS.findall(text))]
    told = [(CONTROL, character) for character in found if character not in source]
    if form not in _MARKDOWN or not _MAY_LINK.search(text):
        return told
    if new := hosts(text) - hosts(source):
        told += [(LINK, host) for host in sorted(new - hosts(" ".join(references.values())))]
    return told + ([(LINK, "](")] if has_loose_target(source, text, references) else [])


def hosts(text: str) -> set[str]:
    """Give what a linkifier takes for a host in a text, in lower case."""
    if not _MAY_LINK.search(text):
        return set()
    shown = html.unescape(_ESCAPED.sub(r"\1", _prose(text)))
    return {host.lower() for host in _HOST.findall(shown)}


def has_loose_target(source: str, text: str, references: Mapping[str, str]) -> bool:
    """Tell whether a text has a `](…)` more than its source that is no link to CommonMark."""
    targets = _targets(text)
    if targets <= _targets(source):
        return False
    links = [part for part in inlines(text, references) if part.type in ("link_open", "image")]
    return targets > len(links) - text.count("][")


def _targets(text: str) -> int:
    return _ESCAPED.sub(" ", _prose(text)).count("](") if "](" in text else 0


def _prose(text: str) -> str:
    return outside(text, code_spans(text)) if "`" in text else text
