"""Texts that pages show of files which are no documents, so that no translator is offered them."""

from __future__ import annotations

from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, NamedTuple

from transync.core.document.includes import includes
from transync.core.document.prose import words
from transync.core.document.split import split
from transync.dialects.links import LinkPlace
from transync.domain.errors import TransyncError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.core.document.includes import Include
    from transync.domain.model import Document
    from transync.project.project import Project

INCLUDED = "included"
"""The name of the notes on documents that include files which are none."""
_ENDINGS = (".md", ".mdx", ".markdown", ".qmd", ".rmd")


class IncludedText(NamedTuple):
    """What a document shows of a file that is none."""

    line: int
    column: int
    """Of the mark in the document."""
    path: str
    text: str
    """Its first text; empty where there is none, or no such file."""
    segments: int
    words: int


def included_texts(project: Project, document: Document) -> Iterator[IncludedText]:
    """Yield the Markdown files that a document includes and that are no documents."""
    dialect = project.dialect(document.path)
    for each in includes(document.text, dialect) if dialect.base else ():
        path = _path(document.path, each)
        if not path.endswith(_ENDINGS) or path.startswith("../") or _is_known(project, path):
            continue
        found = _texts(project, path)
        count = sum(map(words, found))
        yield IncludedText(each.line, each.column, path, "".join(found[:1]), len(found), count)


def _path(document: str, include: Include) -> str:
    folder = "" if include.place is LinkPlace.SNIPPET else dirname(document)
    return normpath(join(folder, include.target.lstrip("/")))


def _is_known(project: Project, path: str) -> bool:
    """Whether a file is a document, or a page of one."""
    return project.layouts.placement(path) is not None


def _texts(project: Project, path: str) -> list[str]:
    """Return the texts of a file; none of one that is not there, or that cannot be read."""
    try:
        text = project.workspace.read_document(path)
        found = split(text, path, (), project.dialect(path))
    except TransyncError:
        return []
    return [segment.text for segment in found.segments]
