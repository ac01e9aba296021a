"""Repairs the catalogs of a project that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.commands import backups
from transync.core.merge.salvage import repaired
from transync.domain.changes import Change
from transync.domain.errors import CatalogError, TransyncError
from transync.domain.findings import finding
from transync.project.catalogs import each, is_chosen
from transync.project.run import Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.domain.changes import Step
    from transync.project.catalogs import Read
    from transync.project.project import Project


def repair(project: Project) -> Run:
    """Save what can be saved of each catalog that cannot be read; the file as it was is kept."""
    store = backups.folder("repaired", backups.newest(project.root, "repaired") + 1)
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
    data = project.workspace.read(path)
    before = data.decode("utf-8", "surrogateescape")
    done = repaired(data, path)
    for problem in done.problems:
        yield finding(problem)
    yield from backups.keeping(project.root, store, before, "the file as it was")
    yield Change(path, before, done.text, "repaired", relies_on={store})
