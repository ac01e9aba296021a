"""What a command found out of each document: kept, so that the next does again what has changed."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from transync.domain.paths import Role
from transync.project.documents import some_sources
from transync.project.run_state import Watch

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Set

    from transync.domain.paths import PathTemplate
    from transync.project.documents import Sources
    from transync.project.project import Project

OUTSIDE = ""
"""The key of what was found outside of all documents."""
_ROLES = (Role.SOURCE, Role.CATALOG, Role.OUTPUT)


class Results:
    """The results of a command by document, as it was asked; and that of the project, outside."""

    def __init__(
        self, project: Project, command: str, asked: str, templates: Iterable[PathTemplate | None]
    ) -> None:
        self._project = project
        self._asked = asked
        self._watch = Watch(project, command, templates, looks_again=True)

    @cached_property
    def are_complete(self) -> bool:
        """Whether they are those of the files as they are now, so that nothing is to be done."""
        return self._are_known and self._watch.is_unchanged and not self._watch.notes["is_open"]

    @property
    def documents(self) -> int:
        """How many documents they are of."""
        return len(self._watch.results) - (OUTSIDE in self._watch.results)

    def each(self) -> Iterator[tuple[str, bytes]]:
        """Give the results that say something, each with the path of its document."""
        return ((path, kept) for path, kept in self._watch.results.items() if kept)

    def part(self, others: PathTemplate | None = None) -> Sources | None:
        """Give the documents that have to be looked into again; None if these are all.

        All are, too, if a file of the template `others` has changed. To be called once, before
        anything is found out anew.
        """
        self._watch.begin()
        found = self._part(others)
        if found is None:
            self._watch.begin_anew()
        return found

    def take(self, found: Sources, by_document: Mapping[str, bytes]) -> None:
        """Take what was found out of documents anew."""
        watch = self._watch
        for path in watch.results.keys() - found.paths - {OUTSIDE}:
            del watch.results[path]
        watch.results.update(by_document)
        watch.note(found.paths)
        watch.is_partial = bool(found.findings)

    def outputs(self) -> list[str] | None:
        """List the localized documents that may be without a document now; None for all."""
        watch, layout = self._watch, self._project.layout
        placements = {path: layout.placement(path) for path in watch.changed}
        roles = {placement.role if placement else None for placement in placements.values()}
        if watch.past is None or None in roles or watch.results.get(OUTSIDE):
            return None
        stems = {placement.path for placement in placements.values() if placement}
        codes = (self._project.config.source_language, *self._project.config.languages)
        paths = (layout.published.expand(path=stem, lang=code) for stem in stems for code in codes)
        return [*filter(watch.is_there, paths)]

    def leave(
        self, outside: bytes = b"", suspects: Set[str] = frozenset(), *, is_open: bool = False
    ) -> None:
        """Take what was found of the project, and keep all for the next run.

        It looks again into the documents that are `suspects`, and for more if it `is_open`.
        """
        watch = self._watch
        watch.results[OUTSIDE] = outside
        watch.suspects = {*suspects}
        watch.notes |= {"asked": self._asked, "is_open": is_open}
        watch.leave()

    @property
    def _are_known(self) -> bool:
        past = self._watch.past
        is_same = past is not None and past.head.notes.get("asked") == self._asked
        return is_same and past is not None and past.results is not None

    def _part(self, others: PathTemplate | None) -> Sources | None:
        watch = self._watch
        stems = watch.touched(*_ROLES) if self._are_known else None
        if stems is None or (others and any(map(others.match, watch.changed))):
            return None
        found = some_sources(self._project, watch, set(map(self._project.document, stems)))
        return None if found is None or found.findings else found
