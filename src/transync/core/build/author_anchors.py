"""Puts the author's anchors in the place of those that a translator has written of translations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_WIKI_LINK = r"(?<=\[\[)(?P<name>(?:(?!\\\|)[^\[\]|\n])+)(?=\]\]|\\?\|)"
_TARGET = re.compile(
    r"(?<=\]\()[^\s()<>#]*#[^\s()<>]+"
    r"|(?<=\]\(<)[^<>\n#]*#[^<>\n]+"
    r"|(?<=\bhref=\")[^\"\n#]*#[^\"\n]+|(?<=\bhref=')[^'\n#]*#[^'\n]+"
)
"""The target of a link to a heading."""
_NAME = re.compile(rf"{_WIKI_LINK}|{_TARGET.pattern}")
"""The same, or that of any wiki link."""


def with_author_anchors(
    source: str,
    translation: str,
    localized: Callable[[str], str],
    named: Callable[[str], str] | None = None,
) -> str:
    """Return a translation whose links to headings have the anchors of its source.

    Translators may write the id that a heading has in their language, which changes with its
    translation. A link is another one if its path is neither that of a link of the source, nor what
    `localized` makes of it. Where there are wiki links, `named` says what becomes of their names.
    """
    targets = _NAME if named else _TARGET
    before, after = (
        [found[0] for found in targets.finditer(text)] for text in (source, translation)
    )
    missing = [target for target in before if target not in after]
    if not missing:
        return translation

    def of_author(found: re.Match[str]) -> str:
        given = str(found[0])
        path = given.partition("#")[0]
        change = named if named and found["name"] else localized
        meant = [each for each in missing if path in _paths(each, change)]
        if given in before or not meant:
            return given
        missing.remove(meant[0])
        return meant[0]

    return targets.sub(of_author, translation)


def _paths(target: str, localized: Callable[[str], str]) -> tuple[str, str]:
    path = target.partition("#")[0]
    return path, localized(path) if path else path
