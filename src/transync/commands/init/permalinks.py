"""Finds addresses in settings: the patterns of Jekyll, and where a site is published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from transync.dialects.permalinks import TOKENS, names

if TYPE_CHECKING:
    from collections.abc import Mapping

_STYLES = {
    "date": "/:categories/:year/:month/:day/:title:output_ext",
    "pretty": "/:categories/:year/:month/:day/:title/",
    "none": "/:categories/:title:output_ext",
}
"""The patterns of posts that Jekyll has names for, without those of weeks and days of a year."""


def jekyll_permalink(settings: Mapping[str, Any], folder: str) -> str:
    """Return the pattern of a collection of Jekyll, by its folder; empty where it is not known."""
    name = folder.lstrip("_")
    style = str(settings.get("permalink") or "date")
    collections = settings.get("collections")
    own = collections.get(name) if isinstance(collections, dict) else None
    said = own.get("permalink") if isinstance(own, dict) else None
    if said:
        return _known(str(said).replace(":collection", name))
    if name == "posts":
        return _known(_STYLES.get(style, style))
    is_collection = isinstance(collections, dict | list) and name in collections
    ends = "/" if style == "pretty" or style.endswith("/") else ":output_ext"
    return f"/{name}/:path{ends}" if is_collection else ""


def below_a_path(address: object) -> str:
    """Return the address of a site if it lies below a path; empty for any other."""
    if not isinstance(address, str) or not urlsplit(address).path.strip("/"):
        return ""
    return f"{address.rstrip('/')}/"


def _known(pattern: str) -> str:
    """Return a pattern with a slash before it; empty if it has parts that are not known."""
    is_known = all(name in TOKENS for name in names(pattern))
    return f"/{pattern.lstrip('/')}" if is_known else ""
