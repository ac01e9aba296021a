"""Merges one catalog with its documents: the change to its file, and what it is to others."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from transync.core.merge.merge import OUTCOMES, merge
from transync.core.merge.renames import inherited, preserved
from transync.domain.changes import Change
from transync.domain.errors import TransyncError
from transync.domain.findings import finding
from transync.domain.model import Catalog, located_segments
from transync.engine.executor import WORTH_IT
from transync.formats import po
from transync.project.catalogs import headed, read, signed, title
from transync.project.message_index import terms
from transync.project.owners import CatalogOwner, owner
from transync.project.stray_catalogs import references

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Container, Mapping, Sequence, Set

    from transync.core.merge.memory import Memory
    from transync.core.merge.renames import Preserved
    from transync.domain.changes import Step
    from transync.domain.model import Document, Key, Message
    from transync.locale.languages import Language
    from transync.project.catalogs import Read
    from transync.project.documents import Sources
    from transync.project.project import Project


class CatalogReader:
    """Reads catalogs, as `catalogs.read`, and remembers as many as a small run has.

    In another process it begins anew.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._read = lru_cache(maxsize=WORTH_IT)(partial(read, project))

    def __call__(self, path: str) -> Read | None:
        """Read the catalog at a path."""
        return self._read(path)

    def __reduce__(self) -> tuple[type[CatalogReader], tuple[Project]]:
        return CatalogReader, (self._project,)


class MergeContext(NamedTuple):
    """What the catalogs of a language are merged with."""

    project: Project
    language: Language
    found: Sources
    keys: Container[Key]
    """Of the texts of all documents."""
    read: CatalogReader
    origin: str = ""
    """Which of the `origins` their documents are in."""


def merge_context(
    project: Project, language: Language, found: Sources, keys: Container[Key], origin: str = ""
) -> MergeContext:
    """Return what the catalogs of a language are merged with."""
    return MergeContext(project, language, found, keys, CatalogReader(project), origin)


class Outcome(NamedTuple):
    """What has become of a catalog."""

    step: Step
    terms: str | None = None
    """What it is to others, as an index has it."""
    held: Set[Preserved] = frozenset()
    """What it has of that which catalogs without documents have."""


class Offer(NamedTuple):
    """What the catalogs of a language may take over."""

    memory: Memory
    orphaned: Mapping[str, Catalog]
    """The catalogs without documents."""
    origins: Mapping[str, Sequence[str]]
    """Those that each new catalog takes over, by path."""
    sought: Set[Preserved]
    """What these have, and would give up for others that have it, too."""


def outcome(context: MergeContext, offer: Offer, asked: tuple[str, Sequence[Document]]) -> Outcome:
    """Merge the catalog at a path with its documents, or return why that cannot be."""
    path, documents = asked
    origins = {origin: offer.orphaned[origin] for origin in offer.origins.get(path, ())}
    try:
        known = context.read(path)
        change, catalog = merged(context, asked, known, offer.memory, origins)
    except TransyncError as error:
        return Outcome(finding(error, documents[0].path, context.language.code, path=path))
    has = preserved([catalog]) & offer.sought if offer.sought else frozenset()
    return Outcome(change.without_text, terms(catalog), has)


def merged(
    context: MergeContext,
    asked: tuple[str, Sequence[Document]],
    known: Read | None,
    memory: Memory,
    origins: Mapping[str, Catalog],
) -> tuple[Change, Catalog]:
    """Merge the catalog at a path, as it is `known`, with its documents.

    It takes over the `origins`, by path. Raises `TransyncError` for one that cannot be written.
    """
    path, documents = asked
    old = known.catalog if known else Catalog(path, ())
    if origins:
        old = inherited(path, [*origins.values()], documents, context.keys)
    old = headed(old, partial(header, context, title(documents, context.project)))
    done = merge(located_segments(documents), old, memory, waits(context, old))
    summary = tally(done.tally) + (f"; moved from {', '.join(origins)}" if origins else "")
    catalog = done.catalog
    if owner(context.project.layouts, catalog) is not CatalogOwner.OURS and catalog.entries[1:]:
        catalog = signed(catalog)
    change = Change(
        path,
        known.text if known else None,
        po.render(catalog),
        summary,
        documents[0].path,
        context.language.code,
        is_catalog=True,
    )
    return change, catalog


def waits(context: MergeContext, catalog: Catalog) -> frozenset[str]:
    """Return the documents of a catalog that are unreadable: their messages stay."""
    if not context.found.unread:
        return frozenset()
    return frozenset(filter(context.found.is_unread, references(catalog)))


def tally(counts: Counter[str]) -> str:
    """Return in words what became of the messages: `1 new, 2 fuzzy, 40 unchanged`."""
    listed = [f"{counts[outcome]} {outcome}" for outcome in OUTCOMES if counts[outcome]]
    return ", ".join(listed) or "no messages"


def header(context: MergeContext, name: str) -> Message:
    """Make the header of a new catalog."""
    return po.new_header(
        project=name,
        language=context.language.gettext,
        plural_forms=context.language.plural_forms,
    )
