"""Begins a command: what it takes to carry it out is loaded where something has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.project.run_state import Watch

if TYPE_CHECKING:
    from transync.project.project import Project
    from transync.project.run import Run


def extract(project: Project, *, whole: bool = False) -> Run:
    """Bring templates and catalogs up to the documents; raises `ConfigError` as `sources`.

    What is known unchanged is left out, unless the `whole` is asked for.
    """
    watch = watch_extract(project, whole=whole)
    if watch.is_unchanged:
        return watch.rest()
    watch.begin()
    from transync.commands.extract.extract import extract as run

    return run(project, watch)


def watch_extract(project: Project, *, whole: bool = False) -> Watch:
    """Look at the files of an extraction, and at how the last one left them."""
    layout = project.layout
    return Watch(project, "extract", (layout.source, layout.catalog, layout.template), whole=whole)


def build(project: Project, *, force: bool = False, whole: bool = False) -> Run:
    """Build the localized documents; raises `ConfigError` as `sources`.

    A localized document that somebody edited is only replaced with `force`. What is known
    unchanged is left out, unless the `whole` is asked for.
    """
    layout = project.layout
    templates = (layout.source, layout.catalog, layout.output)
    watch = Watch(project, "build", templates, whole=whole, looks_again=True)
    if watch.is_unchanged:
        return watch.rest()
    watch.begin()
    from transync.commands.build.build import build as run

    return run(project, watch, force=force)
