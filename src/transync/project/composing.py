"""Puts the translations of a catalog into a document, where it is translated enough."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from transync.core.build.compose import compose
from transync.core.build.heading_ids import with_source_ids
from transync.core.build.links import with_targets
from transync.core.statistics import amount, coverage
from transync.domain.allowance import AddressRules, Allowance, commented
from transync.domain.errors import TransyncError
from transync.domain.model import Finding
from transync.project.catalogs import read
from transync.project.cutting import some
from transync.project.owners import intruder
from transync.project.page_links import PageLinks

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from transync.core.build.compose import Composition
    from transync.domain.model import Catalog, Document, Entry, Key
    from transync.locale.languages import Language
    from transync.project.project import Project


class Translations(NamedTuple):
    """The messages of a language that a document can use."""

    path: str
    entries: Mapping[Key, Entry]
    error: TransyncError | None = None
    """Why they could not be read."""
    allowed: Mapping[Key, frozenset[str]] = {}
    """What comments on entries allow, as codes of findings."""

    @property
    def current(self) -> dict[Key, str]:
        """The translations that are there and were made for the present text."""
        return {
            key: entry.message.translation
            for key, entry in self.entries.items()
            if entry.message.translated
        }


class Target(NamedTuple):
    """A localized document that is to be: of what, in which language, where."""

    document: Document
    language: Language
    path: str


def targets(project: Project, document: Document) -> Iterator[Target]:
    """Yield the localized documents of a document that the run is for."""
    layout = project.layout_of(document.path)
    name = layout.name(document.path)
    for language in project.languages_of(document.path):
        if project.is_chosen(document.path, language.code):
            yield Target(document, language, layout.output.expand(path=name, lang=language.code))


class Composer:
    """Puts the translations of a project into its documents.

    It remembers the catalog that it has read last in each language, which documents may share; in
    another process it begins anew.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self._last: dict[str, Translations] = {}
        self._published: dict[tuple[str, str], int] = {}

    def __reduce__(self) -> tuple[type[Composer], tuple[Project]]:
        return Composer, (self.project,)

    def translations(self, document: Document, code: str) -> Translations:
        """Read the catalog of a document.

        Raises `CatalogError` for what GNU gettext would not read, `PathError` for what is another
        program's.
        """
        path = self.project.catalog_of(document.path, code)
        known = self._last.get(code)
        if known is None or known.path != path:
            known = self._last[code] = _translations(self.project, path, document)
        if known.error:
            raise known.error.with_traceback(None)
        return known

    def composed(self, target: Target) -> tuple[Translations, Composition, Mapping[Key, str]]:
        """Put the translations of a document into their places, and return what is published.

        Whoever counts or judges translations counts these. Raises what `translations` does.
        """
        known, composition, published = self._put(target.document, target.language)
        return known, composition._replace(text=self.page(target, composition.text)), published

    def _put(
        self, document: Document, language: Language
    ) -> tuple[Translations, Composition, Mapping[Key, str]]:
        known = self.translations(document, language.code)
        current = known.current
        allowance = _allowance(self.project, document.path, language, known)
        page = self.project.output_of(document.path, language.code)
        # A translator's own target stands, be its page published by now or not.
        links = PageLinks(self.project, document.path, page, language, lambda _: True)
        rules = allowance.addresses._replace(localized=links.in_markdown)
        allowance = allowance._replace(addresses=rules)
        dialect = self.project.dialect(document.path)
        composition = compose(
            document, current, self.project.translated_keys(document.path), allowance, dialect
        )
        refused = {refusal.segment.key for refusal in composition.refusals}
        published = {key: text for key, text in current.items() if key not in refused}
        return known, composition, published if refused else current

    def page(self, target: Target, text: str) -> str:
        """Return a composed text with the ids and the links that its page has."""
        document, language, path = target
        dialect, config = self.project.dialect(document.path), self.project.config.links
        if dialect.data:
            return text
        if config.anchors == "keep":
            text = with_source_ids(document, text, dialect)
        if dialect.links or config.rewrite:
            is_published = partial(self.is_published, language=language)
            links = PageLinks(self.project, document.path, path, language, is_published)
            text = with_targets(text, dialect, links.localized)
        return text

    def is_published(self, path: str, language: Language) -> bool:
        """Whether so much of a document is translated that it has a page."""
        layout, asked = self.project.layout_of(path), (path, language.code)
        if layout.source_language == language.code:
            return layout.canonical
        if asked not in self._published:
            self._published[asked] = self._percentage(path, language)
        return self._published[asked] >= self.project.config.build.minimum

    def _percentage(self, path: str, language: Language) -> int:
        """Return how much of a document is published; -1 for one that cannot be read."""
        (document,) = some(self.project, [path])
        if isinstance(document, Finding):
            return -1
        try:
            return percentage(self._put(document, language)[2], document)
        except TransyncError:
            return -1


def _translations(project: Project, path: str, document: Document) -> Translations:
    try:
        known = read(project, path)
    except TransyncError as error:
        return Translations(path, {}, error)
    entries = _live(known.catalog) if known else {}
    # Whether one of all documents was made for them, a single one cannot tell.
    is_own = project.layouts.has_own_catalogs
    keys = (segment.key for segment in document.segments) if is_own else entries
    if known and (other := intruder(project.layouts, known.catalog, keys)):
        return Translations(path, {}, other)
    return Translations(path, entries, None, commented(entries))


def _live(catalog: Catalog) -> dict[Key, Entry]:
    entries = (entry for entry in catalog.entries if entry.message.id)
    return {entry.message.key: entry for entry in entries if not entry.message.obsolete}


def _allowance(
    project: Project, document: str, language: Language, known: Translations
) -> Allowance:
    """Gather what the translations of a document may change of the markup of their sources."""
    config, origin = project.config, project.language_of(document)
    free = tuple(prefix for prefix, text in config.links.rewrite.items() if not text)
    addresses = AddressRules(in_addresses(origin), in_addresses(language), free)
    return Allowance(config.guard.allowed(language.code), known.allowed, addresses)


def in_addresses(language: Language) -> frozenset[str]:
    """Return what stands for a language in addresses: its codes, with and without a region."""
    locale = language.locale.lower()
    return frozenset((language.code.lower(), locale, locale.partition("-")[0]))


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
