"""The language of a document: what most of its paragraphs are in, not what it quotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transync import scripts
from transync.checks.detection import ENOUGH, language_of, other_language
from transync.model import NEWLINE, Segment
from transync.prose import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from transync.languages import Language
    from transync.model import Document

_CLEAR = 2
"""So many times as many paragraphs must be in another language as in the document's own."""
_VERSE = 2
"""The hard breaks of a paragraph that make it verse, or an address."""
_QUOTE = re.compile(r"[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*>")
_QUOTED = re.compile(
    r"(?P<emphasis>[*_]{1,3})(?![*_\s]).+(?P=emphasis)\W*"
    r"|[\"'“”„‚‘’«‹»›「『][^\"“”„«»「」『』]+[\"'“”‘’»›«‹」』]\W*",
    re.DOTALL,
)
_HAS_LANGUAGE = re.compile(r"\blang=")


def foreign_language(document: Document, languages: Sequence[Language]) -> Language | None:
    """Tell in which language, other than the first of `languages`, a document clearly is.

    Quotations, verse, code and what names its own language are no evidence.
    """
    own = languages[0]
    whole = other_language(_prose(document.segments), own, languages)
    if whole is None:  # as nearly all are
        return None
    evidence = [*_own_words(document)]
    found = other_language(_prose(evidence), own, languages)
    if found is None:
        return None
    votes = [language_of(each, languages) for each in _paragraphs(evidence)]
    is_clear = votes.count(found) > 0 and votes.count(found) >= _CLEAR * votes.count(own)
    return found if is_clear else None


def _prose(segments: Iterable[Segment]) -> str:
    return "\n".join(visible(each.text) for each in segments)


def _own_words(document: Document) -> Iterator[Segment]:
    """Give the segments that speak for the author."""
    line = ""
    for piece in document.pieces:
        if isinstance(piece, Segment) and not _is_quoted(piece, line):
            yield piece
        line = NEWLINE.split(line + piece.raw)[-1]


def _is_quoted(segment: Segment, ahead: str) -> bool:
    """Tell whether a segment, with what is ahead of it in its line, may be another's words."""
    return bool(
        _QUOTE.match(ahead)
        or _HAS_LANGUAGE.search(ahead + segment.raw)
        or _QUOTED.fullmatch(segment.text)
        or segment.text.count("\n") >= _VERSE
    )


def _paragraphs(segments: Iterable[Segment]) -> Iterator[str]:
    """Give the texts that are long enough to be judged, and the others as one."""
    short = []
    for segment in segments:
        text = visible(segment.text)
        if scripts.count(text).total() >= ENOUGH:
            yield text
        else:
            short.append(text)
    yield "\n".join(short)
