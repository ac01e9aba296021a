"""Which pages link to headings whose ids have changed: what runs note of anchors, for the next."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from transync.domain.changes import AnchorNote
from transync.domain.model import Finding
from transync.project.cross_links import cross_links
from transync.project.cutting import some
from transync.project.page_anchors import follow_translations
from transync.project.targets import targets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from transync.project.composing import Composer
    from transync.project.run_state import RunState
    from transync.project.targets import Target

_NOTE = "anchors"
_BYTES = 8
"""Of a digest."""


def note_of(composer: Composer, target: Target) -> AnchorNote:
    """Return what other pages need to know of the anchors of a page, and it of theirs."""
    project, document = composer.project, target.document
    if not follow_translations(project, document.path):
        return AnchorNote()
    others = {other for other, _ in cross_links(composer.addresses, document)} - {document.path}
    return AnchorNote(_digest(composer.ids(document.path, target.language)), tuple(sorted(others)))


def of_documents(
    composer: Composer, documents: Iterable[str]
) -> Iterator[tuple[str, str, AnchorNote]]:
    """Yield the notes of all pages of some documents, each with its document and language."""
    project = composer.project
    wanted = [path for path in sorted(documents) if follow_translations(project, path)]
    for document in some(project, wanted) if wanted else ():
        for target in () if isinstance(document, Finding) else targets(project, document):
            yield document.path, target.language.code, note_of(composer, target)


def linking(composer: Composer, state: RunState, documents: Iterable[str]) -> set[str]:
    """Return the documents that link to headings whose ids have changed on a page.

    `documents` are those whose files have changed since the last run.
    """
    before = _kept(state)
    if not any(linked for linked, _ in before.values()):
        return set()
    moved = {path for path in documents if _ids(composer, path) != before.get(path, ((), {}))[1]}
    return {path for path, (linked, _) in before.items() if not moved.isdisjoint(linked)}


def noted(
    state: RunState,
    documents: Iterable[str],
    again: Iterable[str],
    found: Iterable[tuple[str, str, AnchorNote]],
) -> dict[str, object]:
    """Return what the next run must know of all `documents`.

    Of those done `again`, that is what is `found`: a document, the code of a language, and the note
    of the page. Of others, it is as it was.
    """
    there = {*documents}
    kept = {path: note for path, note in _kept(state).items() if path in there}
    notes: dict[str, tuple[tuple[str, ...], dict[str, str]]] = dict.fromkeys(again, ((), {}))
    for path, code, note in found:
        ids = {**notes[path][1], code: note.ids} if note.ids else notes[path][1]
        notes[path] = note.linked, ids
    return {_NOTE: {path: note for path, note in (kept | notes).items() if any(note)}}


def _ids(composer: Composer, path: str) -> dict[str, str]:
    languages = composer.project.languages_of(path)
    digests = {each.code: _digest(composer.ids(path, each)) for each in languages}
    return {code: digest for code, digest in digests.items() if digest}


def _digest(ids: Mapping[str, str]) -> str:
    """Return what stands for ids; empty where there is none."""
    if not ids:
        return ""
    return blake2b(repr(sorted(ids.items())).encode(), digest_size=_BYTES).hexdigest()


def _kept(state: RunState) -> Mapping[str, Any]:
    notes = state.last.head.notes if state.last else {}
    kept: Mapping[str, Any] = notes.get(_NOTE, {})
    return kept
