"""Dialects of a site's own: a known one, with the shortcodes, tags and components of the site."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from transync.dialects.dialect import LineBreaks
from transync.dialects.regions import component, liquid_tag, shortcode

if TYPE_CHECKING:
    from transync.dialects.dialect import Dialect, Region
    from transync.dialects.regions import TagPair

_SHORTCODE, _LIQUID, _COMPONENT = "{{name}}", "{%name%}", "<Name>"
SPELLINGS = (_SHORTCODE, _LIQUID, _COMPONENT)
"""How a configuration names a shortcode, a tag of Liquid, a component."""

_TAG = re.compile(
    r"\{\{(?P<shortcode>[\w-]+(?:/[\w-]+)*)\}\}|\{%(?P<liquid>[\w-]+)%\}"
    r"|<(?P<component>[A-Za-z][\w.-]*)>"
)


class Additions(NamedTuple):
    """What a site adds to a dialect."""

    verbatim: tuple[str, ...] = ()
    """The tags between which is code, in one of the `SPELLINGS`."""
    prose: tuple[str, ...] = ()
    """The tags between which is prose, though the dialect takes it for code."""
    text_keys: tuple[str, ...] = ()
    address_keys: tuple[str, ...] = ()


def is_tag(written: str) -> bool:
    """Whether a text names a tag in one of the `SPELLINGS`."""
    return _TAG.fullmatch(written) is not None


def extended(name: str, base: Dialect, additions: Additions) -> Dialect:
    """Return a dialect with what a site adds to it, under a name of its own."""
    in_mdx = None if base.is_jsx else extended(name, base.in_mdx or _mdx(), additions)
    in_summary = base.in_summary and extended(name, base.in_summary, additions)
    pairs = [_pair(tag) for tag in additions.verbatim]
    tokens = [*(pair.in_line for pair in pairs), _without(base.token.pattern, additions.prose)]
    return replace(
        base,
        name=name,
        base=base.name,
        token=re.compile("|".join(tokens)),
        regions=(
            *(pair.region for pair in pairs),
            *(_region_without(region, additions.prose) for region in base.regions),
        ),
        text_keys=(*base.text_keys, *additions.text_keys),
        address_keys=(*base.address_keys, *additions.address_keys),
        in_mdx=in_mdx,
        in_summary=in_summary,
    )


class Adjustment(NamedTuple):
    """What a configuration says of all dialects of a project."""

    attributes: tuple[str, ...] = ()
    """Selectors of more attributes that readers see."""
    keeps_line_breaks: bool = False
    """Whether texts keep the line breaks in them, those that readers do not see included."""


def adjusted(base: Dialect, adjustment: Adjustment) -> Dialect:
    """Return a dialect as a configuration wants it, under the same name."""
    if adjustment == Adjustment():
        return base
    return replace(
        base,
        attributes=(*base.attributes, *adjustment.attributes),
        line_breaks=_line_breaks(base, adjustment),
        in_mdx=None if base.is_jsx else adjusted(base.in_mdx or _mdx(), adjustment),
        in_summary=base.in_summary and adjusted(base.in_summary, adjustment),
    )


def _line_breaks(base: Dialect, adjustment: Adjustment) -> LineBreaks:
    is_kept = adjustment.keeps_line_breaks and base.line_breaks is LineBreaks.JOINED
    return LineBreaks.KEPT if is_kept else base.line_breaks


def _mdx() -> Dialect:
    from transync.dialects.mdx import MDX  # which few projects need

    return MDX


def _pair(tag: str) -> TagPair:
    found = _TAG.fullmatch(tag)
    assert found
    kinds = {"shortcode": shortcode, "liquid": liquid_tag, "component": component}
    kind = str(found.lastgroup)
    return kinds[kind](re.escape(found[kind]))


def _names(tags: tuple[str, ...]) -> str:
    """Return the pattern of the names of tags."""
    return "|".join(re.escape(tag.strip("{}%<>")) for tag in tags)


def _region_without(region: Region, tags: tuple[str, ...]) -> Region:
    """Return a region that these tags do not open."""
    if not tags:
        return region
    other = rf"(?!(?:{_names(tags)})\b)(?P<name>"
    return region._replace(opening=region.opening.replace("(?P<name>", other))


def _without(token: str, tags: tuple[str, ...]) -> str:
    """Return the pattern of a token that is never a whole pair of these tags."""
    if not tags:
        return token
    opening = rf"\{{\{{[<%]\s*(?:{_names(tags)})\b"
    return rf"(?!{opening})(?:{token})|{opening}(?:[^{{}}]|\{{[^{{}}]*\}})*\}}\}}"
