"""What a command found out of each document: kept, so that the next does again what has changed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from transync.domain.layouts import Role
from transync.project import anchor_notes, claims, run_state
from transync.project.claims import kept
from transync.project.documents import some_sources
from transync.project.published import known_claims, noted, others_may_link_elsewhere
from transync.project.run import Record

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Set

    from transync.domain.addresses import Claim
    from transync.domain.changes import AnchorNote
    from transync.domain.paths import PathTemplate
    from transync.project.composing import Composer
    from transync.project.documents import Sources
    from transync.project.project import Project
    from transync.project.run_state import RunState

OUTSIDE = ""
"""The key of what was found outside of all documents."""
_ROLES = (Role.SOURCE, Role.CATALOG, Role.OUTPUT)


@dataclass(frozen=True)
class Results:
    """The results of a command by document, and that of the project, outside of all."""

    state: RunState
    kept: Mapping[str, bytes]
    """Those of the last run."""
    part: Sources | None = None
    """The documents that have to be looked into again; None for all."""
    new: dict[str, bytes] = field(default_factory=dict)
    """Those of this run."""
    unpublished: set[tuple[str, str]] = field(default_factory=set)
    """The documents of this run that have no page in a language, each with its code."""
    notes: dict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    """What else this run notes of documents, by name and path."""
    claimed: dict[str, list[Claim]] = field(default_factory=dict)
    """The addresses that the documents of this run claim."""

    anchors: list[tuple[str, str, AnchorNote]] = field(default_factory=list)
    """What is noted of the anchors of pages, each with its document and language."""

    @property
    def are_complete(self) -> bool:
        """Whether they are those of the files as they are now, so that nothing is to be done."""
        return self.state.is_unchanged

    @property
    def documents(self) -> int:
        """How many documents they are of."""
        return len({*self.kept, *self.new} - {OUTSIDE})

    def each(self) -> Iterator[tuple[str, bytes]]:
        """Yield the results that say something, each with the path of its document.

        They are in the order of the paths, be they new or kept; that of the project is the last.
        """
        every = {**self.kept, **self.new}
        said = [path for path, result in every.items() if result]
        yield from ((path, every[path]) for path in sorted(said) if path != OUTSIDE)
        if every.get(OUTSIDE):
            yield OUTSIDE, every[OUTSIDE]

    def narrowed(
        self, others: PathTemplate | None = None, composer: Composer | None = None
    ) -> Results:
        """Return those that still hold, and the part of the documents that is to be done again.

        All are, if a file of the template `others` has changed, or if a page that the `composer`
        makes has appeared or gone.
        """
        state = self.state.settled()
        is_whole = others is not None and any(map(others.match, state.changed))
        part = None if is_whole else narrowed_part(state, composer)
        if part is None or part.findings:
            return Results(state.anew(), {})
        holding = {path: each for path, each in self.kept.items() if path in part.others}
        kept = {**holding, OUTSIDE: self.kept.get(OUTSIDE, b"")}
        return replace(self, state=state, kept=kept, part=part)

    def noted(self, what: str, documents: Container[str]) -> dict[str, Any]:
        """Return what this run and those before it have noted of documents, by path."""
        before = self.state.last.head.notes.get(what, {}) if self.state.last else {}
        every = {**before, **self.notes[what]}
        return {path: found for path, found in every.items() if found and path in documents}

    def claims(self, documents: Container[str]) -> dict[str, list[Claim]]:
        """Return the addresses that the documents of the project claim, by path."""
        before = kept(self.state.last.head.notes) if self.state.last else {}
        every = {**before, **self.claimed}
        return {path: found for path, found in every.items() if path in documents}

    def outputs(self) -> list[str] | None:
        """List the localized documents that may be without a document now; None for all."""
        state, project = self.state, self.state.project
        if state.last is None or self.kept.get(OUTSIDE):
            return None
        placements = [project.layouts.placement(path) for path in state.changed]
        if None in {placement.role if placement else None for placement in placements}:
            return None
        documents = {path for each in placements if each for path in each.documents or ()}
        paths = {path for document in documents for path in project.outputs_of(document)}
        return [*filter(state.is_there, sorted(paths))]

    def leave(self, found: Sources, suspects: Set[str] = frozenset()) -> None:
        """Leave them for the next run, which looks again into the documents that are `suspects`.

        It does something, too, if the project itself is suspect, `OUTSIDE` of all documents.
        """
        if found.findings:
            self.state.forget()
        else:
            notes = noted(self.state, self.new, self.unpublished)
            notes |= claims.noted(self.claims(found.paths))
            notes |= anchor_notes.noted(self.state, found.paths, self.new, self.anchors)
            notes |= {what: self.noted(what, found.paths) for what in self.notes}
            self.state.leave(found.paths, self.new, Record(suspects={*suspects}), notes=notes)


def recalled(
    project: Project, command: str, asked: str, templates: Iterable[PathTemplate | None]
) -> Results:
    """Return what is known of a command that was asked the same."""
    state = run_state.begun(project, command, templates, asked=asked)
    kept = state.last.results if state.last else None
    return Results(state if kept is not None else state.anew(), kept or {})


def narrowed_part(state: RunState, composer: Composer | None = None) -> Sources | None:
    """Return the documents that are to be done again; None if all are.

    Those are the documents of the files that have changed and, if a `composer` makes their pages,
    those whose pages link to one of them and are others now.
    """
    part = _part(state)
    if part is None or composer is None:
        return part
    if composer.project.has_localized_links:
        composer.know(known_claims(composer.project, state, part))
    if others_may_link_elsewhere(composer, state, part):
        return None
    changed = {document.path for document in part.documents}
    more = anchor_notes.linking(composer, state, changed) - changed
    return _part(state, more) if more else part


def _part(state: RunState, more: Set[str] = frozenset()) -> Sources | None:
    documents = state.touched(*_ROLES)
    return None if documents is None else some_sources(state.project, state, documents | more)
