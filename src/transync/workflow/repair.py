"""Repairs the catalogs of a project that cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync import files
from transync.errors import CatalogError, TransyncError
from transync.repair import repaired
from transync.report import finding
from transync.workflow import kept
from transync.workflow.catalogs import is_chosen, shelf
from transync.workflow.steps import Change, Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.workflow.project import Project
    from transync.workflow.steps import Step


def repair(project: Project) -> Run:
    """Save what can be saved of each catalog that cannot be read; the file as it was is kept."""
    store = kept.folder("repaired", kept.newest(project.root, "repaired") + 1)
    return Run(project.root, _steps(project, store), 0)


def _steps(project: Project, store: str) -> Iterator[Step]:
    for language in project.languages:
        known = shelf(project, language.code)
        for path, each in known.read.items():
            if is_chosen(project, path, language.code):
                yield Change(path, each.text, each.text, "can be read")
        for path, error in known.broken.items():
            if not is_chosen(project, path, language.code):
                continue
            if not isinstance(error, CatalogError):
                yield finding(error, "", language.code, path=path)
                continue
            try:
                yield from _repaired(project, path, f"{store}/{path}")
            except TransyncError as other:
                yield finding(other, "", language.code, path=path)


def _repaired(project: Project, path: str, store: str) -> Iterator[Step]:
    data = files.read_bytes(project.root, path)
    before = data.decode("utf-8", "surrogateescape")
    done = repaired(data, path)
    for problem in done.problems:
        yield finding(problem)
    yield from kept.keeping(project.root, store, before, "the file as it was")
    yield Change(path, before, done.text, "repaired", relies_on=(store,))
