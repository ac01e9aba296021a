"""Refuses what a user names for a report, if it is a file of the project's own."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from transync import storage
from transync.domain.errors import ConfigError, PathError, TransyncError
from transync.domain.layouts import Role
from transync.project.former_languages import of_any_language

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from transync.domain.layouts import Layouts
    from transync.project.project import Project

_ROLES = {
    Role.SOURCE: "a document",
    Role.CATALOG: "a catalog",
    Role.TEMPLATE: "a template",
    Role.OUTPUT: "a localized document",
}
_KEPT = (storage.OWN_FOLDER, ".git")


def refuse_own(project: Project, path: Path, what: str, *others: Path) -> None:
    """Raise `ConfigError` for a document, a catalog, a configuration, as they are or may be.

    `what` is to be written there; and not into the `others` that the user has named.
    """
    if any(storage.real_path(each) == storage.real_path(path) for each in others):
        raise ConfigError(f"is the baseline, too; name another file for {what}", path=str(path))
    for inside in _inside(project, path):
        if role := _role(project, inside):
            raise ConfigError(
                f"is {role} of the project; name another file for {what}", path=inside
            )


def _inside(project: Project, path: Path) -> Iterator[str]:
    """Return the names that a path has in the project: as it is written, and without its links."""
    for each in (path, storage.real_path(path)):
        with suppress(PathError):
            yield storage.relative(project.root, each)


def _role(project: Project, path: str) -> str:
    """Return what a file is to the project, empty if it is nothing.

    What is there counts though `exclude` leaves it out, or the project has left its language.
    """
    layouts, terms = project.layouts, project.config.terms
    if placement := layouts.placement(path):
        return _ROLES[placement.role]
    if path in storage.CONFIG_NAMES:
        return "the configuration"
    if terms and terms.match(path):
        return "the glossary"
    if path.partition("/")[0] in _KEPT:
        return "what is kept"
    return _former_role(layouts, path) if _is_there(project, path) else ""


def _former_role(layouts: Layouts, path: str) -> str:
    """Return what a file is that no run looks into, by its name."""
    for role, templates in (
        (Role.CATALOG, of_any_language(layouts.catalogs)),
        (Role.OUTPUT, of_any_language(layouts.outputs)),
        (Role.SOURCE, layouts.sources),
    ):
        if any(template.match(path) for template in templates):
            return _ROLES[role]
    return "a configuration" if path.rpartition("/")[2] in storage.CONFIG_NAMES else ""


def _is_there(project: Project, path: str) -> bool:
    with suppress(TransyncError):
        return project.workspace.has(path)
    return False
