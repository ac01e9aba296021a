"""Unplaced catalogs: those that a former configuration, or another tool, has put elsewhere."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any

from transync.domain.errors import TransyncError
from transync.domain.layouts import Role
from transync.domain.paths import PathTemplate
from transync.formats import po
from transync.project.catalogs import Read, is_protected, origins

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from transync.domain.model import Catalog
    from transync.locale.languages import Language
    from transync.project.project import Project
    from transync.project.run_state import RunState

_ANYWHERE = PathTemplate.parse("{path}.po")
_PLACEHOLDER = re.compile(r"\{\w+\}")


class UnplacedCatalogs:
    """The unplaced catalogs of a project, looked for when they are first asked for."""

    def __init__(self, project: Project, state: RunState | None = None) -> None:
        self._project = project
        self._state = state if state and state.now is not None else None
        last = self._state.last if self._state else None
        self._before: Sequence[str] | None = last.head.notes.get("candidates") if last else None
        self.are_used = False
        """Whether any has served: then the next run looks into everything."""

    def of(self, language: Language, origin: str) -> Mapping[str, Read]:
        """Return the unplaced catalogs of a language, by path, of documents in one of `origins`."""
        every = self._by_language.get(_plain(language.gettext), {})
        found = {path: each for path, each in every.items() if self._origin(each) == origin}
        self.are_used = self.are_used or bool(found)
        return found

    @property
    def notes(self) -> Mapping[str, Any]:
        """What is to be noted of them for the next run."""
        return {"candidates": self.candidates}

    @cached_property
    def _by_language(self) -> Mapping[str, Mapping[str, Read]]:
        found: defaultdict[str, dict[str, Read]] = defaultdict(dict)
        for path in self._catalogs():
            if is_protected(self._project, path):
                continue
            try:
                known = self._read(path)
            except TransyncError:
                continue  # it is not the project's business
            if known and self._is_ours(known.catalog):
                code = po.fields(known.catalog).get("Language", "")
                found[_plain(code)][path] = known
        return found

    def _origin(self, known: Read) -> str:
        """Return which of the `origins` the documents of a catalog were in."""
        languages = origins(self._project)
        layouts = self._project.layouts
        named = (path for path in references(known.catalog) if len(languages) > 1)
        own = (layouts.of(path) for path in named if any(s.match(path) for s in layouts.sources))
        return next((layout.source_language for layout in own), languages[0])

    def _is_ours(self, catalog: Catalog) -> bool:
        """Whether a catalog names our documents, or is what remains of one that did."""
        paths = list(references(catalog))
        sources = self._project.layouts.sources
        return any(source.match(path) for path in paths for source in sources) or (
            not paths and po.GENERATOR in po.fields(catalog).items()
        )

    @cached_property
    def candidates(self) -> Sequence[str]:
        """The catalogs that have no place, in the folders that were looked at.

        Of what is as it was, that is known.
        """
        if self._state is None or self._state.now is None:
            return ()
        now = self._state.now
        if self._before is None:
            return [path for path, _ in now.files() if self._is_candidate(path)]
        asked = {*self._before, *self._state.changed}
        return [path for path in sorted(asked) if path in now and self._is_candidate(path)]

    def _catalogs(self) -> Sequence[str]:
        """List those that have no place; folders that were looked at are not walked through."""
        if self._state is None:
            return [
                *filter(self._is_candidate, self._project.workspace.list_files(_ANYWHERE).files)
            ]
        looked_at = {template.folder for template in self._state.templates}
        listing = self._project.workspace.list_files(_ANYWHERE, looked_at.__contains__)
        return sorted({*self.candidates, *filter(self._is_candidate, listing.files)})

    def _is_candidate(self, path: str) -> bool:
        if not path.endswith(_ANYWHERE.ending) or not _ANYWHERE.match(path):
            return False
        layouts = self._project.layouts
        return not layouts.placed(Role.CATALOG, path) and layouts.placement(path) is None

    def _read(self, path: str) -> Read | None:
        """Read a catalog, if it can speak of the project's documents: most others are large."""
        text = po.decode(self._project.workspace.read(path), path)
        sources = (_PLACEHOLDER.split(source.text) for source in self._project.layouts.sources)
        is_near = any(all(part in text for part in parts) for parts in sources)
        is_near = is_near or ": ".join(po.GENERATOR) in text
        return Read(po.parse(text, path)) if is_near else None


def references(catalog: Catalog) -> Iterator[str]:
    """Yield the paths that the messages of a catalog refer to, without line numbers."""
    return (path for entry in catalog.entries for path in entry.message.paths)


def is_transyncs(catalog: Catalog) -> bool:
    """Whether a catalog is as transync makes them: with documents, without line numbers."""
    messages = [entry.message for entry in catalog.entries]
    return any(message.documents for message in messages) and all(
        message.paths == list(message.documents) for message in messages
    )


def _plain(code: str) -> str:
    return code.replace("-", "_").casefold()
