"""What in a translation CommonMark has no objection to, and another renderer or a browser has.

These are addresses that only a linkifier finds, targets that are a link to less strict parsers,
and control characters, which some leave out of an address.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, NamedTuple

from transync.core.document.prose import code_spans, outside
from transync.domain.model import Form
from transync.formats.markdown import inlines

if TYPE_CHECKING:
    from collections.abc import Mapping

CONTROLS = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\ud800-\\udfff]")
"""Characters that no text needs; some of them are half of one (UTF-16)."""
ACTIVE, CONTROL, LINK = "T501", "T505", "T301"
HALF_A_LINK = "]("
"""What begins a link to less strict parsers: nobody knows where it leads."""

_SCHEME_LENGTH = 80
"""Characters of a text that may have a scheme, with each of its characters an entity."""
_MARKDOWN = (Form.TEXT, Form.LINE, Form.CELL)
_DOMAIN = re.compile(
    r"aero|asia|biz|com|coop|edu|gov|info|museum|name|net|org|pro|web|xxx|shop|рф|xn--[\w-]+"
    # The countries' (ISO 3166)
    r"|a[cdefgilmnoqrstuwxz]|b[abdefghijmnorstvwyz]|c[acdfghiklmnoruvwxyz]|d[ejkmoz]|e[cegrstu]"
    r"|f[ijkmor]|g[abdefghilmnpqrstuwy]|h[kmnrtu]|i[delmnoqrst]|j[emop]|k[eghimnprwyz]"
    r"|l[abcikrstuvy]|m[acdeghklmnopqrstuvwxyz]|n[acefgilopruz]|om|p[aefghklmnrstwy]|qa"
    r"|r[eosuw]|s[abcdeghijklmnortuvxyz]|t[cdfghjklmnortvwz]|u[agksyz]|v[aceginu]|w[fs]"
    r"|y[et]|z[amw]",
    re.IGNORECASE,
)
"""How a host ends that linkifiers find without a scheme."""
_HOST_END = re.compile(rf"\.(?i:{_DOMAIN.pattern})(?![^\W_]|-)")
_HIDING = re.compile(r"&(?:\#|\w+;)|\\[./]")
"""What may be a part of an address that is not to be seen in it."""
_RELATIVE = re.compile(r"(?<![:/])//(?:localhost|(?:[^\W_][\w-]*\.)+\w+)", re.IGNORECASE)
"""An address without a scheme, which may have any host."""
_TARGET = re.compile(r"\]\([^()\s]*\)")
_SCRIPT = re.compile(r"\W{0,3}(?:(?:javascript|vbscript):\S|data:\w+/)", re.IGNORECASE)
"""A text that begins like an address which acts.

Behind `[^1]: ` it would be one, to a renderer that knows definitions, and no footnotes.
"""
_ACTIVE_TARGET = re.compile(r"\]\([\W\d]{0,20}(?:javascript|vbscript|data)\W{0,20}:", re.IGNORECASE)
_AUTOLINK = re.compile(r"<[A-Za-z][A-Za-z0-9+.-]*:[^\s<>]*>|<[^\s<>@]+@[^\s<>]+>")
_WORD = re.compile(r"[\w.-]+")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


class Stranger(NamedTuple):
    """Something that only other renderers, or browsers, see in a translation."""

    code: str
    """The code of the finding that reports it."""
    value: str
    """Its characters: an address, a control character, `](`."""


def strange(source: str, text: str, form: Form, references: Mapping[str, str]) -> list[Stranger]:
    """List the strangers of a text that its source has not."""
    controls = [] if text.isprintable() else [*dict.fromkeys(CONTROLS.findall(text))]
    found = [Stranger(CONTROL, character) for character in controls if character not in source]
    if form not in _MARKDOWN:
        return found
    if _is_script(text) and not _is_script(source):
        found.append(Stranger(ACTIVE, text))
    if _has_loose_target(source, text):
        acts = _ACTIVE_TARGET.search(html.unescape(_ESCAPED.sub(r"\1", text)))
        return [*found, Stranger(ACTIVE, acts[0]) if acts else Stranger(LINK, HALF_A_LINK)]
    if (shown := hosts(text)) and (new := shown - hosts(source, targets=True)):
        new -= hosts(" ".join(references.values()))
        found += [Stranger(LINK, host) for host in sorted(new)]
    return found


def hosts(text: str, *, targets: bool = False) -> set[str]:
    """Return what linkifiers take for an address without a scheme, in lower case.

    Those of `targets` of links are left out where that is not asked for.
    """
    if not _may_have_host(text):
        return set()
    prose = _prose(text) if "`" in text else text
    if not targets and "](" in prose and "\\" not in prose:
        prose = _TARGET.sub("]", prose)  # which are compared
    if prose != text and not _may_have_host(prose):
        return set()
    shown = html.unescape(_ESCAPED.sub(r"\1", prose))
    words = {word.strip("._-") for word in _WORD.findall(shown) if "." in word}
    found = [word for word in words if "." in word and _DOMAIN.fullmatch(word.rpartition(".")[2])]
    return {host.lower() for host in (*found, *_RELATIVE.findall(shown))}


def _is_script(text: str) -> bool:
    begin = text[:_SCHEME_LENGTH]
    if "&" in begin or "\\" in begin:
        begin = html.unescape(_ESCAPED.sub(r"\1", begin))
    return _SCRIPT.match(begin) is not None


def _may_have_host(text: str) -> bool:
    if "//" in text or ("." in text and _HOST_END.search(text)):
        return True
    return ("&" in text or "\\" in text) and _HIDING.search(text) is not None


def _has_loose_target(source: str, text: str) -> bool:
    """Whether a text has a `](…)` more than its source that is no link to CommonMark."""
    count = text.count("](")
    if not count or ("`" not in source and count <= source.count("](")):
        return False
    targets = _targets(text)
    if targets <= _targets(source):
        return False
    # Those that labels lead to, and autolinks, have no target in parentheses.
    parts = inlines(_AUTOLINK.sub(" ", text), {})
    return targets > sum(part.type in ("link_open", "image") for part in parts)


def _targets(text: str) -> int:
    return _ESCAPED.sub(" ", _prose(text)).count("](")


def _prose(text: str) -> str:
    """Return a text without its code spans."""
    if "``" in text or "\\" in text or text.count("`") % 2:
        return outside(text, code_spans(text))
    return " ".join(text.split("`")[::2])  # without escapes, every other part is code
