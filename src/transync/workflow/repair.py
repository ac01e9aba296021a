"""Repairs the catalogs of a project that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync import files
from transync.changes import Change
from transync.errors import CatalogError, TransyncError
from transync.findings import finding
from transync.repair import repaired
from transync.workflow import kept
from transync.workflow.catalogs import each, is_chosen
from transync.workflow.run import Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.changes import Step
    from transync.workflow.catalogs import Read
    from transync.workflow.project import Project


def repair(project: Project) -> Run:
    """Save what can be saved of each catalog that cannot be read; the file as it was is kept."""
    store = kept.folder("repaired", kept.newest(project.root, "repaired") + 1)
    return Run(project.root, _steps(project, store), 0)


def _steps(project: Project, store: str) -> Iterator[Step]:
    for language in project.languages:
        for path, known in each(project, language.code):
            if is_chosen(project, path, language.code):
                yield from _of_catalog(project, path, known, store, language.code)


def _of_catalog(
    project: Project, path: str, known: Read | TransyncError, store: str, code: str
) -> Iterator[Step]:
    if not isinstance(known, TransyncError):
        yield Change(path, known.text, known.text, "can be read")
        return
    if not isinstance(known, CatalogError):
        yield finding(known, "", code, path=path)
        return
    try:
        yield from _repaired(project, path, f"{store}/{path}")
    except TransyncError as error:
        yield finding(error, "", code, path=path)


def _repaired(project: Project, path: str, store: str) -> Iterator[Step]:
    data = files.read_bytes(project.root, path)
    before = data.decode("utf-8", "surrogateescape")
    done = repaired(data, path)
    for problem in done.problems:
        yield finding(problem)
    yield from kept.keeping(project.root, store, before, "the file as it was")
    yield Change(path, before, done.text, "repaired", relies_on={store})
