"""Learns from the first pages of a language: which words go together, and what language it is."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from transync.commands.importing.refusing import mistaken_language
from transync.core.align.align import words_of_pairs
from transync.core.align.lexicon import learned
from transync.core.align.unit import WITHOUT_TEXT
from transync.domain.errors import TransyncError
from transync.project.targets import targets

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from transync.commands.importing.block_reader import BlockReader
    from transync.commands.importing.finder import PageFinder
    from transync.core.align.lexicon import Lexicon
    from transync.core.align.unit import Unit
    from transync.domain.model import Document
    from transync.locale.languages import Language
    from transync.project.project import Project

_TEACHERS = 200
"""How many pages teach the lexicon of a language, at most."""
_LONG = 2000
"""How many characters of a page show its language."""
_FEW = 3
"""How many pages must be in another language for it to be that of all."""


class Lesson(NamedTuple):
    """What the first pages of a language have taught."""

    lexicon: Lexicon
    pages: int
    """How many there are."""
    mistaken: Mapping[str, Sequence[str]]
    """The paths of those that are clearly in another language of the project, by its code."""

    def other_language(self, origins: Sequence[str]) -> str:
        """Return the code of the language that most pages are in, if that is clearly another.

        Pages in one of the `origins`, the languages of the documents, were not translated.
        """
        others = {*self.mistaken} - {*origins}
        most = max(sorted(others), key=lambda code: len(self.mistaken[code]), default="")
        count = len(self.mistaken.get(most, ()))
        translated = self.pages - sum(len(self.mistaken.get(code, ())) for code in origins)
        return most if count >= _FEW and 2 * count > translated else ""


class _Taught(NamedTuple):
    """What the pages of one document have taught."""

    pairs: Sequence[tuple[frozenset[str], frozenset[str]]] = ()
    languages: Sequence[tuple[str, str]] = ()
    """The path of each page, and the code of the language it is in instead of its own, if any."""


def lesson(read: BlockReader, finder: PageFinder, documents: Sequence[Document]) -> Lesson:
    """Learn from the first pages of some documents, in the language that a project is for."""
    task = partial(_taught, read, finder)
    taught = [*read.project.executor.map(task, documents[:_TEACHERS])]
    lexicon = learned(chain.from_iterable(each.pairs for each in taught))
    languages = [*chain.from_iterable(each.languages for each in taught)]
    mistaken: defaultdict[str, list[str]] = defaultdict(list)
    for path, code in languages:
        if code:
            mistaken[code].append(path)
    return Lesson(lexicon, len(languages), mistaken)


def _taught(read: BlockReader, finder: PageFinder, document: Document) -> _Taught:
    project = read.project
    try:
        pages = {
            finder.path(project, document.path, target.language.code): target.language
            for target in targets(project, document)
        }
        texts = {path: text for path in pages if (text := finder.text(path)) is not None}
        if not texts:
            return _Taught()
        ours = read(document.text, document.path).units
        theirs = {path: read(text, path, document.path).units for path, text in texts.items()}
    except TransyncError:  # whoever imports the page will say why
        return _Taught()
    pairs = [pair for each in theirs.values() for pair in words_of_pairs(ours, each)]
    languages = [(path, _other(project, pages[path], each)) for path, each in theirs.items()]
    return _Taught(pairs, languages)


def _other(project: Project, own: Language, page: Sequence[Unit]) -> str:
    """Return the code of the language that a page is in instead of its own; mostly empty."""
    prose = " ".join(unit.text for unit in page if unit.kind not in WITHOUT_TEXT)[:_LONG]
    found = mistaken_language(project, own, prose)
    return found.code if found else ""
