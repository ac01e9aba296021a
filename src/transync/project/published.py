"""Which pages there are, and where: one more or less, or elsewhere, changes the links of others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.project.addressed import claimed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from transync.project.composing import Composer
    from transync.project.documents import Sources
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
    now = unpublished(composer, changed) | claimed(composer.project, changed)
    codes = {path: _codes(composer, path) for path in changed}
    return now != {
        (path, what)
        for path, what in _kept(state)
        if path in changed and (what.startswith("/") or what in codes[path])
    }


def _codes(composer: Composer, path: str) -> set[str]:
    return {language.code for language in composer.project.languages_of(path)}


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
    """Return what the next run must know: of some documents as it is now, of others as before.

    It is which have no page in which languages, and which claim which addresses.
    """
    looked_into = {*documents}
    before = {each for each in _kept(state) if each[0] not in looked_into}
    return {_NOTE: sorted(before | {*without_page} | claimed(state.project, looked_into))}


def _kept(state: RunState) -> set[tuple[str, str]]:
    notes = state.last.head.notes if state.last else {}
    return {(path, code) for path, code in notes.get(_NOTE, ())}
