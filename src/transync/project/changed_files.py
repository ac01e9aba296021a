"""Narrows a run to the documents that have changed since a git revision."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from transync import storage
from transync.project.documents import refuse_nothing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from transync.project.project import Project

P = TypeVar("P", bound="Project")


def changed_since(project: P, revision: str) -> P | None:
    """Return the project for a run over what is not as in a revision; None where all is.

    A document has changed where it, its catalog, its template or its localized document has. All
    documents are meant where the configuration, the terms, or a file of all documents has changed,
    and where a document is gone. Raises `ConfigError` as `files.changed_files`, and where the run
    would be for nothing, whatever has changed.
    """
    there = frozenset(refuse_nothing(project).files)
    changed = storage.changed_files(project.root, revision)
    if any(_concerns_all(project, path) for path in changed):
        return project
    documents = {document for path in changed for document in _documents(project, path)}
    if any(not project.workspace.has(document) for document in documents):
        return project
    meant = tuple(sorted(filter(project.is_chosen, documents & there)))
    return project._replace(arguments=meant) if meant else None


def _concerns_all(project: Project, path: str) -> bool:
    terms = project.config.terms
    placement = project.layouts.placement(path)
    return (
        path in storage.CONFIG_NAMES
        or bool(terms and terms.match(path))
        or (placement is not None and placement.documents is None)
    )


def _documents(project: Project, path: str) -> Sequence[str]:
    """Return the documents of a file: those that are there of all that it may belong to."""
    placement = project.layouts.placement(path)
    meant = (placement.documents if placement else None) or ()
    return [each for each in meant if project.workspace.has(each)] or meant
