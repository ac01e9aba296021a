"""Where a link of a localized page leads: to a page in the reader's language, or to a file."""

from __future__ import annotations

from posixpath import dirname, join, normpath, relpath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote

from transync.domain.layouts import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from transync.dialects.dialect import Links
    from transync.project.project import Project


class PageLinks(NamedTuple):
    """The links of one localized page."""

    project: Project
    links: Links
    document: str
    """The path of its document."""
    page: str
    """Its own path."""
    code: str
    """Its language."""
    is_published: Callable[[str], bool]
    """Whether a document, by its path, is published in the language of the page."""

    def localized(self, link: str) -> str:
        """Return where a link of the document leads from the page, as it is written there.

        What leads to no file of the project stays as it is, and so does what leads to a page
        that is not published in the language, if it begins with a slash.
        """
        path, tail = _divided(link)
        if not path or path.startswith("//") or ":" in path.partition("/")[0]:
            return link
        plain = unquote(path)
        is_rooted = plain.startswith("/")
        base = self._root if is_rooted else dirname(self.document)
        file = normpath(join(base, plain.lstrip("/")))
        if file.startswith("../"):
            return link
        document = next((each for each in self._documents(file) if self._has(each)), "")
        if is_rooted:
            moved = self._moved(document, plain) if document else plain
        elif document and self.is_published(document) and self._lies_alike(document):
            moved = plain
        elif document or self._exists(file):
            moved = self._rebased(plain)
        else:
            moved = plain
        return link if moved == plain else quote(moved, safe="/@:+~!$&'()*,;=-._") + tail

    @property
    def _root(self) -> str:
        """The folder that an address with a slash begins at."""
        if self.links.from_repository:
            return ""
        source = self.project.layout_of(self.document).source
        return dirname(source.text.partition("{path}")[0] + "x")

    def _documents(self, file: str) -> Iterator[str]:
        """Yield the documents that a link may mean, the likeliest first."""
        own = self.project.layout_of(self.document).source
        sources = (own, *self.project.layouts.sources)
        endings = dict.fromkeys(source.text.rpartition("{path}")[2] for source in sources)
        stem = file.removesuffix(".html")
        yield file
        for ending in endings:
            yield f"{stem}{ending}"
            for name in self.links.indexes:
                yield normpath(f"{stem}/{name}{ending}")

    def _has(self, path: str) -> bool:
        placement = self.project.layouts.placement(path)
        return placement is not None and placement.role is Role.SOURCE and self._exists(path)

    def _exists(self, path: str) -> bool:
        return self.project.workspace.has(path)

    def _output(self, document: str) -> str:
        return self.project.output_of(document, self.code)

    def _moved(self, document: str, plain: str) -> str:
        """Return the address of a document's page, if that is the document's behind a folder."""
        if not self.is_published(document):
            return plain
        root = f"{self._root}/" if self._root else ""
        output = self._output(document)
        head = output.removesuffix(document.removeprefix(root))
        if head == output or not head.startswith(root):
            return plain
        return f"/{head.removeprefix(root)}{plain.lstrip('/')}"

    def _lies_alike(self, document: str) -> bool:
        """Whether two pages lie to each other as their documents do."""
        here, there = self.document, dirname(self.page)
        way = relpath(document, dirname(here) or ".")
        return normpath(join(there, way)) == self._output(document)

    def _rebased(self, plain: str) -> str:
        """Return a relative path as it is from the page."""
        here = dirname(self.document) or "."
        back = relpath(here, dirname(self.page) or ".")
        moved = normpath(join(back, plain)) + ("/" if plain.endswith("/") else "")
        return moved if moved.startswith(".") else f"./{moved}"


def _divided(target: str) -> tuple[str, str]:
    """Divide a target into its path, and what follows: a query, an anchor."""
    ends = [target.find(mark) for mark in "?#" if mark in target]
    end = min(ends, default=len(target))
    return target[:end], target[end:]
