"""Extracts: the documents' segments are merged into the catalogs, and listed in templates."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from transync.commands.extract.catalog import merge_context
from transync.commands.extract.language import Merging
from transync.commands.extract.part import part_of
from transync.commands.extract.scanned import LanguageCatalogs
from transync.commands.extract.template import templates
from transync.domain.changes import SkippedCounts, Step
from transync.domain.layouts import Role
from transync.domain.model import Finding
from transync.engine import DamagedError
from transync.project.catalogs import (
    count,
    groups,
    is_protected,
    origin_of,
    origins,
    placed,
)
from transync.project.cutting import Extent
from transync.project.documents import NO_ROWS, Sources, complaints, remember, sources
from transync.project.message_index import ORPHANED, DocumentTexts, MessageIndex
from transync.project.run import Record, Run
from transync.project.unplaced_catalogs import UnplacedCatalogs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from transync.commands.extract.part import Part
    from transync.engine import Index
    from transync.locale.languages import Language
    from transync.project.catalogs import Placed
    from transync.project.project import Project
    from transync.project.run_state import RunState


def extract(project: Project, state: RunState) -> Run:
    """Bring templates and catalogs up to the documents, unless they are known to be.

    Raises `ConfigError` as `sources`.
    """
    return run_of(prepared(project, state, lambda: _texts(project)))


def prepared(project: Project, state: RunState, every: Callable[[], Sources]) -> Extraction:
    """Return what there is to be looked into beside what is known, or `every` document."""
    return _narrow(project, state) or Extraction(project, every(), state.anew())


def run_of(extraction: Extraction) -> Run:
    """Make the run that merges what there is to be looked into."""
    project, state, part = extraction.project, extraction.state, extraction.part
    skipped = SkippedCounts(state.counted.files - part.counted) if part else SkippedCounts()
    record = Record(skipped)

    def finish(findings: int) -> None:
        if findings or record.findings or extraction.unplaced.are_used:
            state.forget()
            return
        paths, texts = extraction.found.paths, extraction.texts
        notes = extraction.unplaced.notes
        state.leave(paths, {}, record, notes=notes, others=texts.edits)

    total = count(project, extraction.found.looked_into)
    every = record.over(steps(extraction))
    return Run(project.root, every, total, skipped, finish, project.delegates)


def _narrow(project: Project, state: RunState) -> Extraction | None:
    """Return what there is to be looked into beside what is known; None for all."""
    with suppress(DamagedError):
        if part := part_of(project, state):
            extraction = Extraction(project, part.found, state, part)
            # What is elsewhere may serve texts, too, of which it is known that nobody could.
            return None if extraction.has_unplaced() else extraction
    return None


def _texts(project: Project) -> Sources:
    """Return the texts of all documents, and nothing else of them."""
    return replace(remember(project, sources(project, Extent.TEXTS)), rows=NO_ROWS)


def steps(extraction: Extraction) -> Iterator[Step]:
    """Yield what is to be done, and what cannot be."""
    project, found, part = extraction.project, extraction.found, extraction.part
    yield from complaints(project, found)
    yield from templates(project, found, part.gone.get(None, ()) if part else None)
    reported: set[Finding] = set()
    for language, origin in extraction.pairs:
        for step in extraction.merging(language, origin).steps():
            if not isinstance(step, Finding):
                yield step
            elif step not in reported:  # a folder may be that of several pairs
                reported.add(step)
                yield step


class Extraction:
    """What there is of all languages: of a `part` of the documents, where all else is known."""

    def __init__(
        self, project: Project, found: Sources, state: RunState, part: Part | None = None
    ) -> None:
        self.project, self.found, self.state, self.part = project, found, state, part
        self.texts = part.texts if part else MessageIndex(project.store, is_kept=False)
        for path, hashes in found.hashes:
            self.texts.documents[path] = hashes
        others = self.texts.documents if part else None
        self._document_texts = DocumentTexts(dict(found.hashes), found.has, others)
        self.unplaced = UnplacedCatalogs(project, state)
        self._begun: dict[tuple[str, str], Merging] = {}

    @property
    def pairs(self) -> Iterator[tuple[Language, str]]:
        """The languages, each with the canonical languages that have a memory of their own."""
        for language in self.project.languages:
            yield from ((language, each) for each in origins(self.project) if each != language.code)

    def has_unplaced(self) -> bool:
        """Look into all languages; return whether a text is new, and catalogs have no place.

        For a part of the documents, whose catalogs are few. Raises `DamagedError` where the store
        does not say who has their texts.
        """
        self._begun = {
            (language.code, origin): self.merging(language, origin)
            for language, origin in self.pairs
        }
        for merging in self._begun.values():
            merging.ask()
        return any(merging.scanned.unplaced for merging in self._begun.values())

    def merging(self, language: Language, origin: str) -> Merging:
        """Look into the catalogs of a language, of documents in another."""
        if known := self._begun.get((language.code, origin)):
            return known
        context = merge_context(self.project, language, self.found)
        return Merging(context, self._catalogs_of(language, origin))

    @cached_property
    def _placed(self) -> Placed:
        return placed(self.project)

    def _catalogs_of(self, language: Language, origin: str) -> LanguageCatalogs:
        """Return the catalogs of one language, of documents in another."""
        code = language.code
        index = self.texts.catalogs(code, origin)
        wanted = groups(self.project, self._documents_in(origin), code)
        there, gone = self._there(code, origin, index, wanted)
        errors = {} if self.part else self._placed.errors
        unplaced = partial(self.unplaced.of, language, origin)
        return LanguageCatalogs(wanted, there, gone, errors, index, self._document_texts, unplaced)

    def _there(
        self, code: str, origin: str, index: Index, wanted: Mapping[str, object]
    ) -> tuple[Sequence[str], Sequence[str]]:
        """Return the catalogs to look into, and those of them whose documents are gone."""
        if self.part:
            # One whose document has come back is wanted again.
            orphaned = index.having([ORPHANED]).union(self.part.gone.get(code, ()))
            gone = self._of_origin(sorted(orphaned - wanted.keys()), origin)
            gone = [path for path in gone if not is_protected(self.project, path)]
            return sorted({*wanted, *gone}), gone
        paths = self._of_origin(self._placed.paths.get(code, ()), origin)
        gone = [*filter(self._is_orphaned, paths)]
        if protected := {path for path in gone if is_protected(self.project, path)}:
            paths = [path for path in paths if path not in protected]
            gone = [path for path in gone if path not in protected]
        return paths, [] if self.project.arguments else gone

    def _documents_in(self, origin: str) -> Iterable[str]:
        paths, layout_of = self.found.looked_into, self.project.layout_of
        if not origin:
            return paths
        return [path for path in paths if layout_of(path).source_language == origin]

    def _of_origin(self, paths: Sequence[str], origin: str) -> Sequence[str]:
        if not origin:
            return paths
        return [path for path in paths if origin_of(self.project, path) == origin]

    def _is_orphaned(self, path: str) -> bool:
        placement = self.project.layouts.placed(Role.CATALOG, path)
        if placement is None or placement.documents is None:
            return False
        return not any(map(self.found.has, placement.documents))
