"""Which pages there are, and where: one more or less, or elsewhere, changes the links of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.project.address_index import claims_of
from transync.project.claims import kept

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from transync.domain.addresses import Claim
    from transync.project.composing import Composer
    from transync.project.documents import Sources
    from transync.project.project import Project
    from transync.project.run_state import RunState

_NOTE = "unpublished"


def others_may_link_elsewhere(composer: Composer, state: RunState, part: Sources) -> bool:
    """Whether a page has appeared or gone since the last run, or has another address.

    The documents of `part` are those whose files have changed. The pages of all others are as they
    were, but their links may lead to such a page.
    """
    if not composer.project.has_localized_links:
        return False
    changed = {document.path for document in part.documents}
    if state.gone or part.findings or not changed <= state.documents:
        return True
    if _contents(_claimed(state), changed) != _contents(composer.addresses.claims, changed):
        return True
    return unpublished(composer, changed) != _kept(state) & {
        (path, language.code)
        for path in changed
        for language in composer.project.languages_of(path)
    }


def known_claims(project: Project, state: RunState, part: Sources) -> dict[str, list[Claim]]:
    """Return what all documents claim: those of `part` as they are now, all others as before."""
    changed = [document.path for document in part.documents]
    before = {path: found for path, found in _claimed(state).items() if path in part.others}
    return before | claims_of(project, changed)


def _claimed(state: RunState) -> dict[str, list[Claim]]:
    return kept(state.last.head.notes) if state.last else {}


def _contents(
    every: Mapping[str, Sequence[Claim]], documents: Iterable[str]
) -> dict[str, list[object]]:
    """Return what some documents claim, without the places."""
    return {path: [each.content for each in every.get(path, ())] for path in documents}


def unpublished(composer: Composer, documents: Iterable[str]) -> set[tuple[str, str]]:
    """Return the documents that have no page in a language, each with its code."""
    return {
        (path, language.code)
        for path in documents
        for language in composer.project.languages_of(path)
        if not composer.is_published(path, language)
    }


def noted(
    state: RunState, documents: Iterable[str], without_page: Iterable[tuple[str, str]]
) -> dict[str, object]:
    """Return what the next run must know: of some documents as it is now, of others as before."""
    looked_into = {*documents}
    before = {each for each in _kept(state) if each[0] not in looked_into}
    return {_NOTE: sorted(before | {*without_page})}


def _kept(state: RunState) -> set[tuple[str, str]]:
    notes = state.last.head.notes if state.last else {}
    return {(path, code) for path, code in notes.get(_NOTE, ())}
