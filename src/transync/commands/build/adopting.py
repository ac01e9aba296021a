"""Takes kept pages over: builds them in place of what somebody has made, and keeps none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync import storage
from transync.commands.build.build import Bench, made, page_steps
from transync.domain.changes import Change
from transync.domain.counts import counted
from transync.domain.errors import ConfigError, TransyncError
from transync.domain.findings import finding
from transync.project import config
from transync.project.composing import Composer
from transync.project.config.keeping import is_pyproject_file, without_kept
from transync.project.documents import sources
from transync.project.outputs import edited
from transync.project.pages import Page, Pages
from transync.project.project import NO_STORE
from transync.project.run import Run
from transync.project.targets import targets

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.domain.changes import Step
    from transync.project.documents import Sources
    from transync.project.project import Project
    from transync.project.targets import Target


def adopt(project: Project) -> Run:
    """Build the kept pages that a run is for, and take them out of `build.keep`.

    Raises `ConfigError` where there is none, where a pattern keeps one, and as `sources`.
    """
    kept = [*_kept(project, sources(project))]
    if not kept:
        named = ", ".join(project.arguments) or "."
        raise ConfigError(f"{named}: `build.keep` keeps no page there")
    file = storage.config_in(project.root.folder)
    assert file
    name, paths = file.path.name, [target.path for target in kept]
    try:
        after = without_kept(file.text, paths, is_pyproject=is_pyproject_file(name))
    except ConfigError as error:
        raise error.at(path=name) from None
    free = project._replace(config=config.parse(after, name), store=NO_STORE)
    told = f"{counted(len(paths), 'page')} taken out of `build.keep`"
    change = Change(name, file.text, after, told, relies_on=frozenset(paths))
    return Run(project.root, _steps(free, kept, change), len(kept) + 1)


def _kept(project: Project, found: Sources) -> Iterator[Target]:
    """Yield the pages that are there and kept, of those that the run is for."""
    for document in found.documents:
        for target in targets(project, document):
            is_kept = project.config.build.keep.match(target.path)
            if is_kept and project.workspace.has(target.path):
                yield target


def _steps(project: Project, kept: Sequence[Target], configured: Change) -> Iterator[Step]:
    bench = Bench(Composer(project), Pages(project), force=True)
    is_done = True
    for target in kept:
        for step in _adopted(bench, target):
            is_done = is_done and isinstance(step, Change)
            yield step
    if is_done:
        yield configured


def _adopted(bench: Bench, target: Target) -> Iterator[Step]:
    """Build a page; report one of which too little is translated, for it would be removed."""
    document, language, path = target
    try:
        done = made(bench.composer, target)
        if done.after is None:
            page = Page(path, done.before or "", language.code)
            what = f"only {done.percent}% of its document is translated in the catalog"
            yield edited(page, document.path, f"{what}, so a build would remove it")
        else:
            yield from page_steps(bench, target)
    except TransyncError as error:
        yield finding(error, document.path, language.code, path=document.path)
