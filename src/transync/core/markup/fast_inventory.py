"""The links, images, tags and code of a text without other marks, found without the parser.

Most texts that have marks at all have only these; the parser would find the same, more slowly.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from transync.core.document import template_syntax
from transync.core.document.prose import code_spans
from transync.formats.html import TRANSLATABLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from transync.dialects import Dialect

BARE = "bare "
"""What stands before an address that renderers find in the text, among the targets."""

_OTHER_MARKS = ("^[", "-->")
_ESCAPE = re.compile(r"\\(?![A-Za-z0-9 ])")
"""A backslash that may be more than that (CommonMark 2.4)."""
_OPENED = re.compile(r"<(?![ =&0-9])|<[^\s<>@]+@|\]\(\s*<")
"""What may begin a tag, or stand around a target, or around the address of a mail."""
_ENTITY = re.compile(r"&(?:#|[A-Za-z][A-Za-z0-9]*;)")
_TELLING_ENTITY = re.compile(
    r"&(?!(?:amp|gt|hellip|lt|mdash|nbsp|ndash|quot|vert);)(?:#|[A-Za-z][A-Za-z0-9]*;)"
)
"""One that may be a part of something else than words."""
_TAG = re.compile(
    r"<[A-Za-z][A-Za-z0-9]*(?: [A-Za-z-]+="
    r"(?:\"[^\"<>{}$%\\`\0\r\n]*\"|'[^'<>{}$%\\`\0\r\n]*'))* ?/?>"
    r"|</[A-Za-z][A-Za-z0-9]*>"
    r"|<!--[^-<>{}$%\\`\0]*-->"
)
"""A tag or a comment that is one to everybody (CommonMark 6.6)."""
_AUTOLINK = re.compile(r"<(https?://[^\s<>\\`&\0]+)>")
_FOOTNOTE = re.compile(r"(?<![\]!])\[\^[^\[\]\s\0]+\](?![(\[:])")
_LINK = re.compile(
    r"\[(?P<text>[^\[\]^][^\[\]]*(?:\[(?P<inner>[^\[\]^][^\[\]]*)\](?![(\[])[^\[\]]*)?)\]"
    r"(?:\((?P<target>[^\s()\0]+)\)|\[(?P<label>[^\[\]\0]+)\]|(?![(\[]))"
)
_MAIL = re.compile(r"[A-Za-z0-9._+-]@")
_LETTERS = "\u00c0-\u024f\u0370-\u052f"  # of scripts that put blanks around an address
_URL = re.compile(
    rf"(?:[A-Za-z][A-Za-z0-9+.-]{{1,31}}://|www\.)[!-;=?-~{_LETTERS}]*"
    r"|(?<![A-Za-z0-9._+-])[A-Za-z0-9._+-]+@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+",
    re.IGNORECASE,
)
_URL_END = ".,;:!?)\"'*_~]\\"
_BARE = re.compile(r"(?>(?:[^\0`\[\]<>\\&@{}%$:Ww]++|:(?!//)|[Ww](?![Ww]{2}\.))*)")
"""A text without anything that could be a mark, or a part of one."""
_EMPHASIS = re.compile(r"[*_~]")
"""What may end an address to the parser, and be a part of it to others."""


class Spans(NamedTuple):
    """What a text has, each kind in its order."""

    links: list[str]
    """Their targets; of an address that renderers find in the text: `bare ` and the address."""
    images: list[str]
    """Their targets, too."""
    codes: list[str]
    """What they say."""
    tags: list[str]
    """Tags and comments, without what a reader sees of them."""
    footnotes: list[str]
    """Their marks."""
    tokens: list[str]
    """Of template engines."""


def are_none(text: str) -> bool:
    """Whether a text surely has nothing of what `Spans` has."""
    return _BARE.fullmatch(text) is not None


def spans(text: str, references: Mapping[str, str], dialect: Dialect) -> Spans | None:
    """Find the links, images, code spans and tags; `references` are the targets by label.

    None where the text has, or may have, other marks: then the parser decides.
    """
    covered, codes = _without_codes(text) if "`" in text else (text, [])
    footnotes, covered = _taken(_FOOTNOTE, covered) if "[^" in covered else ([], covered)
    links: list[str] = []
    images: list[str] = []
    tags: list[str] = []
    if "<" in covered:
        if "translate" in covered:
            return None  # what is in an element may have to stay as it is
        found, covered = _taken(_TAG, covered)
        tags = [TRANSLATABLE.sub(r"\1", tag) for tag in found]
        found, covered = _taken(_AUTOLINK, covered)
        links += [link[1:-1] for link in found]
    if footnotes and ("![" in covered or any(key(mark[1:-1]) in references for mark in footnotes)):
        return None
    tokens = _tokens(text, covered, dialect)
    if tokens is None or "\0" in text or _has_others(covered):
        return None
    shown: str | None = covered
    if "[" in covered or "]" in covered:
        shown = _take_links(text, covered, references, links, images)
    if shown is None or not _take_addresses(shown, links):
        return None
    if (footnotes or images) and any(link.startswith(BARE) for link in links):
        return None  # of which the mark beside it, or what stands for the image, may be a part
    return Spans(links, images, codes, tags, footnotes, tokens)


def key(label: str) -> str:
    """Normalise a label as the parser does (CommonMark 4.7)."""
    return " ".join(label.split()).lower().upper()


def _without_codes(text: str) -> tuple[str, list[str]]:
    """Cover the code spans of a text, and give what they say."""
    if "``" in text or "\\" in text or text.count("`") % 2:
        places = code_spans(text)
        return _covered(text, places), [_said(text[start:end]) for start, end in places]
    parts = text.split("`")  # in pairs, without escapes: every other part is code
    codes = parts[1::2]
    parts[1::2] = ["\0" * (len(code) + 2) for code in codes]
    return "".join(parts), [*map(_said, codes)]


def _taken(pattern: re.Pattern[str], text: str) -> tuple[list[str], str]:
    """Return what matches a pattern, and the text with all of it covered."""
    found = [*pattern.finditer(text)]
    return [each[0] for each in found], _covered(text, [each.span() for each in found])


def _covered(text: str, places: Iterable[tuple[int, int]]) -> str:
    """Put a NUL in the place of each character that is no part of a link's marks."""
    parts = []
    position = 0
    for start, end in places:
        parts += [text[position:start], "\0" * (end - start)]
        position = end
    return "".join((*parts, text[position:]))


