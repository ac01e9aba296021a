"""Decides whose a page is: what transync may replace or remove, and what is left to somebody.

A page is transync's if its stamp fits, if a build has written these very characters, or if nothing
on it is anybody's: each of its texts is one of its document's or stands in a catalog of its
language, and everything else on it stands in its document.
"""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from transync.core.build.betweens import adapted
from transync.core.build.ownership import (
    is_complete,
    loose_contents,
    page_contents,
    plain,
)
from transync.core.build.stamps import KEYS, is_edited, is_stamped, unstamped
from transync.core.document.prose import has_words, words
from transync.core.document.unmerged import sides_of
from transync.domain.errors import TransyncError
from transync.domain.model import BOM
from transync.domain.paths import PathTemplate
from transync.formats import frontmatter
from transync.project import written_pages
from transync.project.catalogs import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from transync.core.build.ownership import PageContents
    from transync.domain.conflicts import Sides
    from transync.domain.model import Document, Message
    from transync.project.project import Project

_SURROGATE = re.compile("[\ud800-\udfff]")


class Page(NamedTuple):
    """A page that is there."""

    path: str
    text: str
    code: str
    """The language that it is in."""


class PageOwner(Enum):
    """Whose a page is whose document is gone."""

    TRANSYNC = auto()
    BOTH = auto()
    """It is stamped, or its texts are translations, but there is more on it."""
    OTHERS = auto()


