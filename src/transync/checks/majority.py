"""The language of a document: what most of its paragraphs are in, not what it quotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transync.checks.detection import ENOUGH, language_of, other_language
from transync.core.document.prose import visible
from transync.domain.model import NEWLINE, Segment
from transync.locale import scripts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from transync.domain.model import Document
    from transync.locale.languages import Language

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
_OTHERS_WORDS = re.compile(
    r"„[^„“”]*[“”]|“[^“”]*”|«[^«»]*»|»[^«»]*«|‹[^‹›]*›|›[^‹›]*‹|「[^「」]*」|『[^『』]*』|\"[^\"]*\""
    r"|(?P<emphasis>\*{1,3}|(?<!\w)_{1,3})(?=[^\s*_])[^*_]*[^\s*_](?P=emphasis)"
    r"|\[[^\[\]]*\](?:\([^()]*\)|\[[^\[\]]*\])"
    r"|<(?P<tag>q|cite|i|em)\b[^<>]*>[^<>]*</(?P=tag)>",
    re.IGNORECASE,
)
"""What stands in quotation marks, in emphasis, as what a control is called, or for a page."""
_TAG_OF_QUOTE = re.compile(r"<(?P<end>/)?blockquote\b", re.IGNORECASE)
_HAS_LANGUAGE = re.compile(r"\blang=")


def foreign_language(document: Document, languages: Sequence[Language]) -> Language | None:
    """Return the language, other than the first of `languages`, that a document clearly is in.

    Quotations, verse, code and what names its own language are no evidence.
    """
    own = languages[0]
    texts = (visible(each.text) for each in document.segments)
    whole = other_language("\n".join(texts), own, languages)
    if whole is None:  # as nearly all are
        return None
    evidence = [*_own_words(document)]
    found = other_language("\n".join(evidence), own, languages)
    if found is None:
        return None
    votes = [language_of(each, languages) for each in _paragraphs(evidence)]
    is_clear = votes.count(found) > 0 and votes.count(found) >= _CLEAR * votes.count(own)
    return found if is_clear else None


def _own_words(document: Document) -> Iterator[str]:
    """Yield the texts of the segments that speak for the author, without what these quote."""
    line = ""
    quotes = 0
    for piece in document.pieces:
        if not isinstance(piece, Segment):
            for tag in _TAG_OF_QUOTE.finditer(piece.raw):
                quotes = max(0, quotes + (-1 if tag["end"] else 1))
        elif not quotes and not _is_quoted(piece, line):
            yield visible(_OTHERS_WORDS.sub(" ", piece.text))
        line = NEWLINE.split(line + piece.raw)[-1]


def _is_quoted(segment: Segment, ahead: str) -> bool:
    """Whether a segment, with what is ahead of it in its line, may be another's words."""
    return bool(
        _QUOTE.match(ahead)
        or _HAS_LANGUAGE.search(ahead + segment.raw)
        or _QUOTED.fullmatch(segment.text)
        or segment.text.count("\n") >= _VERSE
    )


def _paragraphs(texts: Iterable[str]) -> Iterator[str]:
    """Yield the texts that are long enough to be judged, and the others as one."""
    short = []
    for text in texts:
        if scripts.count(text).total() >= ENOUGH:
            yield text
        else:
            short.append(text)
    yield "\n".join(short)
