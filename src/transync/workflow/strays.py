"""Strays: catalogs that a former configuration, or another tool, has put elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from transync import files, pofile
from transync.errors import TransyncError
from transync.paths import Template
from transync.workflow.catalogs import Read

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from transync.languages import Language
    from transync.model import Catalog
    from transync.workflow.known import Watch
    from transync.workflow.project import Project

_ANYWHERE = Template.parse("{path}.po")
_PLACEHOLDER = re.compile(r"\{\w+\}")


class Strays:
    """The stray catalogs of a project, looked for when they are first asked for."""

    def __init__(
        self, project: Project, watch: Watch | None = None, placed: Container[str] = ()
    ) -> None:
        self._project = project
        self._watch = watch
        self._placed = placed
        """Paths of catalogs that are known to have a place."""

    def of(self, language: Language) -> Mapping[str, Read]:
        """Give the stray catalogs of a language by path."""
        return self._by_language.get(_plain(language.gettext), {})

    @cached_property
    def _by_language(self) -> Mapping[str, Mapping[str, Read]]:
        found: defaultdict[str, dict[str, Read]] = defaultdict(dict)
        layout = self._project.layout
        for path in self._catalogs():
            if layout.catalog.match(path) or layout.slot(path):
                continue  # it has a place
            try:
                known = self._read(path)
            except TransyncError:
                continue  # it is not the project's business
            if known and self._is_ours(known.catalog):
                code = pofile.fields(known.catalog).get("Language", "")
                found[_plain(code)][path] = known
        return found

    def _is_ours(self, catalog: Catalog) -> bool:
        """Tell whether a catalog speaks of our documents, or is what was left of one that did."""
        paths = list(references(catalog))
        return any(map(self._project.layout.source.match, paths)) or (
            not paths and pofile.GENERATOR in pofile.fields(catalog).items()
        )

    def _catalogs(self) -> Sequence[str]:
        """List all catalogs there are; folders that were looked at are not walked through again."""
        look = self._watch.look if self._watch else None
        if self._watch is None or look is None:
            return files.list_files(self._project.root, _ANYWHERE).files
        folders = {template.folder for template in self._watch.templates}
        ending, placed = _ANYWHERE.ending, self._placed
        loose = [path for path in look if path.endswith(ending) and path not in placed]
        elsewhere = files.list_files(self._project.root, _ANYWHERE, folders.__contains__).files
        return sorted({*filter(_ANYWHERE.match, loose), *elsewhere})

    def _read(self, path: str) -> Read | None:
        """Read a catalog, if it can speak of the project's documents: most others are large."""
        text = pofile.decode(files.read_bytes(self._project.root, path), path)
        parts = _PLACEHOLDER.split(self._project.layout.source.text)
        is_near = all(part in text for part in parts) or ": ".join(pofile.GENERATOR) in text
        return Read(pofile.parse(text, path)) if is_near else None


def references(catalog: Catalog) -> Iterator[str]:
    """Give the paths that the messages of a catalog refer to, without line numbers."""
    return (path for entry in catalog.entries for path in entry.message.paths)


def is_transyncs(catalog: Catalog) -> bool:
    """Tell whether a catalog is as transync makes them: with documents, without line numbers."""
    messages = [entry.message for entry in catalog.entries]
    return any(message.documents for message in messages) and all(
        message.paths == list(message.documents) for message in messages
    )


def _plain(code: str) -> str:
    return code.replace("-", "_").casefold()
