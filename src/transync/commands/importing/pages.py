"""Compares a page that somebody has made with its document, and with what its catalog gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync.commands.importing.page_state import is_built, is_empty
from transync.core.align.differing import differing
from transync.core.document.split import split
from transync.domain.allowance import ALLOWABLE
from transync.domain.model import Catalog, Entry
from transync.formats import frontmatter
from transync.project.composing import Composer, percentage
from transync.project.translations import translations_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transync.commands.importing.finder import PageFinder
    from transync.commands.importing.origin import Origin
    from transync.core.align.transfer import Transfer
    from transync.core.build.refusal import Refusal
    from transync.domain.addresses import Claim
    from transync.domain.model import Message
    from transync.locale.languages import Language
    from transync.project.project import Project
    from transync.project.targets import Target
    from transync.project.translations import Translations


class ImportedPage(NamedTuple):
    """A page, and what was found on it."""

    target: Target
    """The page that a build would make of its document."""
    path: str
    text: str
    transfer: Transfer
    origin: Origin
    """The version of the document that it was translated from."""
    original: Sequence[Message]
    """Its translations, and what stands between them, of that version."""
    messages: Sequence[Message]
    """The same, merged with the present version."""
    is_in_place: bool = True
    """Whether it is the very file that the build would write."""
    refusals: Sequence[Refusal] = ()
    """What stands between its texts, and a build would refuse."""


class ImportComposer(Composer):
    """Makes pages as a build will, once the translations of all pages are imported.

    So a document whose page is there counts as published.
    """

    def __init__(
        self,
        project: Project,
        finder: PageFinder,
        claims: Mapping[str, Sequence[Claim]] | None = None,
    ) -> None:
        super().__init__(project, claims)
        self.finder = finder

    def __reduce__(self) -> tuple[type[ImportComposer], tuple[object, ...]]:
        return ImportComposer, (self.project, self.finder, self._claims)

    @property
    def anew(self) -> ImportComposer:
        """The same, but it has read no catalog yet; it knows all claims if links depend on them."""
        if not self.project.has_localized_links:
            return ImportComposer(self.project, self.finder)
        again = ImportComposer(self.project, self.finder, self.addresses.claims)
        again.addresses = self.addresses
        return again

    def is_published(self, path: str, language: Language) -> bool:
        """Whether a document has a page, or will have one."""
        is_there = self.finder.has_page(self.project, path, language.code)
        return is_there or super().is_published(path, language)


class Comparison(NamedTuple):
    """How what a catalog gives differs from a page."""

    places: int
    """In how many places; 0 for a page that comes back byte for byte, its front matter aside."""
    line: int = 0
    """The line of the page where the first of them is, from 1."""
    refusals: tuple[Refusal, ...] = ()
    """The translations that a build would not write."""
    is_whole: bool = True
    """Whether all of the page was found: what a build adds are texts that the page lacks."""
    is_published: bool = True
    """Whether so much is translated that a build would write the page, and not remove it."""


def compared(composer: Composer, page: ImportedPage, translations: Translations) -> Comparison:
    """Compare a page with the one that a build would make, without the front matter."""
    target = page.target
    done = composer.put(target.document, target.language, translations)
    refusals = done.composition.refusals
    before = _body(composer.page(target, done))
    after = _body(page.text)
    percent = percentage(done.published, target.document)
    is_published = percent >= composer.project.config.build.minimum
    if before == after:
        return Comparison(0, 0, refusals, is_published=is_published)
    lines, others = (text.splitlines(keepends=True) for text in (before, after))
    places = [*differing(lines, others)]
    ahead = page.text[: len(page.text) - len(after)].count("\n")
    line = ahead + places[0].other_start + 1
    return Comparison(len(places), line, refusals, _is_whole(composer, page), is_published)


def _is_whole(composer: Composer, page: ImportedPage) -> bool:
    """Whether a page's messages give all of its lines, with the version it was translated from.

    There may be lines between them: of texts that the page lacks.
    """
    target, revision = page.target, page.origin.revision
    if revision:
        project, path = composer.project, target.document.path
        text = page.origin.blocks.document.text
        document = split(text, path, project.translated_keys(path), project.dialect(path))
        target = target._replace(document=document)
    entries = (Entry(message._replace(fuzzy=False)) for message in page.original)
    known = translations_in(Catalog("", tuple(entries)))
    known = known._replace(allowed=dict.fromkeys(known.entries, frozenset(ALLOWABLE)))
    done = composer.put(target.document, target.language, known)
    lines = iter(_body(composer.page(target, done)).splitlines(keepends=True))
    return all(line in lines for line in _body(page.text).splitlines(keepends=True))


def is_kept(page: ImportedPage, result: Comparison) -> bool:
    """Whether a page is to stay as it is: it would differ, and is not one that a build has made."""
    is_nobodys = is_built(page.text) or is_empty(page.text)
    return page.is_in_place and result.places > 0 and not is_nobodys


def _body(text: str) -> str:
    span = frontmatter.find(text)
    return text[span.end :] if span else text
