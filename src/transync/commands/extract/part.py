"""What an extraction has to look into, where it knows that all else has nothing to be done."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from transync.domain.errors import TransyncError
from transync.domain.layouts import Role
from transync.project import text_hashes
from transync.project.catalogs import all_groups, language_of, origin_of, origins, read
from transync.project.documents import Sources, are_few, some_sources
from transync.project.message_index import ORPHANED, WAITING, MessageIndex, missing, provided

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from transync.project.project import Project
    from transync.project.run_state import RunState


class _UnfoundError(Exception):
    """The index does not say who has a message."""


class Part(NamedTuple):
    """The documents that a run has to look into, where it knows what all others have."""

    found: Sources
    texts: MessageIndex
    gone: Mapping[str | None, Sequence[str]]
    """Of documents that are not there, but have changed: the catalogs by language; under None, the
    templates."""
    counted: int
    """The files that were counted the last time of all these, and of catalogs without document."""


def part_of(project: Project, state: RunState) -> Part | None:
    """Return what is to be done beside what is known unchanged; None for all.

    Raises `DamagedError` where the store does not say who has a text.
    """
    if not project.layouts.has_own_catalogs:
        return None
    touched = state.touched(Role.SOURCE, Role.CATALOG, Role.TEMPLATE)
    if touched is None or not are_few(len(touched), state):
        return None
    known = MessageIndex(project.store, is_kept=True)
    try:
        known.documents.load()
        touched.update(_waiting(project, state, known))
        found = some_sources(project, state, touched)
        if found is None or found.findings:
            return None
        gone = _gone(project, state, found, touched - found.paths)
        pairs = product((language.code for language in project.languages), origins(project))
        counted = sum(len(known.catalogs(*pair).having([ORPHANED])) for pair in pairs)
    except (_UnfoundError, TransyncError):
        return None
    counted += sum(len(paths) for _, paths in all_groups(project, state.documents & touched))
    _forget(project, state, known)
    hashes = tuple((each.path, text_hashes.of(each)) for each in found.documents)
    return Part(replace(found, hashes=hashes), known, gone, counted)


def _gone(
    project: Project, state: RunState, found: Sources, documents: Iterable[str]
) -> dict[str | None, Sequence[str]]:
    """Return the catalogs and templates of documents that are gone, by language.

    Raises `_UnfoundError` where it takes all catalogs to find who else has what these have.
    """
    gone: dict[str | None, Sequence[str]] = {}
    wanted = dict(all_groups(project, found.looked_into))  # of another source, in the same places
    for code, paths in all_groups(project, documents):
        gone[code] = [path for path in paths if state.is_there(path) and path not in wanted[code]]
        for path in gone[code] if code else ():
            known = read(project, path)
            if known and any(entry.message.plurals for entry in known.catalog.entries):
                raise _UnfoundError
    return gone


def _forget(project: Project, state: RunState, known: MessageIndex) -> None:
    """Leave out of the index what is not there any more."""
    for path in state.changed:
        if not state.is_there(path):
            code = language_of(project, path)
            index = known.catalogs(code, origin_of(project, path)) if code else known.documents
            index.drop(path)


def _waiting(project: Project, state: RunState, known: MessageIndex) -> Iterator[str]:
    """Yield the documents whose catalogs may take something over from one that has changed.

    One index is asked once: a text that many have changed, many may wait for.
    """
    changed: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for path in state.changed:
        if code := language_of(project, path):
            changed[code, origin_of(project, path)].append(path)
    for pair, paths in changed.items():
        index = known.catalogs(*pair)
        if not index.having([WAITING]):
            continue
        read_now = (found.catalog for path in paths if (found := read(project, path)))
        hashes = {missing(each) for catalog in read_now for each in provided(catalog)}
        for other in index.having(hashes):
            placement = project.layouts.placed(Role.CATALOG, other)
            yield from (placement.documents if placement else None) or ()
