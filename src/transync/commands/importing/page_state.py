"""Recognizes pages of which little can be imported: empty, copied, as a build has made them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.core.build.stamps import is_edited, is_stamped

if TYPE_CHECKING:
    from transync.core.align.transfer import Transfer

_EMPTY = "\0 \t\r\n\ufeff"


def is_empty(text: str) -> bool:
    """Whether a page has nothing on it."""
    return not text.strip(_EMPTY)


def is_built(text: str) -> bool:
    """Whether a page is as a build has made it, by its stamp."""
    return is_stamped(text) and not is_edited(text)


def is_stub(found: Transfer) -> bool:
    """Whether a page is a copy of its document, as far as texts go: nobody has translated it.

    A page with nothing but names on it may be translated.
    """
    is_same = all(each.translation == each.segment.text for each in found.found)
    return is_same and bool(found.untranslated) and not found.unplaced


def without_names(found: Transfer) -> Transfer:
    """Return what a stub has: names, too, are there because somebody has copied the document."""
    names = (each.segment for each in found.found)
    return found._replace(found=(), untranslated=(*found.untranslated, *names))