class Pages:
    """The pages of a project; its catalogs are read where nothing simpler shows whose one is."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._keys = (*project.config.front_matter.set, *KEYS)
        self._strings: dict[str, frozenset[str]] = {}

    def __reduce__(self) -> tuple[type[Pages], tuple[Project]]:
        return Pages, (self._project,)  # what it has read so far stays with this process

    def is_somebodys(self, page: Page, document: Document, after: str | None) -> bool:
        """Return whether a page holds what would be lost if it became `after`, or if it went.

        An empty one, which a power failure may have left, holds nothing.
        """
        if not page.text.strip("\0"):
            return False
        if _SURROGATE.search(page.text):
            return True
        try:
            if found := sides_of(page.text):  # a stamp proves nothing about such a page
                return not all(self._is_made_of(page._replace(text=t), document) for t in found)
            return not (
                self._is_written(page)
                or (after is not None and self._is_the_same(page, after))
                or self._is_made_of(page, document, stamped=self._is_stamped(page))
            )
        except TransyncError:  # it cannot be read: no build has made it
            return True

    def owner(self, page: Page) -> PageOwner:
        """Return whose a page is after its document, or its language, has gone."""
        try:
            if found := sides_of(page.text):
                return self._owner_of_sides(page, found)
            if self._is_written(page):
                return PageOwner.TRANSYNC
            if self._is_stamped(page):
                return PageOwner.BOTH
            return self._owner_by_texts(page)
        except TransyncError:
            return PageOwner.OTHERS

    def _owner_of_sides(self, page: Page, found: Sides) -> PageOwner:
        """Return whose a page with a conflict is: its stamp is in conflict, or fits no more."""
        sides = [page._replace(text=text) for text in found]
        by_texts = {self._owner_by_texts(side) for side in sides}
        if by_texts == {PageOwner.TRANSYNC} or all(map(self._is_written, sides)):
            return PageOwner.TRANSYNC
        is_others = by_texts == {PageOwner.OTHERS} and not any(
            self._is_stamped(side) for side in sides
        )
        return PageOwner.OTHERS if is_others else PageOwner.BOTH

    def _is_written(self, page: Page) -> bool:
        """Whether a page has the very characters that a build has given it."""
        if self._is_stamped(page) and not is_edited(page.text):
            return True
        return written_pages.mark(page.path, page.text) in self.written

    def _is_stamped(self, page: Page) -> bool:
        """Whether a page has a stamp; data files have none."""
        return not self._project.dialect(page.path).data and is_stamped(page.text)

    def _is_the_same(self, page: Page, after: str) -> bool:
        if self._project.dialect(page.path).data:
            return page.text == after
        return _is_the_same(page.text, after)

    @cached_property
    def written(self) -> frozenset[bytes]:
        """The marks of all pages that builds have written here."""
        return frozenset(written_pages.marks(self._project.root))

    def _is_made_of(self, page: Page, document: Document, *, stamped: bool = False) -> bool:
        """Whether all of a page stands in its document or in the catalogs.

        Where a stamp shows that somebody has edited it, what was taken away counts, too.
        """
        own = self._project.catalog_of(document.path, page.code)
        betweens = self._betweens(own)
        adapted_text = self._adapted(document, betweens).text
        there = self._held(page.text, document.path)
        sources = [self._held(each, document.path) for each in {document.text, adapted_text}]
        known = [*sources, *(loose_contents(each.translation) for each in betweens)]
        if stamped and not any(is_complete(there, source) for source in sources):
            return False
        if not there.rest <= frozenset().union(*(each.rest for each in known)):
            return False
        texts = frozenset().union(*(each.texts for each in known))
        return not self._unknown(there.texts - texts, page.code, own)

    def _betweens(self, catalog: str) -> list[Message]:
        """Return what a catalog has to stand between texts, be it live or not."""
        try:
            known = read(self._project, catalog)
        except TransyncError:  # reported elsewhere; it proves nothing
            return []
        messages = (entry.message for entry in known.catalog.entries) if known else ()
        return [each for each in messages if each.is_between and each.translation]

    def _adapted(self, document: Document, betweens: Sequence[Message]) -> Document:
        path = document.path
        live = {
            each.key: each.translation
            for each in betweens
            if path in each.paths and each.translated
        }
        keys, dialect = self._project.translated_keys(path), self._project.dialect(path)
        return adapted(document, live, keys, dialect).document

    def _owner_by_texts(self, page: Page) -> PageOwner:
        there = self._held(page.text, page.path)
        texts = {text for text in there.texts if has_words(text)}
        unknown = self._unknown(texts, page.code)
        if not texts or (unknown and not self._is_edited(page, texts - unknown, unknown)):
            return PageOwner.OTHERS
        is_all = not unknown and not there.rest and texts == there.texts
        return PageOwner.TRANSYNC if is_all else PageOwner.BOTH

    def _is_edited(self, page: Page, known: Set[str], unknown: Set[str]) -> bool:
        """Return whether somebody has edited a page, or it only has some words of a catalog.

        Either two thirds of it are in the catalogs, or some of it in the catalog that was its own.
        """
        if sum(map(words, known)) >= 2 * sum(map(words, unknown)):
            return True
        return any(not known.isdisjoint(self._in_catalog(own)) for own in self._own_catalogs(page))

    def _own_catalogs(self, page: Page) -> Iterator[str]:
        """Yield the catalogs that have been those of a page alone, in any of the sources."""
        for layout in self._project.layouts.each:
            names = PathTemplate(layout.output.text, (page.code,)).match(page.path)
            if names and "path" in layout.catalog.placeholders:
                document = layout.document(names.path)
                name = layout.name(document) if document else None
                yield layout.catalog.expand(path=name, lang=page.code)

    def _held(self, text: str, path: str) -> PageContents:
        dialect = self._project.dialect(path)
        return page_contents(text, self._project.translated_keys(path), self._keys, dialect)

    def _unknown(self, texts: Set[str], code: str, first: str = "") -> Set[str]:
        """Return the texts that no catalog of a language has; the `first` is looked into alone."""
        if texts and first:
            texts = texts - frozenset(self._in_catalog(first))
        return texts and texts - self._of_language(code)

    def _of_language(self, code: str) -> frozenset[str]:
        """Return all texts of the catalogs of a language; for the source language, of all."""
        if code not in self._strings:
            is_source = code in self._project.layouts.languages
            codes = self._project.config.languages if is_source else (code,)
            catalogs = self._project.layouts.catalogs
            found = self._project.files_of(PathTemplate(each.text, codes) for each in catalogs)
            self._strings[code] = frozenset(
                text for path in found.files for text in self._in_catalog(path)
            )
        return self._strings[code]

    def _in_catalog(self, path: str) -> Iterator[str]:
        """Yield the `plain` texts of a catalog: live, fuzzy, obsolete, previous."""
        try:
            known = read(self._project, path)
        except TransyncError:  # reported elsewhere; it proves nothing
            return
        for entry in known.catalog.entries if known else ():
            message = entry.message
            if message.id:
                strings = (message.id, message.translation, message.previous, *message.plurals)
                yield from (plain(text) for text in strings if text)


def _is_the_same(before: str, after: str) -> bool:
    """Whether a text is all of another but its stamps, or but a front matter that is new."""
    if before == unstamped(after):
        return True
    front = frontmatter.find(after)
    if front is None or frontmatter.find(before) is not None:
        return False
    return _without_blank_lines(before) == _without_blank_lines(after[front.end :])


def _without_blank_lines(text: str) -> str:
    return text.removeprefix(BOM).lstrip("\r\n")
