"""The documents of a project, cut; what was cut before is remembered."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from transync import storage
from transync.domain.errors import ConfigError, PathError
from transync.domain.findings import finding
from transync.domain.layouts import Role
from transync.domain.model import Document, Finding
from transync.domain.paths import parents
from transync.domain.shard_numbers import WHOLE
from transync.engine.executor import is_remote
from transync.project import beside, kept_documents
from transync.project.catalogs import groups
from transync.project.cutting import (
    DocumentReader,
    Extent,
    every,
    named,
    some,
)
from transync.project.former_languages import without_pages
from transync.project.kept_documents import DocumentRows
from transync.project.shared_files import shared_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence, Set

    from transync.domain.shard_numbers import ShardNumber
    from transync.engine.shards import Shards
    from transync.project.project import Project
    from transync.project.run_state import RunState
    from transync.storage import Listing

NO_ROWS = DocumentRows()

Shard: TypeAlias = bytes | Document | str
"""A document as a task is given it: as it is kept for other runs, itself, or its path."""

_FEW = 100
_SHARE = 8
"""Of more documents than these, or than this part of all, a run reads everything: once."""


@dataclass(frozen=True)
class Sources:
    """The documents of a project, cut, and why others could not be."""

    documents: tuple[Document, ...]
    findings: tuple[Finding, ...] = ()
    others: frozenset[str] = frozenset()
    """The paths of more documents, which nobody has looked into: they are as they were."""
    rows: DocumentRows = NO_ROWS
    """The documents, whole, as they are kept for other runs; may have been left out."""
    are_kept: bool = True
    """Whether another run has kept them all."""
    are_elsewhere: bool = False
    """Whether no more than their names is here: tasks read them."""
    hashes: tuple[tuple[str, str], ...] = ()
    """Those of the texts of each document, by path; where these were asked for."""

    @property
    def shards(self) -> Shards[Shard]:
        """The documents, whole, as they are given to tasks."""
        return self.looked_into if self.are_elsewhere else self.rows or self.documents

    def chosen(self, project: Project) -> tuple[Sequence[str], Shards[Shard]]:
        """Return the paths of the documents that the run is for, and the documents as shards."""
        paths, shards = self.looked_into, self.shards
        if not project.arguments:
            return paths, shards
        numbers = [number for number, path in enumerate(paths) if project.is_chosen(path)]
        return [paths[number] for number in numbers], [shards[number] for number in numbers]

    @property
    def names(self) -> Sources:
        """The same, but of each document no more than its name, if it is kept elsewhere, whole."""
        if not self.rows:
            return self
        return replace(self, documents=tuple(named(each.path) for each in self.documents))

    def reader(self, project: Project) -> DocumentReader:
        """Return what reads the documents that are not here."""
        return DocumentReader(project, () if self.are_elsewhere else self.documents)

    @cached_property
    def paths(self) -> frozenset[str]:
        """The paths of the documents."""
        return self.others.union(document.path for document in self.documents)

    @property
    def looked_into(self) -> list[str]:
        """The paths of the documents that were cut, in their order."""
        return [document.path for document in self.documents]

    @cached_property
    def unread(self) -> frozenset[str]:
        """The documents that could not be read, and the folders that could not be looked into."""
        return frozenset(found.document for found in self.findings)

    def is_unread(self, path: str) -> bool:
        """Whether there may be a document at this path that nobody could read."""
        return not self.unread.isdisjoint((path, *parents(path)))

    def has(self, path: str) -> bool:
        """Whether there is, or may be, a document at this path."""
        return path in self.paths or self.is_unread(path)


def sources(project: Project, extent: Extent = Extent.WHOLE, shard: ShardNumber = WHOLE) -> Sources:
    """Read and cut all documents, or those of a shard, in the order of their paths.

    Raises `ConfigError` where there is none, or where an argument belongs to none.
    """
    paths, findings = _wanted(project)
    return _cut_some(project, paths, [*filter(shard.has, paths)], findings, extent)


def chosen_sources(project: Project) -> Sources:
    """Read and cut the documents of the catalogs that the run is for; raises as `sources`."""
    paths, findings = _wanted(project)
    if not project.arguments:
        return _cut_some(project, paths, paths, findings, Extent.WHOLE)
    catalogs = (groups(project, paths, language.code) for language in project.languages)
    chosen = frozenset(chain.from_iterable(chain(*each.values()) for each in catalogs))
    return _cut_some(project, paths, [*filter(chosen.__contains__, paths)], findings, Extent.WHOLE)


def _wanted(project: Project) -> tuple[list[str], list[Finding]]:
    """Return the paths of the documents, and what is wrong with others."""
    paths, errors = refuse_nothing(project)
    findings = [finding(error, error.path) for error in errors]
    findings += shared_files(project, paths)
    clashing = {found.document for found in findings}
    return [path for path in paths if path not in clashing], findings


def _cut_some(
    project: Project,
    paths: Sequence[str],
    own: Sequence[str],
    findings: Sequence[Finding],
    extent: Extent,
) -> Sources:
    """Cut some of the documents; the other paths are only known."""
    found = cut_sources(project, own, extent)
    others = frozenset(paths) - frozenset(own) if len(own) < len(paths) else frozenset()
    return replace(found, findings=(*findings, *found.findings), others=others)


def cut_sources(project: Project, paths: Sequence[str], extent: Extent) -> Sources:
    """Read and cut the documents at some paths, whatever else there is."""
    done = every(project, paths, extent)
    return Sources(
        tuple(each.document for each in done.cut),
        tuple(done.findings),
        rows=DocumentRows(each.row for each in done.cut if each.row),
        are_kept=done.are_kept,
        are_elsewhere=is_remote(project.executor) and extent is not Extent.WHOLE,
        hashes=tuple((each.document.path, each.hashes) for each in done.cut),
    )


def refuse_nothing(project: Project) -> Listing:
    """List the documents; raises `ConfigError` where there is none, or an argument has none."""
    listing = listed(project)
    if not listing.files:
        _refuse_empty(project, listing.errors)
    _refuse_strangers(project, listing.files)
    return listing


def remember(project: Project, found: Sources) -> Sources:
    """Keep what was cut for the next run, and give it back."""
    if not found.are_kept:
        rows = dict(zip(found.looked_into, found.rows, strict=True))
        kept_documents.keep(project.store, rows, is_whole=True)
    return found


def some_sources(project: Project, state: RunState, touched: Set[str]) -> Sources | None:
    """Read and cut only those of `touched` documents that are there; all others are as they were.

    None if more has to be looked into: they are many, no document is left, or two would share
    their files.
    """
    known = state.documents - state.gone
    touched = {path for path in touched if state.is_there(path)}
    if not known or not are_few(len(touched), state):
        return None
    if not touched <= known:
        paths, errors = listed(project)
        if errors or known | touched != set(paths) or any(shared_files(project, paths)):
            return None
    done = some(project, sorted(touched))
    return Sources(
        tuple(each for each in done if not isinstance(each, Finding)),
        tuple(each for each in done if isinstance(each, Finding)),
        frozenset(known - touched),
    )


def are_few(count: int, state: RunState) -> bool:
    """Whether it is less work to look into so many documents alone than into all."""
    return count <= max(_FEW, len(state.documents) // _SHARE)


def listed(project: Project) -> Listing:
    """List the documents, and what could not be looked at."""
    found = storage.joined(
        [
            project.workspace.list_files(layout.source, layout.exclude.match)
            for layout in project.layouts.each
        ]
    )
    sources = (path for path in found.files if _is_source(project, path))
    documents = beside.without_pages(project, without_pages(project, sources))
    return found._replace(files=tuple(documents))


def document_of(project: Project, shard: Shard) -> Document:
    """Return the document that a task is given; raises `TransyncError` where it reads it."""
    if isinstance(shard, str):
        return DocumentReader(project)(shard)
    return kept_documents.document(shard) if isinstance(shard, bytes) else shard


def weight(shard: Shard) -> int:
    """Return how much work a document is, as against others: its bytes, or its pieces.

    All paths weigh the same.
    """
    if isinstance(shard, str):
        return 1
    return len(shard) if isinstance(shard, bytes) else len(shard.pieces)


def _refuse_empty(project: Project, errors: Iterable[PathError]) -> NoReturn:
    for error in errors:
        raise ConfigError(error.message, path=error.path)
    patterns = " or ".join(source.text for source in project.layouts.sources)
    raise ConfigError(f"there is no document to translate: no file matches {patterns}")


def _refuse_strangers(project: Project, paths: Sequence[str]) -> None:
    if not project.arguments:
        return
    codes = [language.code for language in project.languages]
    known = {
        each for path in paths for code in codes for each in project.layouts.selectors(path, code)
    }
    for argument in project.arguments:
        if argument not in known:
            raise ConfigError(f"{argument or '.'} belongs to no document of this project")


def complaints(project: Project, found: Sources) -> Iterator[Finding]:
    """Yield the findings that concern what the run is for."""
    for each in found.findings:
        is_document = any(source.match(each.document) for source in project.layouts.sources)
        if not is_document or project.is_chosen(each.document):
            yield each


def _is_source(project: Project, path: str) -> bool:
    placement = project.layouts.placement(path)
    return placement is not None and placement.role is Role.SOURCE
