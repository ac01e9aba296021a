"""Finds the data files of a generator whose texts readers see, and that belong to no source."""

from __future__ import annotations

from posixpath import dirname
from typing import TYPE_CHECKING

from transync.core.document.prose import words
from transync.core.document.split import split
from transync.dialects import data_dialect
from transync.domain.counts import counted
from transync.domain.errors import TransyncError
from transync.domain.paths import PathTemplate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.dialects import Dialect
    from transync.dialects.data_files import DataFiles
    from transync.domain.layouts import Layout
    from transync.project.project import Project


def notes(project: Project, documents: Sequence[str]) -> Iterator[str]:
    """Yield a sentence for each data file with texts that nobody is offered."""
    said: set[str] = set()
    for layout in project.layouts.each:
        dialect = project.config.dialects[layout.dialect]
        for kind in () if layout.keys else dialect.data_files:
            for path in _paths(project, layout, kind, documents):
                if path in said or project.layouts.placement(path):
                    continue
                said.add(path)
                if count := _words(project, path, kind, dialect):
                    shown = counted(count, "word")
                    yield f"{path} has {shown} for readers, and belongs to no source"


def _paths(
    project: Project, layout: Layout, kind: DataFiles, documents: Sequence[str]
) -> Iterator[str]:
    written = kind.path.replace("{own}", layout.source_language)
    if "{path}" in written:
        yield from project.workspace.list_files(PathTemplate(written)).files
        return
    folders = dict.fromkeys(dirname(path) for path in documents if layout.is_source(path))
    paths = (written.replace("{folder}", each) for each in folders)
    yield from (path.lstrip("/") for path in dict.fromkeys(paths) if _has(project, path))


def _has(project: Project, path: str) -> bool:
    return project.workspace.has(path.lstrip("/"))


def _words(project: Project, path: str, kind: DataFiles, texts: Dialect) -> int:
    """Count the words at the keys of a file; none of one that cannot be read."""
    try:
        dialect = data_dialect(texts, path.rpartition(".")[2])
        document = split(project.workspace.read_document(path), path, kind.keys, dialect)
    except TransyncError:
        return 0
    return sum(words(each.text) for each in document.segments)
