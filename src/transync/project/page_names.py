"""What the names by which links find pages are in a language: of wiki links, of posts of Jekyll."""

from __future__ import annotations

from posixpath import relpath
from typing import TYPE_CHECKING, NamedTuple

from transync.dialects.links import LinkPlace
from transync.project.link_targets import NAMES, document_named, documents_at, folder_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from transync.project.address_index import AddressIndex

BY_NAME = frozenset((LinkPlace.POST, LinkPlace.REFERENCE, *NAMES))
_POSTS = "_posts"


class PageNames(NamedTuple):
    """The names of pages as a document says them."""

    addresses: AddressIndex
    document: str
    """The path of the document."""
    page_of: Callable[[str], str]
    """Returns the path of the page that links to a document lead to; empty for the document."""

    def localized(self, target: str, place: LinkPlace) -> str:
        """Return what a name is in the language.

        A reference finds the page in the reader's language by itself.
        """
        if place is LinkPlace.REFERENCE:
            return target
        return self._post(target) if place is LinkPlace.POST else self._name(target, place)

    def _post(self, name: str) -> str:
        """Return the name of the post that a post is in the language."""
        for document in documents_at(self.addresses.project, _POSTS, name, ()):
            page = self.page_of(document)
            head, ending = f"{_POSTS}/", document.removeprefix(f"{_POSTS}/{name}")
            if page.startswith(head):
                return page.removeprefix(head).removesuffix(ending)
        return name

    def _name(self, target: str, place: LinkPlace) -> str:
        """Return the target of a wiki link; readers who see it still see that of the author."""
        name, mark, anchor = target.partition("#")
        document = next(document_named(self.addresses, self.document, name), "") if name else ""
        page = self.page_of(document) if document else ""
        if not page:
            return target
        root = folder_of(self.addresses.project.layout_of(document).source.text)
        moved = f"{relpath(page, root or '.').rpartition('.')[0]}{mark}{anchor}"
        return f"{moved}|{' > '.join(target.split('#'))}" if place is LinkPlace.SHOWN else moved
