"""Reads the terms of each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.checks.glossary import Glossary, glossary
from transync.domain.errors import ConfigError, TransyncError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from transync.project.project import Project


def glossaries(project: Project) -> Mapping[str, Glossary]:
    """Return the terms by language; a language may be without a file, but not all of them.

    Raises `ConfigError` with the place of what is wrong in a file.
    """
    template = project.config.terms
    if template is None:
        return {}
    paths = {code: template.expand(lang=code) for code in project.config.languages}
    there = {code: path for code, path in paths.items() if project.workspace.has(path)}
    if not there:
        message = f"`glossary.terms`: no language has a file of terms, like {min(paths.values())}"
        raise ConfigError(message)
    return {code: _read(project, path) for code, path in there.items()}


def _read(project: Project, path: str) -> Glossary:
    try:
        return glossary(project.workspace.read_document(path), path)
    except ConfigError:
        raise
    except TransyncError as error:  # it cannot be read
        raise ConfigError(
            error.message, path=error.path, line=error.line, column=error.column
        ) from error
