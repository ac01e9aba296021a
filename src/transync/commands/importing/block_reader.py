"""Cuts documents and pages into blocks, and remembers those that are needed twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from transync.core.align.units import units

if TYPE_CHECKING:
    from transync.core.align.units import BlockList
    from transync.project.project import Project

_MOST = 100
"""Texts that are remembered, of about 150 kB each: of a larger run, the first."""


class BlockReader:
    """Cuts texts as a project's documents are cut, and remembers those of a small run.

    An import looks at each page twice: to learn its language's words, and to import it. In another
    process the reader begins anew.
    """

    def __init__(self, project: Project) -> None:
        self.project = project
        self._known: dict[tuple[str, str, str], BlockList] = {}

    def __reduce__(self) -> tuple[type[BlockReader], tuple[Project]]:
        return BlockReader, (self.project,)

    def __call__(self, text: str, path: str, document: str = "") -> BlockList:
        """Cut a text as `blocks`."""
        asked = text, path, document
        found = self._known.get(asked)
        if found is None:
            found = blocks(self.project, *asked)
            if len(self._known) < _MOST:
                self._known[asked] = found
        return found


def blocks(project: Project, text: str, path: str, document: str = "") -> BlockList:
    """Cut a text as the document at a path is cut; raises `DocumentError`.

    A page is cut as its `document`.
    """
    own = document or path
    return units(text, path, project.translated_keys(own), project.dialect(own))
