"""Reads translations in which a translator has written the targets of the language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.core.build.author_targets import with_author_targets
from transync.core.markup.inventory import LINK
from transync.project.page_anchors import follow_translations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from transync.domain.allowance import Allowance
    from transync.domain.model import Document, Key
    from transync.project.page_links import PageLinks

_MARKS = ("](", "href=", "src=", "to=", "link=")


def as_author_links(
    links: PageLinks, document: Document, translations: Mapping[Key, str], allowance: Allowance
) -> Mapping[Key, str]:
    """Return the translations of a document with the targets of its author.

    Whatever a translator has written in the place of a target that the build makes of the author's,
    that is what the build then makes of it. Where another link is allowed, it stays.
    """
    follow = follow_translations(links.project, document.path)
    marks = (*_MARKS, "[[") if links.have_names else _MARKS
    changed = {}
    for each in document.segments:
        given = translations.get(each.key)
        if not given or given == each.text or not any(map(each.text.__contains__, marks)):
            continue
        if LINK not in allowance.of(each.key):
            found = with_author_targets(
                each.text, given, links.localized, follow=follow, named=links.have_names
            )
            if found != given:
                changed[each.key] = found
    return {**translations, **changed} if changed else translations
