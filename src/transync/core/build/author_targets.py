"""Puts the author's targets where a translator has written those that a build makes of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transync.dialects.links import LinkPlace

if TYPE_CHECKING:
    from collections.abc import Callable

    Change = Callable[[str, LinkPlace], str]

_MARKDOWN = r"(?<=\]\()(?:<(?P<markdown>[^<>\n]+)>|(?P<markdown_2>[^\s()<>]+))"
_ATTRIBUTE = (
    r"(?<=\s)(?:href|src|to|link)=(?:\"(?P<attribute>[^\"\n]+)\"|'(?P<attribute_2>[^'\n]+)')"
)
_NAME = r"(?<=\[\[)(?P<name>(?:(?!\\\|)[^\[\]|\n])+)(?=\]\]|\\?\|)"
_TARGET = re.compile(f"{_MARKDOWN}|{_ATTRIBUTE}")
_OR_NAME = re.compile(f"{_TARGET.pattern}|{_NAME}")


def with_author_targets(
    source: str, translation: str, localized: Change, *, follow: bool, named: bool
) -> str:
    """Return a translation in which each target that is one of its source is written so.

    It is one if `localized` makes it of that or, where links `follow` the translations of headings,
    if only the anchor is another. Where links are `named`, there are wiki links.
    """
    pattern = _OR_NAME if named else _TARGET
    before, after = (_found(text, pattern) for text in (source, translation))
    missing = [each for each in before if each not in after]
    if not missing:
        return translation

    def of_author(found: re.Match[str]) -> str:
        group, given = _group(found)
        place = LinkPlace(group.partition("_")[0])
        meant = [
            each for each in missing if _is_meant(each, given, place, localized, follow=follow)
        ]
        if given in before or not meant:
            return found[0]
        missing.remove(meant[0])
        first, last = (offset - found.start() for offset in found.span(group))
        return found[0][:first] + meant[0] + found[0][last:]

    return pattern.sub(of_author, translation)


def _is_meant(
    author: str, given: str, place: LinkPlace, localized: Change, *, follow: bool
) -> bool:
    if localized(author, place) == given:
        return True
    (path, mark, _), (other, other_mark, _) = author.partition("#"), given.partition("#")
    has_anchors = follow and mark and other_mark
    return bool(has_anchors) and other in (path, localized(path, place) if path else path)


def _found(text: str, pattern: re.Pattern[str]) -> list[str]:
    return [_group(found)[1] for found in pattern.finditer(text)]


def _group(found: re.Match[str]) -> tuple[str, str]:
    return next((name, each) for name, each in found.groupdict().items() if each is not None)
