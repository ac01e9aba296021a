"""Write values in YAML so that every reader reads them back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transync.domain.model import NEWLINE
from transync.formats.frontmatter.quotes import double, is_unprintable
from transync.formats.frontmatter.yaml_scalar import is_string

if TYPE_CHECKING:
    from transync.formats.frontmatter.fields import Setting

COLON = ":"

_NOT_PLAIN = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`]|\.\.\.|.*?(?::(?: |$)| #)", re.DOTALL)
_NOT_IN_FLOW = re.compile(r"[,\[\]{}:?]")
_HEADER = re.compile(r"([|>])([+-]?)([1-9]?)([+-]?)(.*)")
_BLANK_LINE = re.compile(r"^[ \t]+$", re.MULTILINE)


def restyled(raw: str, value: str, prefix: str, newline: str) -> str:
    """Return `value` in the notation of `raw`, or in double quotes where that is unsafe."""
    style = raw[:1]
    if style in ("|", ">") and prefix:
        return _block(raw, value, prefix, newline) or double(value)
    if style == "'" and not is_unprintable(value):
        return "'" + value.replace("'", "''") + "'"
    if style in ("'", '"'):
        return double(value)
    return _plain(value, flow=not prefix)


def written(value: Setting) -> str:
    """Return a value on one line."""
    return _written(value, flow=False)


def _written(value: Setting, *, flow: bool) -> str:
    if isinstance(value, str):
        return _plain(value, flow=flow)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return _number(value)
    return "[" + ", ".join(_written(item, flow=True) for item in value) + "]"


def key(name: str) -> str:
    """Return a key."""
    return _plain(name, flow=True)


def _number(value: float) -> str:
    text = repr(value)
    if text.lstrip("-") in ("inf", "nan"):
        return text.replace("inf", ".inf").replace("nan", ".nan")
    # YAML 1.1 takes `1e+16` for a string.
    return text if "." in text else text.replace("e", ".0e")


def _plain(value: str, *, flow: bool) -> str:
    safe = (
        is_string(value)
        and value == value.strip()
        and not is_unprintable(value)
        and not _NOT_PLAIN.match(value)
        and not (flow and _NOT_IN_FLOW.search(value))
    )
    return value if safe else double(value)


def _block(raw: str, value: str, prefix: str, newline: str) -> str:
    """Return a block scalar (YAML 1.2.2, section 8.1); empty if it cannot hold `value`."""
    content = value.rstrip("\n")
    ends = len(value) - len(content)
    style, before, width, behind, rest = _parts(raw)
    keeps = "+" in (before, behind)
    if ends > 1 and not keeps:
        return ""
    if not _fits(content, fixed=bool(width), folded=style == ">"):
        return ""
    chomping = "-" if not ends else "+" if keeps else ""
    if style == ">":
        content = re.sub(r"(?<=[^\n])\n+", lambda found: found[0] + "\n", content)
    lines = [prefix + line if line else "" for line in content.split("\n")]
    return newline.join([f"{style}{width}{chomping}{rest}", *lines, *[""] * (ends - 1)])


def _parts(raw: str) -> tuple[str, ...]:
    header = _HEADER.match(NEWLINE.split(raw, 1)[0])
    return header.groups() if header else ("|", "", "", "", "")


def _fits(content: str, *, fixed: bool, folded: bool) -> bool:
    """Whether a block scalar can hold `content`; `fixed` if its header has the indentation."""
    if not content or is_unprintable(content, but="\n") or _BLANK_LINE.search(content):
        return False
    if folded and re.search(r"^[ \t]", content, re.MULTILINE):
        return False  # more-indented lines are not folded
    # Without a number in the header, the first line sets the indentation.
    return fixed or content[0] not in " \t\n"


def block_prefix(raw: str, value: str) -> str:
    """Return the indentation of a block scalar: that of its first line, minus the value's own."""
    lines = NEWLINE.split(raw)[1:]
    width = next((len(line) - len(line.lstrip(" ")) for line in lines if line.strip(" ")), 0)
    own = next(
        (len(line) - len(line.lstrip(" ")) for line in value.split("\n") if line.strip(" ")), 0
    )
    return " " * (width - own)


def block_length(raw: str, indent: int) -> int:
    """Return the length of a block scalar, up to the last line break that belongs to it.

    Blank lines after it belong to it only if its header has a `+` (YAML 1.2.2, 8.1.1.2).
    """
    breaks = list(NEWLINE.finditer(raw))
    keeps = "+" in raw[: min(3, breaks[0].start())] if breaks else False
    end = len(raw)
    while breaks:
        rest = raw[breaks[-1].end() : end]
        if rest.strip(" ") or len(rest) > indent:
            break
        end = breaks.pop().start()
        if keeps:
            break
    return end
