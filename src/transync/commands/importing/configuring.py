"""Writes into the configuration what an import has found out: settings, and pages to keep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync import storage
from transync.domain.changes import Change
from transync.domain.counts import counted
from transync.domain.errors import ConfigError
from transync.domain.findings import finding
from transync.project import config
from transync.project.config.keeping import is_pyproject_file, with_kept, with_setting
from transync.project.project import NO_STORE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.commands.importing.suggestions import Suggestion
    from transync.domain.changes import Step
    from transync.project.project import Project
    from transync.storage import ConfigFile


def reconfigured(project: Project, settings: Sequence[Suggestion]) -> Project:
    """Return a project as it would be with some settings; what its store has is of no use to it.

    Raises `ConfigError` where they cannot be written.
    """
    file = storage.config_in(project.root.folder)
    if not (file and settings):
        return project
    new = config.parse(_with_settings(file, settings), file.path.name)
    languages = tuple(new.language(each.code) for each in project.languages)
    return project._replace(config=new, languages=languages, store=NO_STORE)


def configuration_step(
    project: Project, settings: Sequence[Suggestion], kept: Sequence[str]
) -> Iterator[Step]:
    """Yield the change that adds settings, and pages to be kept until somebody decides."""
    file = storage.config_in(project.root.folder)
    new = [path for path in sorted(kept) if not project.config.build.keep.match(path)]
    if not (file and (new or settings)):
        return
    name = file.path.name
    told = [f"`{each.name}` set" for each in settings]
    told += [f"{counted(len(new), 'page')} added to `build.keep`"] * bool(new)
    try:
        after = with_kept(_with_settings(file, settings), new, is_pyproject=is_pyproject_file(name))
    except ConfigError as error:
        yield finding(error, path=name)
        return
    yield Change(name, file.text, after, ", ".join(told))


def _with_settings(file: ConfigFile, settings: Sequence[Suggestion]) -> str:
    text, is_tool = file.text, is_pyproject_file(file.path.name)
    for each in settings:
        try:
            text = with_setting(text, each.table, each.key, each.value, is_pyproject=is_tool)
        except ConfigError as error:
            raise error.at(path=file.path.name) from None
    return text
