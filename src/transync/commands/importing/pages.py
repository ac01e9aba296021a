"""Compares a page that somebody has made with its document, and with what its catalog gives."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from transync.checks.detection import language_of
from transync.core.align.align import align, confidence
from transync.core.align.transfer import Transfer, transfer
from transync.core.align.units import units
from transync.core.build.compose import compose
from transync.domain.errors import DocumentError
from transync.formats import frontmatter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from transync.core.align.lexicon import Lexicon
    from transync.core.align.path import Bead
    from transync.core.align.unit import Unit
    from transync.domain.model import Document, Key
    from transync.locale.languages import Language
    from transync.project.project import Project

_LEARNT_FROM = 2.0
"""The confidence of the pairs that teach the lexicon."""


class Comparison(NamedTuple):
    """How what a catalog gives differs from a page."""

    places: int
    """In how many places; 0 for a page that comes back byte for byte, its front matter aside."""
    line: int = 0
    """The line of the page where the first of them is, from 1."""


def page_text(project: Project, path: str) -> str | None:
    """Read a page; None where there is none. Raises `TransyncError` for what cannot be read."""
    return project.workspace.read_document(path) if project.workspace.has(path) else None


def words_of_pairs(
    project: Project, document: Document, page: str, path: str
) -> list[tuple[frozenset[str], frozenset[str]]]:
    """Return the words of the texts that surely belong together, for the lexicon."""
    ours, theirs = _units(project, document, page, path)
    return [
        (ours[bead.source].words, theirs[bead.target].words)
        for bead in align(ours, theirs)
        if bead.sources == bead.targets == 1 and confidence(bead) > _LEARNT_FROM
        if ours[bead.source].words and theirs[bead.target].words
    ]


def taken(project: Project, document: Document, page: str, path: str, lexicon: Lexicon) -> Transfer:
    """Return the translations that a page has; raises `DocumentError` for what cannot be cut."""
    ours, theirs = _units(project, document, page, path)
    beads: list[Bead] = align(ours, theirs, lexicon)
    return transfer(ours, theirs, beads)


def refuse_language(found: Transfer, language: Language, project: Project, path: str) -> None:
    """Raise `DocumentError` if a page is clearly in another language of the project."""
    config = project.config
    codes = (*config.languages, config.source_language)
    prose = " ".join(each.translation for each in found.found)
    spoken = language_of(prose, [config.language(code) for code in codes])
    if spoken and spoken.code != language.code:
        message = (
            f"is in {spoken.name} ({spoken.code}), not in {language.name} ({language.code}): "
            "nothing was imported from it"
        )
        raise DocumentError(message, path=path, line=1, column=1)


def compared(
    project: Project, document: Document, translations: Mapping[Key, str], page: str
) -> Comparison:
    """Compare a page with what translations make of its document, without the front matter."""
    dialect = project.dialect(document.path)
    keys = project.translated_keys(document.path)
    composed = compose(document, translations, keys, dialect=dialect).text
    before, after = _body(composed), _body(page)
    if before == after:
        return Comparison(0)
    lines, others = (text.splitlines(keepends=True) for text in (before, after))
    codes = SequenceMatcher(None, lines, others, autojunk=False).get_opcodes()
    changes = [code for code in codes if code[0] != "equal"]
    ahead = page[: len(page) - len(after)].count("\n")
    return Comparison(len(changes), ahead + changes[0][3] + 1)


def _units(
    project: Project, document: Document, page: str, path: str
) -> tuple[list[Unit], list[Unit]]:
    dialect, keys = project.dialect(document.path), project.translated_keys(document.path)
    ours = units(document.text, document.path, keys, dialect)[1]
    return ours, units(page, path, keys, dialect)[1]


def _body(text: str) -> str:
    span = frontmatter.find(text)
    return text[span.end :] if span else text
