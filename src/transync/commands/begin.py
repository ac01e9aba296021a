"""Begins a command: what it takes to carry it out is loaded where something has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.domain.layouts import Role
from transync.project import run_state
from transync.project.run import Run

if TYPE_CHECKING:
    from transync.project.project import Project
    from transync.project.run_state import RunState


def extract(project: Project, *, whole: bool = False) -> Run:
    """Bring templates and catalogs up to the documents; raises `ConfigError` as `sources`.

    What is known unchanged is left out, unless the `whole` is asked for.
    """
    state = extraction(project, whole=whole)
    if state.is_unchanged:
        return _nothing(state)
    from transync.commands.extract.extract import extract as run

    return run(project, state.settled())


def extraction(project: Project, *, whole: bool = False) -> RunState:
    """Look at the files of an extraction, and at how the last one left them."""
    layouts = project.layouts
    templates = (*layouts.sources, *layouts.catalogs, *layouts.templates(Role.TEMPLATE))
    return run_state.begun(project, "extract", templates, whole=whole)


def build(project: Project, *, force: bool = False, whole: bool = False) -> Run:
    """Build the localized documents; raises `ConfigError` as `sources`.

    A localized document that somebody edited is only replaced with `force`. What is known
    unchanged is left out, unless the `whole` is asked for.
    """
    state = building(project, whole=whole)
    if state.is_unchanged:
        return _nothing(state)
    from transync.commands.build.build import build as run

    return run(project, state.settled(), force=force)


def adopt(project: Project) -> Run:
    """Build the kept pages that a run is for, and keep them no more; raises as `adopting.adopt`."""
    from transync.commands.build.adopting import adopt as run

    return run(project)


def building(project: Project, *, whole: bool = False) -> RunState:
    """Look at the files of a build, and at how the last one left them."""
    layouts = project.layouts
    templates = (*layouts.sources, *layouts.catalogs, *layouts.outputs)
    return run_state.begun(project, "build", templates, whole=whole)


def _nothing(state: RunState) -> Run:
    return Run(state.project.root, (), 0, state.counted)
