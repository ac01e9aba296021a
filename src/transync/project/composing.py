"""Puts the translations of a catalog into a document, where it is translated enough."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from transync.core.build.betweens import adapted
from transync.core.build.compose import translated
from transync.core.build.heading_ids import with_source_ids
from transync.core.build.links import with_targets
from transync.core.build.translated_ids import translated_ids
from transync.core.statistics import amount, coverage
from transync.domain.errors import TransyncError
from transync.project.address_index import AddressIndex, claims_of
from transync.project.author_targets import as_author_links
from transync.project.cutting import DocumentReader
from transync.project.documents import listed
from transync.project.page_anchors import PageAnchors, follow_translations
from transync.project.page_links import PageLinks
from transync.project.translations import allowance_of, eventual_links, translations_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from transync.core.build.compose import Composition
    from transync.dialects.links import LinkPlace
    from transync.domain.addresses import Claim
    from transync.domain.allowance import Allowance
    from transync.domain.model import Document, Finding, Key
    from transync.locale.languages import Language
    from transync.project.known_pages import KnownPages
    from transync.project.project import Project
    from transync.project.targets import Target
    from transync.project.translations import Translations


class PutTogether(NamedTuple):
    """A document with the translations of a language in their places."""

    document: Document
    """With its "between" messages put in: its blocks are those of the page."""
    composition: Composition
    translations: Mapping[Key, str]
    """As they were put into their places."""

    @property
    def published(self) -> Mapping[Key, str]:
        """The translations that were written: all but those that were refused."""
        refused = {refusal.segment.key for refusal in self.composition.refusals}
        put = self.translations
        return {key: put[key] for key in put if key not in refused} if refused else put


class _PageState(NamedTuple):
    """What other pages depend on."""

    percentage: int
    """How much of its document is published; -1 if that cannot be read."""
    ids: Mapping[str, str] = {}
    """The ids of its headings that differ from those in the document, by these; if links follow."""


class Composer:
    """Puts the translations of a project into its documents.

    It remembers the last catalog that it has read in each language, as documents may share one; in
    another process it begins anew. What it does not know of other pages, it finds out.
    """

    def __init__(
        self,
        project: Project,
        claims: Mapping[str, Sequence[Claim]] | None = None,
        known: KnownPages | None = None,
    ) -> None:
        self.project = project
        self._claims = known.claims if known else claims
        self._known = known
        self._last: dict[str, Translations] = {}
        self._pages: dict[tuple[str, str], _PageState] = {}

    def __reduce__(self) -> tuple[type[Composer], tuple[object, ...]]:
        return Composer, (self.project, self._claims, self._known)

    def know(self, claims: Mapping[str, Sequence[Claim]]) -> None:
        """Remember what all documents claim, so that it need not be found out again."""
        self._claims = claims

    @property
    def anew(self) -> Composer:
        """A composer that has read no catalog yet; it knows all claims if links depend on them."""
        if self.project.has_localized_links:
            self._claims = self.addresses.claims
        return Composer(self.project, self._claims, self._known)

    @cached_property
    def addresses(self) -> AddressIndex:
        """The addresses that all documents claim."""
        claims = self._claims
        if claims is None:
            claims = claims_of(self.project, listed(self.project).files)
        return AddressIndex(self.project, claims)

    def translations(self, document: Document, code: str) -> Translations:
        """Read the catalog of a document.

        Raises `CatalogError` for what GNU gettext would not read, `PathError` for what is another
        program's.
        """
        path = self.project.catalog_of(document.path, code)
        known = self._last.get(code)
        if known is None or known.path != path:
            known = self._last[code] = translations_of(self.project, path, document)
        if known.error:
            raise known.error.with_traceback(None)
        return known

    def composed(self, target: Target) -> tuple[Translations, PutTogether]:
        """Return the messages of a page, and what it is made of, with the text that is published.

        Raises what `translations` does.
        """
        known = self.translations(target.document, target.language.code)
        done = self.put(target.document, target.language, known)
        composition = done.composition._replace(text=self.page(target, done))
        return known, done._replace(composition=composition)

    def put(self, document: Document, language: Language, known: Translations) -> PutTogether:
        """Put the current translations of a document into their places."""
        current: Mapping[Key, str] = known.current_of(document.path)
        keys = self.project.translated_keys(document.path)
        dialect = self.project.dialect(document.path)
        document, refused = adapted(document, current, keys, dialect)
        allowance = self.allowance(document.path, language, known.allowed)
        if dialect.links or follow_translations(self.project, document.path):
            links = eventual_links(self.project, document.path, language, lambda: self.addresses)
            current = as_author_links(links, document, current, allowance)
        done = translated(document, current, keys, allowance, dialect)
        done = done._replace(refusals=(*refused, *done.refusals))
        return PutTogether(document, done, current)

    def allowance(
        self, document: str, language: Language, comments: Mapping[Key, frozenset[str]]
    ) -> Allowance:
        """Return what the translations of a document may change of its markup.

        `comments` are the codes that comments on entries allow.
        """
        return allowance_of(self.project, document, language, comments, lambda: self.addresses)

    def page(self, target: Target, done: PutTogether) -> str:
        """Return the text of a page: what was put together, with its own ids and links."""
        document, text = done.document, done.composition.text
        language, path = target.language, target.path
        dialect, config = self.project.dialect(document.path), self.project.config.links
        if dialect.data:
            return text
        if config.anchors == "keep":
            text = with_source_ids(document, text, dialect)
        follows = follow_translations(self.project, document.path)
        if not (follows or dialect.links or config.rewrite):
            return text
        is_published = partial(self.is_published, language=language)
        links = PageLinks(
            self.project, document.path, path, language, is_published, lambda: self.addresses
        )
        if not follows:
            return with_targets(text, dialect, links.localized)
        ids = translated_ids(document, text, dialect)
        anchors = PageAnchors(
            self.addresses, document.path, ids, partial(self.ids, language=language)
        )

        def localized(target: str, place: LinkPlace) -> str:
            return links.localized(anchors.localized(target, place), place)

        return with_targets(text, dialect, localized)

    def is_published(self, path: str, language: Language) -> bool:
        """Whether so much of a document is translated that it has a page."""
        layout = self.project.layout_of(path)
        if layout.source_language == language.code:
            return layout.canonical
        if self._known and path in self._known.documents:
            return (path, language.code) not in self._known.unpublished
        return self._page(path, language).percentage >= self.project.config.build.minimum

    def ids(self, path: str, language: Language) -> Mapping[str, str]:
        """Return the ids of headings that differ on the page of a document, by those in it.

        A page that is not published has none.
        """
        is_translated = self.project.layout_of(path).source_language != language.code
        if not (is_translated and self.is_published(path, language)):
            return {}
        if self._known and path in self._known.documents:
            return self._known.ids.get((path, language.code), {})
        return self._page(path, language).ids

    @cached_property
    def _read(self) -> DocumentReader:
        """Reads documents whose pages others link to: in all languages, one after the other."""
        return DocumentReader(self.project)

    def _page(self, path: str, language: Language) -> _PageState:
        asked = path, language.code
        if asked not in self._pages:
            self._pages[asked] = self._made(path, language)
        return self._pages[asked]

    def _made(self, path: str, language: Language) -> _PageState:
        try:
            document = self._read(path)
            done = self.put(document, language, self.translations(document, language.code))
        except TransyncError:
            return _PageState(-1)
        follows = follow_translations(self.project, path)
        dialect = self.project.dialect(path)
        text = done.composition.text
        ids = translated_ids(done.document, text, dialect) if follows else {}
        return _PageState(percentage(done.published, document), ids)


def percentage(published: Mapping[Key, str], document: Document) -> int:
    """Return how much of a document is published in its language: % of its words."""
    wanted = {segment.key for segment in document.segments}
    if wanted <= published.keys():
        return 100
    return coverage(amount(document.segments, published), amount(document.segments, wanted))


def refusals(composition: Composition, known: Translations, target: Target) -> Iterator[Finding]:
    """Report, at its place in the catalog, each translation that was not written."""
    if not composition.refusals:
        return
    from transync.checks.location import Location
    from transync.checks.refusals import refused  # it loads rules that few runs need

    for refusal in composition.refusals:
        line = known.entries[refusal.segment.key].line
        place = Location(known.path, line, 1, target.document.path, target.language.code)
        yield refused(refusal, place)
