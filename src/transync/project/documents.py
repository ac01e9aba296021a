"""The documents of a project, cut; what was cut before is remembered."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from transync.domain.errors import ConfigError, PathError
from transync.domain.findings import finding
from transync.domain.model import Document, Finding
from transync.domain.paths import Role, collisions, parents
from transync.project import document_cache
from transync.project.cutting import Extent, every, named, some
from transync.project.document_cache import DocumentLines
from transync.project.former_languages import without_pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from transync.engine.shards import Shards
    from transync.project.project import Project
    from transync.project.run_state import RunState
    from transync.storage import Listing

NO_LINES = DocumentLines()

Shard: TypeAlias = bytes | Document
"""A document as a task is given it: as it is kept for other runs, or itself."""

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
    lines: DocumentLines = NO_LINES
    """The documents, whole, as they are kept for other runs; may have been left out."""
    are_kept: bool = True
    """Whether another run has kept them all."""
    texts: tuple[tuple[str, str], ...] = ()
    """The marks of the texts of all documents, by path; where these were asked for."""

    @property
    def shards(self) -> Shards[Shard]:
        """The documents, whole, as they are given to tasks."""
        return self.lines or self.documents

    def chosen(self, project: Project) -> tuple[Sequence[str], Shards[Shard]]:
        """Return the paths of the documents that the run is for, and the documents as shards."""
        paths, shards = [document.path for document in self.documents], self.shards
        if not project.arguments:
            return paths, shards
        numbers = [number for number, path in enumerate(paths) if project.is_chosen(path)]
        return [paths[number] for number in numbers], [shards[number] for number in numbers]

    @property
    def names(self) -> Sources:
        """The same, but of each document no more than its name, if it is kept elsewhere, whole."""
        if not self.lines:
            return self
        return replace(self, documents=tuple(named(each.path) for each in self.documents))

    @cached_property
    def paths(self) -> frozenset[str]:
        """The paths of the documents."""
        return self.others.union(document.path for document in self.documents)

    @cached_property
    def by_path(self) -> Mapping[str, Document]:
        """The documents that were cut, by path."""
        return {document.path: document for document in self.documents}

    @cached_property
    def unread(self) -> frozenset[str]:
        """The documents that could not be read, and the folders that could not be looked into."""
        return frozenset(found.document for found in self.findings)

    def is_unread(self, path: str) -> bool:
        """Tell whether there may be a document of this path, but nobody could read it."""
        return not self.unread.isdisjoint((path, *parents(path)))

    def has(self, path: str) -> bool:
        """Tell whether there is, or may be, a document of this path."""
        return path in self.paths or self.is_unread(path)


def sources(project: Project, extent: Extent = Extent.WHOLE) -> Sources:
    """Read and cut all documents, in the order of their paths.

    Raises `ConfigError` where there is none, or where an argument belongs to none.
    """
    paths, errors = refuse_nothing(project)
    findings = [finding(error, error.path) for error in errors]
    findings += _collisions(project, paths)
    clashing = {found.document for found in findings}
    done = every(project, [path for path in paths if path not in clashing], extent)
    return Sources(
        tuple(each.document for each in done.cut),
        (*findings, *done.findings),
        lines=DocumentLines(each.line for each in done.cut),
        are_kept=done.are_kept,
        texts=tuple((each.document.path, each.marks) for each in done.cut),
    )


def refuse_nothing(project: Project) -> Listing:
    """List the documents; raises `ConfigError` where there is none, or an argument has none."""
    listing = _listed(project)
    if not listing.files:
        _refuse_empty(project, listing.errors)
    _refuse_strangers(project, listing.files)
    return listing


def remember(project: Project, found: Sources) -> Sources:
    """Keep what was cut for the next run, and give it back."""
    if not found.are_kept:
        paths = (document.path for document in found.documents)
        rows = dict(zip(paths, found.lines, strict=True))
        document_cache.remember(project.store, rows, is_whole=True)
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
        paths, errors = _listed(project)
        if errors or known | touched != set(paths) or any(_collisions(project, paths)):
            return None
    done = some(project, sorted(touched))
    return Sources(
        tuple(each for each in done if not isinstance(each, Finding)),
        tuple(each for each in done if isinstance(each, Finding)),
        frozenset(known - touched),
    )


def are_few(count: int, state: RunState) -> bool:
    """Tell whether it is less work to look into so many documents alone than into all."""
    return count <= max(_FEW, len(state.documents) // _SHARE)


def _listed(project: Project) -> Listing:
    """List the documents, and what could not be looked at."""
    layout = project.layout
    found = project.workspace.list_files(layout.source, layout.exclude.match)
    sources = (path for path in found.files if _is_source(project, path))
    return found._replace(files=tuple(without_pages(project, sources)))


def document_of(shard: Shard) -> Document:
    """Return the document that a task is given."""
    return document_cache.document(shard) if isinstance(shard, bytes) else shard


def weight(shard: Shard) -> int:
    """Return how much work a document is, as against others: its bytes, or its pieces."""
    return len(shard) if isinstance(shard, bytes) else len(shard.pieces)


def _refuse_empty(project: Project, errors: Iterable[PathError]) -> NoReturn:
    for error in errors:
        raise ConfigError(error.message, path=error.path)
    pattern = project.layout.source.text
    raise ConfigError(f"there is no document to translate: no file matches {pattern}")


def _refuse_strangers(project: Project, paths: Sequence[str]) -> None:
    for argument in project.arguments:
        alone = project._replace(arguments=(argument,))
        if not any(map(alone.is_chosen, paths)):
            raise ConfigError(f"{argument or '.'} belongs to no document of this project")


def complaints(project: Project, found: Sources) -> Iterator[Finding]:
    """Give the findings that concern what the run is for."""
    for each in found.findings:
        is_document = project.layout.source.match(each.document) is not None
        if not is_document or project.is_chosen(each.document):
            yield each


def _is_source(project: Project, path: str) -> bool:
    placement = project.layout.placement(path)
    return placement is not None and placement.role is Role.SOURCE


def _collisions(project: Project, paths: Sequence[str]) -> Iterator[Finding]:
    """Report the documents whose files would be one, be it only where case does not count."""
    layout = project.layout
    templates = [each for each in (layout.catalog, layout.template, layout.output) if each]
    stems = {path: project.stem(path) for path in paths}
    places: list[tuple[str, str]] = []
    for template in (each for each in templates if "path" in each.placeholders):
        is_by_language = "lang" in template.placeholders
        for code in project.config.languages if is_by_language else (None,):
            place = template.expand(path="\0", lang=code)
            places += [(place.replace("\0", stem), path) for path, stem in stems.items()]
    yield from _clashes(places)


def _clashes(places: Sequence[tuple[str, str]]) -> Iterator[Finding]:
    """Report the documents, each beside a file of its own, that share one with another."""
    if len(dict(places)) == len(places) and not collisions(place for place, _ in places):
        return
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for place, path in places:
        owners[place].add(path)
    shared = ((one,) for one, those in owners.items() if len(those) > 1)
    groups = [*collisions(owners), *shared]
    clashing = {frozenset().union(*(owners[one] for one in group)) for group in groups}
    for group in sorted(map(sorted, clashing)):
        for path in group if len(group) > 1 else ():
            others = ", ".join(other for other in group if other != path)
            message = f"would share its files with {others} on many systems; rename one of them"
            yield finding(PathError(message, path=path), path)
