"""What the names by which links find pages are in a language: of wiki links, of posts of Jekyll."""

from __future__ import annotations

from posixpath import relpath
from typing import TYPE_CHECKING

from transync.dialects.links import LinkPlace
from transync.project.link_targets import NAMES, document_named, documents_at, folder_of

if TYPE_CHECKING:
    from transync.project.page_links import PageLinks

BY_NAME = frozenset((LinkPlace.POST, LinkPlace.REFERENCE, *NAMES))
_POSTS = "_posts"


def localized_name(links: PageLinks, target: str, place: LinkPlace) -> str:
    """Return what the name of a page is in the language of the page whose `links` these are.

    A reference finds the page in the reader's language by itself.
    """
    if place is LinkPlace.REFERENCE:
        return target
    return _post(links, target) if place is LinkPlace.POST else _name(links, target, place)


def _post(links: PageLinks, name: str) -> str:
    """Return the name of the post that a post is in the language."""
    for document in documents_at(links.project, _POSTS, name, ()):
        page = links.localized_page(document)
        head, ending = f"{_POSTS}/", document.removeprefix(f"{_POSTS}/{name}")
        if page.startswith(head):
            return page.removeprefix(head).removesuffix(ending)
    return name


def _name(links: PageLinks, target: str, place: LinkPlace) -> str:
    """Return the target of a wiki link; where readers see it, they go on to see the author's."""
    name, mark, anchor = target.partition("#")
    document = next(document_named(links.addresses(), links.document, name), "") if name else ""
    page = links.localized_page(document) if document else ""
    if not page:
        return target
    root = folder_of(links.project.layout_of(document).source.text)
    moved = f"{relpath(page, root or '.').rpartition('.')[0]}{mark}{anchor}"
    return f"{moved}|{' > '.join(target.split('#'))}" if place is LinkPlace.SHOWN else moved
