"""Pairs of tags with code between them: shortcodes of Hugo, tags of Liquid, components."""

from __future__ import annotations

from typing import NamedTuple

from transync.dialects.dialect import Region

_SHORTCODE_PARAMETERS = r"(?:\"(?:\\.|[^\"\\\n])*\"|`[^`\n]*`|[^\"`{}>%/]|/(?![>%]\}\}))*"
_ATTRIBUTES = r"(?:\"[^\"\n]*\"|'[^'\n]*'|\{(?:[^{}\n]|\{[^{}\n]*\})*\}|[^<>\"'{}/]|/(?!>))*"


class TagPair(NamedTuple):
    """How a pair of tags is written whose content is no prose."""

    region: Region
    in_line: str
    """The pattern of one that begins and ends in one line: a token."""


def shortcode(names: str, condition: str = "") -> TagPair:
    """Return the pair of a shortcode of Hugo: `{{< name >}}` or `{{% name %}}`.

    `names` is a pattern, as is `condition`, of what follows the name.
    """
    opening = rf"\{{\{{[<%]\s*(?P<name>{names})\b{condition}{_SHORTCODE_PARAMETERS}[>%]\}}\}}"
    closing = r"\{\{[<%]\s*/\s*NAME\s*[>%]\}\}"
    return _pair(opening, closing, "{{", names, r"(?:[^{\n]|\{(?!\{))*")


def liquid_tag(names: str) -> TagPair:
    """Return the pair of a tag of Liquid: `{% name %}` and `{% endname %}`."""
    opening, closing = rf"\{{%-?\s*(?P<name>{names})\b[^%]*%\}}", r"\{%-?\s*endNAME\s*-?%\}"
    return _pair(opening, closing, "{%", names, r"(?:[^{\n]|\{(?!%))*")


def component(name: str) -> TagPair:
    """Return the pair of a component: `<Name>` and `</Name>`."""
    opening = rf"<(?P<name>{name})(?=[\s>]){_ATTRIBUTES}>"
    return _pair(opening, r"</NAME\s*>", f"<{name}", name, r"(?:[^<\n]|<(?!/))*")


def _pair(opening: str, closing: str, hint: str, names: str, content: str) -> TagPair:
    begin, end = opening.replace("(?P<name>", "(?:"), closing.replace("NAME", f"(?:{names})")
    return TagPair(Region(opening, closing, hint), f"{begin}{content}{end}")
