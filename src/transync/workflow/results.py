"""The results of a check by document: kept for the next, which does again what has changed."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING

from transync.model import Finding, Severity
from transync.paths import Role
from transync.workflow.known import Watch
from transync.workflow.sources import some_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from transync.checks import Choice
    from transync.workflow.project import Project
    from transync.workflow.sources import Sources

_OUTSIDE = ""
"""The key of what was found outside of all documents."""


class Results:
    """What was found out of each document with a choice of rules, and of the project."""

    def __init__(self, project: Project, choice: Choice) -> None:
        layout, terms = project.layout, project.config.terms
        templates = (layout.source, layout.catalog, layout.template, layout.output, terms)
        self._project = project
        self._choice = repr(choice)
        self._watch = Watch(project, "check", templates, looks_again=True)
        self._drift: Sequence[Finding] = ()

    @cached_property
    def are_complete(self) -> bool:
        """Whether they are those of the files as they are now, so that nothing is to be done."""
        return self._watch.is_unchanged and self._is_known and not self._watch.notes["is_behind"]

    @property
    def documents(self) -> int:
        """How many documents they are of."""
        return len(self._watch.results) - (_OUTSIDE in self._watch.results)

    @property
    def findings(self) -> Iterator[Finding]:
        """All that was found."""
        yield from self._drift
        for kept in filter(None, self._watch.results.values()):
            yield from map(_finding, json.loads(kept))

    def part(self) -> Sources | None:
        """Give the documents that have to be looked into again; None if these are all.

        To be called once, before anything is found out anew.
        """
        self._watch.begin()
        found = self._part()
        if found is None:
            self._watch.begin_anew()
        return found

    def take(self, found: Sources, by_document: Mapping[str, Iterable[Finding]]) -> None:
        """Take what was found out of documents anew."""
        watch = self._watch
        for path in watch.results.keys() - found.paths - {_OUTSIDE}:
            del watch.results[path]
        watch.results.update((path, _written(each)) for path, each in by_document.items())
        watch.note(found.paths)
        # Whose a page is, the catalogs of other documents may have to tell.
        watch.suspects = {path for path, each in self._each() if any(map(self._is_of_page, each))}
        watch.is_partial = bool(found.findings)

    def outputs(self) -> list[str] | None:
        """List the localized documents that may be without a document now; None for all."""
        watch, layout = self._watch, self._project.layout
        slots = {path: layout.slot(path) for path in watch.changed}
        roles = {slot.role if slot else None for slot in slots.values()}
        if watch.past is None or None in roles or watch.results.get(_OUTSIDE):
            return None
        stems = {slot.path for slot in slots.values() if slot}
        codes = (self._project.config.source_language, *self._project.config.languages)
        paths = (layout.published.expand(path=stem, lang=code) for stem in stems for code in codes)
        return [*filter(watch.is_there, paths)]

    def leave(self, drift: Sequence[Finding], outside: Sequence[Finding]) -> None:
        """Take what was found of the catalogs and of the project, and keep all for the next."""
        self._drift = drift
        self._watch.results[_OUTSIDE] = _written(outside)
        self._watch.notes |= {"choice": self._choice, "is_behind": bool(drift)}
        self._watch.leave()

    @property
    def _is_known(self) -> bool:
        past = self._watch.past
        is_same = past is not None and past.head.notes.get("choice") == self._choice
        return is_same and past is not None and past.results is not None

    def _part(self) -> Sources | None:
        watch, terms = self._watch, self._project.config.terms
        stems = watch.touched(Role.SOURCE, Role.CATALOG, Role.OUTPUT) if self._is_known else None
        if stems is None or (terms and any(map(terms.match, watch.changed))):
            return None
        found = some_sources(self._project, watch, set(map(self._project.document, stems)))
        return None if found is None or found.findings else found

    def _each(self) -> Iterator[tuple[str, Iterator[Finding]]]:
        for path, kept in self._watch.results.items():
            if kept and path != _OUTSIDE:
                yield path, map(_finding, json.loads(kept))

    def _is_of_page(self, found: Finding) -> bool:
        slot = self._project.layout.slot(found.path)
        return slot is not None and slot.role is Role.OUTPUT


def _written(findings: Iterable[Finding]) -> bytes:
    told = [*findings]
    return json.dumps(told).encode() if told else b""


def _finding(kept: list[str | int]) -> Finding:
    found = Finding._make(kept)
    return found._replace(severity=Severity(found.severity))
