"""Puts the author's targets where a translator has written those that a build makes of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from transync.core.build.author_anchors import with_author_anchors
from transync.core.markup.inventory import LINK
from transync.dialects.links import LinkPlace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from transync.domain.allowance import Allowance
    from transync.domain.model import Document, Key
    from transync.project.page_links import PageLinks


def with_author_targets(
    links: PageLinks, document: Document, translations: Mapping[Key, str], allowance: Allowance
) -> dict[Key, str]:
    """Return translations whose links to headings, and wiki links, have the targets of the author.

    Where another link is allowed, the translation is as it was.
    """
    named = partial(links.localized, place=LinkPlace.NAME) if links.have_names else None
    marks = ("#", "[[") if named else ("#",)
    found = dict(translations)
    for each in document.segments:
        is_linking = each.key in found and any(map(each.text.__contains__, marks))
        if is_linking and LINK not in allowance.of(each.key):
            found[each.key] = with_author_anchors(
                each.text, found[each.key], links.in_markdown, named
            )
    return found