def _take_links(
    text: str, covered: str, references: Mapping[str, str], links: list[str], images: list[str]
) -> str | None:
    """Take the targets of links and images, and give the rest; code is covered.

    None where something else is in brackets.
    """
    rest = []  # what is shown outside links
    position = 0
    for link in _LINK.finditer(covered):
        # A pattern that begins with the bracket finds it sooner than one with a mark before it.
        start = link.start()
        is_image = covered[max(position, start - 1) : start] == "!"
        rest.append(covered[position : start - is_image])
        position = link.end()
        if link["inner"] and (
            is_image or not link["target"] or key(text[slice(*link.span("inner"))]) in references
        ):
            return None
        target = link["target"] or references.get(
            key(link["label"] or text[slice(*link.span("text"))])
        )
        if (is_image or target is None) and _has_address(link["text"]):
            return None
        if target:
            (images if is_image else links).append(target)
        elif link["label"] or is_image or target is not None:
            return None
    rest.append(covered[position:])
    shown = "\n".join(rest)
    return None if "[" in shown or "]" in shown else shown


def _tokens(text: str, covered: str, dialect: Dialect) -> list[str] | None:
    """Return the tokens of template engines; None where code or tags may be a part of them."""
    if not any(map(covered.__contains__, dialect.token_hints)):
        return []
    return None if "`" in text or "<" in text else template_syntax.tokens(text, dialect)


def _has_others(text: str) -> bool:
    # Many questions to a text, each of a moment, take less than one pattern of them all.
    is_other = any(map(text.__contains__, _OTHER_MARKS))
    entity = _ENTITY if "[" in text else _TELLING_ENTITY
    return bool(
        is_other
        or ("\\" in text and _ESCAPE.search(text))
        or ("&" in text and entity.search(text))
        or ("<" in text and _OPENED.search(text))
    )


def addresses(text: str) -> list[str]:
    """Find what renderers may take for an address in plain text, each as a target that is bare."""
    return [BARE + found.rstrip(_URL_END) for found in _URL.findall(text)]


def _take_addresses(text: str, links: list[str]) -> bool:
    """Take the addresses in plain text, if it is clear where each ends."""
    if not _has_address(text):
        return True
    found = addresses(text)
    links += found
    return not (_ENTITY.search(text) or any(map(_EMPHASIS.search, found)))


def _has_address(text: str) -> bool:
    """Whether a renderer may find a link in plain text."""
    is_mail = "@" in text and _MAIL.search(text) is not None
    # To make a text lower takes longer than all else here.
    has_host = "www." in text or ("W" in text and "www." in text.lower())
    return is_mail or has_host or "://" in text


def _said(span: str) -> str:
    """Return what a code span says, with its backticks or without (CommonMark 6.1)."""
    content = span.strip("`").replace("\n", " ")
    is_padded = content[:1] == " " == content[-1:] and content.strip(" ")
    return content[1:-1] if is_padded else content
