"""Merges one catalog with its documents, and says what becomes of its file."""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from transync.core.merge.betweens import has_betweens, with_betweens
from transync.core.merge.merge import OUTCOMES, merge
from transync.core.merge.renames import inherited
from transync.domain.changes import Change
from transync.domain.model import Catalog, located_segments
from transync.domain.paths import parents
from transync.engine.executor import WORTH_IT
from transync.formats import po
from transync.project.catalogs import headed, read, signed, title
from transync.project.owners import CatalogOwner, owner
from transync.project.unplaced_catalogs import references

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Container, Sequence

    from transync.core.merge.memory import Memory
    from transync.domain.model import Document, Key, Message
    from transync.locale.languages import Language
    from transync.project.catalogs import Read
    from transync.project.cutting import DocumentReader
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


class CatalogShard(NamedTuple):
    """A catalog as a task is given it: its path, and those of its documents, if it has any."""

    path: str
    documents: tuple[str, ...] = ()


class MergeContext(NamedTuple):
    """What a task is given once, whichever catalogs it is for: no more for a larger project."""

    project: Project
    language: Language
    read: CatalogReader
    documents: DocumentReader
    unread: frozenset[str] = frozenset()
    """The documents that are unreadable, and the folders."""


def merge_context(project: Project, language: Language, found: Sources) -> MergeContext:
    """Return what the tasks of a language are given, over the documents that were found."""
    documents = found.reader(project)
    return MergeContext(project, language, CatalogReader(project), documents, found.unread)


class Inheritance(NamedTuple):
    """The catalogs without documents that a new one takes over."""

    catalogs: tuple[Catalog, ...] = ()
    claimed: frozenset[Key] = frozenset()
    """Those of their texts that some document has, be it another's."""


NOTHING = Inheritance()


def merged(
    context: MergeContext,
    asked: tuple[str, Sequence[Document]],
    known: Read | None,
    memory: Memory,
    inheritance: Inheritance = NOTHING,
) -> tuple[Change, Catalog]:
    """Merge the catalog at a path, as it is `known`, with its documents.

    Raises `TransyncError` for one that cannot be written.
    """
    path, documents = asked
    project, language = context.project, context.language
    old = known.catalog if known else Catalog(path, ())
    if inheritance.catalogs:
        old = inherited(path, inheritance.catalogs, documents, inheritance.claimed)
    name = title(project, [document.path for document in documents])
    old = headed(old, partial(header, language, name))
    unread = waits(context, old)
    done = merge(located_segments(documents), old, memory, unread)
    summary = tally(done.tally)
    if inheritance.catalogs:
        summary += f"; moved from {', '.join(each.path for each in inheritance.catalogs)}"
    catalog = settled(project, done.catalog, documents, unread)
    if owner(project.layouts, catalog) is not CatalogOwner.OURS and catalog.entries[1:]:
        catalog = signed(catalog)
    change = Change(
        path,
        known.text if known else None,
        po.render(catalog),
        summary,
        documents[0].path,
        language.code,
        is_catalog=True,
    )
    return change, catalog


def settled(
    project: Project, catalog: Catalog, documents: Sequence[Document], unread: Container[str]
) -> Catalog:
    """Return a catalog with what stands between the texts of its documents as they are now.

    Of the documents, only the texts may be known: where they matter, the files are read. Raises
    `TransyncError` for one that cannot be.
    """
    if not has_betweens(catalog):
        return catalog
    read_document = project.workspace.read_document
    texts = {document.path: read_document(document.path) for document in documents}
    return with_betweens(catalog, texts, unread)


def waits(context: MergeContext, catalog: Catalog) -> frozenset[str]:
    """Return the documents of a catalog that are unreadable: their messages stay."""
    unread = context.unread
    return frozenset(
        path
        for path in (references(catalog) if unread else ())
        if not unread.isdisjoint((path, *parents(path)))
    )


def tally(counts: Counter[str]) -> str:
    """Return in words what became of the messages: `1 new, 2 fuzzy, 40 unchanged`."""
    listed = [f"{counts[outcome]} {outcome}" for outcome in OUTCOMES if counts[outcome]]
    return ", ".join(listed) or "no messages"


def header(language: Language, name: str) -> Message:
    """Make the header of a new catalog."""
    return po.new_header(
        project=name, language=language.gettext, plural_forms=language.plural_forms
    )
