"""The messages of a language that a document can use, and what its translations may change."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from transync.domain.allowance import AddressRules, Allowance, commented
from transync.domain.errors import TransyncError
from transync.project.address_index import AddressIndex
from transync.project.catalogs import read
from transync.project.owners import intruder
from transync.project.page_links import PageLinks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

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

    def current_of(self, document: str) -> dict[Key, str]:
        """Return those that a document can use: all texts, and what stands between its own."""
        return {
            key: entry.message.translation
            for key, entry in self.entries.items()
            if entry.message.translated and entry.message.suits(document)
        }

    def betweens_of(self, document: str) -> list[Entry]:
        """Return what stands between the texts of a document."""
        entries = (entry for entry in self.entries.values() if entry.message.is_between)
        return [entry for entry in entries if entry.message.suits(document)]


def translations_of(project: Project, path: str, document: Document) -> Translations:
    """Return the messages of a catalog that a document can use, or why there are none."""
    try:
        known = read(project, path)
    except TransyncError as error:
        return Translations(path, {}, error)
    if known is None:
        return Translations(path, {})
    found = translations_in(known.catalog)
    # Whether one of all documents was made for them, a single one cannot tell.
    is_own = project.layouts.has_own_catalogs
    keys = (segment.key for segment in document.segments) if is_own else found.entries
    if other := intruder(project.layouts, known.catalog, keys):
        return Translations(path, {}, other)
    return found._replace(path=path)


def translations_in(catalog: Catalog) -> Translations:
    """Return the messages of a catalog that are not obsolete."""
    messages = (entry for entry in catalog.entries if entry.message.id)
    entries = {entry.message.key: entry for entry in messages if not entry.message.obsolete}
    return Translations(catalog.path, entries, None, commented(entries))


def allowance_of(
    project: Project,
    document: str,
    language: Language,
    comments: Mapping[Key, frozenset[str]] = {},
    addresses: Callable[[], AddressIndex] | None = None,
) -> Allowance:
    """Gather what the translations of a document may change of the markup of their sources.

    `comments` are the codes that comments on entries allow, `addresses` returns who claims which.
    """
    config, origin = project.config, project.language_of(document)
    free = tuple(prefix for prefix, text in config.links.rewrite.items() if not text)
    links = eventual_links(
        project, document, language, addresses or (lambda: AddressIndex(project, {}))
    )
    has_free_anchors = config.links.anchors == "check"
    rules = AddressRules(
        in_addresses(origin), in_addresses(language), free, has_free_anchors, links.in_markdown
    )
    return Allowance(config.guard.allowed(language.code), comments, rules)


def eventual_links(
    project: Project, document: str, language: Language, addresses: Callable[[], AddressIndex]
) -> PageLinks:
    """Return the links of a document's page as they are once all pages are published.

    A translator may write them before that.
    """
    page = project.output_of(document, language.code)
    return PageLinks(project, document, page, language, lambda _: True, addresses)


def in_addresses(language: Language) -> frozenset[str]:
    """Return what stands for a language in addresses: its codes, with and without a region."""
    locale = language.locale.lower()
    return frozenset((language.code.lower(), locale, locale.partition("-")[0]))
