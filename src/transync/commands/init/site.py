"""What there is to know of a site before it has a configuration."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MARKDOWN = ("md", "mdx", "qmd", "markdown")


class Files(NamedTuple):
    """The files of a folder."""

    paths: Sequence[str]
    """Of all files that are not hidden, sorted."""
    read: Callable[[str], str | None]
    """Reads a file, hidden or not; None where there is none, or none that is text."""

    def first(self, *paths: str) -> tuple[str, str] | None:
        """Return the first of some files that is there, and its text."""
        found = ((path, self.read(path)) for path in paths)
        return next(((path, text) for path, text in found if text is not None), None)

    def documents(self, folder: str = "", endings: Sequence[str] = MARKDOWN) -> list[str]:
        """List the Markdown documents in a folder."""
        head = f"{folder}/" if folder else ""
        return [
            path
            for path in self.paths
            if path.startswith(head) and path.rpartition(".")[2] in endings
        ]


class PlannedSource(NamedTuple):
    """Canonical documents, and where their translations go; both without an ending."""

    source: str
    output: str
    language: str = ""
    """The language of these documents, where it is not that of the whole site."""
    is_canonical_copied: bool = False
    permalink: str = ""
    """The pattern of the addresses of these pages; empty where their paths say them."""


class PlannedData(NamedTuple):
    """A data file, or some, and where the translations go; both with their ending."""

    source: str
    output: str
    keys: tuple[str, ...]


EMPTY = PlannedSource("source/{path}", "build/{lang}/{path}")
"""Where documents go, and their translations, in a project that has none yet."""


class Site(NamedTuple):
    """What a look at a folder has shown."""

    generator: str = ""
    """As it calls itself: `MkDocs`; empty where none was recognized."""
    settings: str = ""
    """The file by which it was recognized."""
    dialect: str = "commonmark"
    source_language: str = ""
    languages: tuple[str, ...] = ()
    """The codes of all other languages that the settings, or documents, speak of."""
    sources: tuple[PlannedSource, ...] = ()
    has_heading_ids: bool = True
    """Whether the generator, as it is set up, reads the id that is written behind a heading."""
    advice: str = ""
    """What else the generator needs, in one sentence."""
    sets_addresses: bool = False
    """Whether a page has the address that its front matter says, in each language another one."""
    data: tuple[PlannedData, ...] = ()
    address: str = ""
    """Where it is published, if it lies below a path: `https://example.org/docs/`."""
