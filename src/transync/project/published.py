"""Which pages are published: where links lead to pages, one more or less is a matter of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transync.project.composing import Composer
    from transync.project.documents import Sources
    from transync.project.run_state import RunState

_NOTE = "unpublished"


def others_may_link_elsewhere(composer: Composer, state: RunState, part: Sources) -> bool:
    """Whether a page has appeared or gone since the last run.

    The documents of `part` are those whose files have changed. The pages of all others are as they
    were, but their links may lead to such a page.
    """
    if not composer.project.has_localized_links:
        return False
    changed = {document.path for document in part.documents}
    if state.gone or part.findings or not changed <= state.documents:
        return True
    return unpublished(composer, changed) != _kept(state) & {
        (path, language.code)
        for path in changed
        for language in composer.project.languages_of(path)
    }


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
