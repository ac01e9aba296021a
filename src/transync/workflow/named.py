"""Refuses what a user names for a report, if it is a file of the project's own."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from transync import files
from transync.errors import ConfigError, PathError
from transync.paths import Role

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from transync.workflow.project import Project

_ROLES = {
    Role.SOURCE: "a document",
    Role.CATALOG: "a catalog",
    Role.TEMPLATE: "a template",
    Role.OUTPUT: "a localized document",
}
_KEPT = (files.OWN, ".git")


def refuse_own(project: Project, path: Path, what: str, *others: Path) -> None:
    """Raise `ConfigError` for a document, a catalog, a configuration, as they are or may be.

    `what` is to be written there; and not into the `others` that the user has named.
    """
    if any(files.real_path(each) == files.real_path(path) for each in others):
        raise ConfigError(f"is the baseline, too; name another file for {what}", path=str(path))
    for inside in _inside(project, path):
        if role := _role(project, inside):
            raise ConfigError(
                f"is {role} of the project; name another file for {what}", path=inside
            )


def _inside(project: Project, path: Path) -> Iterator[str]:
    """Give the names that a path has in the project: as it is written, and without its links."""
    for each in (path, files.real_path(path)):
        with suppress(PathError):
            yield files.relative(project.root, each)


def _role(project: Project, path: str) -> str:
    """Tell what a file is to the project, empty if it is nothing."""
    terms = project.config.terms
    if slot := project.layout.slot(path):
        return _ROLES[slot.role]
    if path in files.CONFIG_NAMES:
        return "the configuration"
    if terms and terms.match(path):
        return "the glossary"
    return "what is kept" if path.partition("/")[0] in _KEPT else ""
