"""The folder in which a tool works: documents, their catalogs, what is built from them."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.peers.corpora import Corpus

_CONFIGURATION = """\
source-language = "en"
languages = ["fr"]
source = "source/{path}.md"
catalog = "catalogs/{lang}/{path}.po"
template = ""
output = "output/{lang}/{path}.md"

[front-matter]
set = {}
stamp = false

[build]
minimum = 0
"""
"""Of transync; its peers are told the same on their command lines."""


class Work(NamedTuple):
    """A folder, and the names of the documents in it."""

    folder: Path
    names: tuple[str, ...]

    @property
    def source(self) -> Path:
        """Where the documents are."""
        return self.folder / "source"

    @property
    def catalogs(self) -> Path:
        """Where the catalogs are."""
        return self.folder / "catalogs/fr"

    @property
    def output(self) -> Path:
        """Where the localized documents are."""
        return self.folder / "output/fr"

    @property
    def folders(self) -> dict[str, Path]:
        """Give the folders, by what a document's files in them are called."""
        return {
            "folder": self.folder,
            "note": self.source,
            "catalog": self.catalogs,
            "output": self.output,
        }

    def places(self, name: str) -> dict[str, Path]:
        """Give the files of a document."""
        return {
            "note": self.source / f"{name}.md",
            "catalog": self.catalogs / f"{name}.po",
            "output": self.output / f"{name}.md",
        }


def prepared(folder: Path, corpus: Corpus) -> Work:
    """Put the documents of a corpus into a new folder, under numbers."""
    work = Work(folder, tuple(f"{number:04}" for number in range(1, len(corpus.documents) + 1)))
    for each in (work.source, work.catalogs):
        each.mkdir(parents=True)
    (folder / "transync.toml").write_text(_CONFIGURATION, encoding="utf-8")
    for name, text in zip(work.names, corpus.documents, strict=True):
        work.places(name)["note"].write_bytes(text)
    return work


def cleared(work: Work) -> None:
    """Take away what was built, so that nothing of it is taken for the next."""
    shutil.rmtree(work.output, ignore_errors=True)
    work.output.mkdir(parents=True)
