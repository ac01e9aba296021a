"""Indexes: finds out once what every shard of a project must know of the others."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from transync.commands.check.catalog_drift import catalog_drift
from transync.project.composing import Composer
from transync.project.contents import of_documents
from transync.project.cutting import Extent
from transync.project.documents import complaints, refuse_nothing, remember, sources
from transync.project.known_pages import KnownPages
from transync.project.project_index import ProjectIndex, digest_of_others
from transync.project.provenance import provenance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transync.project.project import Project


def index(project: Project) -> ProjectIndex:
    """Look into all documents and catalogs; write nothing.

    Raises `ConfigError` where there is no document.
    """
    paths = refuse_nothing(project).files
    whole = cache(lambda: remember(project, sources(project, Extent.TEXTS)))
    drift = tuple(catalog_drift(project, whole))
    found = whole()
    return ProjectIndex(
        provenance(project),
        dict(zip(paths, of_documents(project, paths), strict=True)),
        digest_of_others(project, paths),
        tuple(complaints(project, found)),
        drift,
        _pages(Composer(project), paths),
    )


class _PageFacts(NamedTuple):
    """What others need to know of the page of a document in a language."""

    code: str
    is_published: bool
    ids: Mapping[str, str]


def _pages(composer: Composer, documents: Sequence[str]) -> KnownPages:
    """Find out what the pages of some documents need to know of each other."""
    project = composer.project
    asked = documents if project.has_localized_links else ()
    found = project.executor.map(partial(_facts, composer.anew), asked)
    pages = {
        (path, each.code): each for path, facts in zip(asked, found, strict=True) for each in facts
    }
    return KnownPages(
        frozenset(asked),
        frozenset(page for page, each in pages.items() if not each.is_published),
        {page: each.ids for page, each in pages.items() if each.ids},
        composer.addresses.claims,
    )


def _facts(composer: Composer, document: str) -> list[_PageFacts]:
    return [
        _PageFacts(
            language.code,
            composer.is_published(document, language),
            composer.ids(document, language),
        )
        for language in composer.project.languages_of(document)
    ]
