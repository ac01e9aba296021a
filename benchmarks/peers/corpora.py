"""The documents that are measured."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).parents[2]
"""The repository."""

SHARED = ROOT.parent / "shared/corpora"

_FOLDERS = (
    ("seed note", "seed"),
    ("Rust book", "rust-book/src"),
    ("FastAPI", "fastapi/docs/en"),
    ("Comprehensive Rust", "comprehensive-rust/src"),
)
_EXAMPLE = re.compile(r"^`{32} example\n(.*?)^\.\n.*?^`{32}$", re.DOTALL | re.MULTILINE)


class Corpus(NamedTuple):
    """Documents that are measured together."""

    name: str
    documents: tuple[bytes, ...]
    written: bool = True
    """Whether people wrote them for readers: the prose of a specification's examples is none."""


def corpora(folders: Sequence[Path], every: int) -> list[Corpus]:
    """Read what is measured: `folders`, else the shared corpora, else the project's own notes.

    Every `every`-th document of each, in the order of their paths.
    """
    if folders:
        found = [Corpus(str(folder), _documents(folder)) for folder in folders]
    elif SHARED.is_dir():
        found = [Corpus(name, _documents(SHARED / folder)) for name, folder in _FOLDERS]
        examples = _examples(SHARED / "commonmark/spec.txt")
        found.insert(1, Corpus("CommonMark examples", examples, written=False))
    else:
        found = [Corpus("own notes", _documents(ROOT / "source"))]
    return [each._replace(documents=each.documents[::every]) for each in found if each.documents]


def _documents(folder: Path) -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in sorted(folder.rglob("*.md")))


def _examples(specification: Path) -> tuple[bytes, ...]:
    """Read the examples of the CommonMark specification, each a document."""
    text = specification.read_bytes().decode("utf-8")
    return tuple(found.replace("→", "\t").encode() for found in _EXAMPLE.findall(text))
