"""The links, images, tags and code of a text without other marks, found without the parser.

Most texts that have marks at all have only these; the parser would find the same, more slowly.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from transync.html import TRANSLATABLE
from transync.prose import code_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_OTHER_MARKS = ("<", "{", "}", "\\", "^[", "%>", "$$", "-->")
_ENTITY = re.compile(r"&(?:#|[A-Za-z][A-Za-z0-9]*;)")
_MAIL = re.compile(r"[A-Za-z0-9._+-]@")
_TAG = re.compile(
    r"<[A-Za-z][A-Za-z0-9]*(?: [A-Za-z-]+=\"[^\"<>{}$%\\`\0\r\n]*\")* ?/?>"
    r"|</[A-Za-z][A-Za-z0-9]*>"
    r"|<!--[^-<>{}$%\\`\0]*-->"
)
"""A tag or a comment that is one to everybody (CommonMark 6.6)."""
_LINK = re.compile(
    r"\[(?P<text>[^\[\]^][^\[\]]*(?:\[(?P<inner>[^\[\]^][^\[\]]*)\](?![(\[])[^\[\]]*)?)\]"
    r"(?:\((?P<target>[^\s()\0]+)\)|\[(?P<label>[^\[\]\0]+)\]|(?![(\[]))"
)


class Spans(NamedTuple):
    """What a text has, each kind in its order."""

    links: list[str]
    """Their targets."""
    images: list[str]
    """Their targets, too."""
    codes: list[str]
    """What they say."""
    tags: list[str]
    """Tags and comments, without what a reader sees of them."""


def spans(text: str, references: Mapping[str, str]) -> Spans | None:
    """Find the links, images, code spans and tags; `references` are the targets by label.

    None where the text has, or may have, other marks: then the parser must tell.
    """
    covered, codes = _without_codes(text) if "`" in text else (text, [])
    tags: list[str] = []
    if "<" in covered:
        found = [*_TAG.finditer(covered)]
        tags = [TRANSLATABLE.sub(r"\1", tag[0]) for tag in found]
        covered = _covered(covered, [tag.span() for tag in found])
    if "\0" in text or _has_others(covered):
        return None
    links: list[str] = []
    images: list[str] = []
    if "[" in covered or "]" in covered:
        if not _take_links(text, covered, references, links, images):
            return None
    elif _has_address(covered):
        return None
    return Spans(links, images, codes, tags)


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
) -> bool:
    """Take the targets of links and images, if nothing else is in brackets; code is covered."""
    rest = []  # what is shown outside links
    position = 0
    for link in _LINK.finditer(covered):
        # A pattern that begins with the bracket finds it sooner than one with a mark before it.
        start = link.start()
        is_image = covered[max(position, start - 1) : start] == "!"
        rest.append(covered[position : start - is_image])
        position = link.end()
        if link["inner"] and (
            not link["target"] or key(text[slice(*link.span("inner"))]) in references
        ):
            return False
        label = key(link["label"] or text[slice(*link.span("text"))])
        target = link["target"] or references.get(label)
        if is_image or target is None:
            rest.append(link["text"])
        if target:
            (images if is_image else links).append(target)
        elif link["label"] or is_image or target is not None:
            return False
    rest.append(covered[position:])
    shown = "\n".join(rest)
    return not ("[" in shown or "]" in shown or _has_address(shown))


def _has_others(text: str) -> bool:
    # Many questions to a text, each of a moment, take less than one pattern of them all.
    is_other = any(map(text.__contains__, _OTHER_MARKS))
    return is_other or ("&" in text and _ENTITY.search(text) is not None)


def _has_address(text: str) -> bool:
    """Tell whether a renderer may find a link in plain text."""
    is_mail = "@" in text and _MAIL.search(text) is not None
    # To make a text lower takes longer than all else here.
    has_host = "www." in text or ("W" in text and "www." in text.lower())
    return is_mail or has_host or "://" in text


def _said(span: str) -> str:
    """Give what a code span says, with its backticks or without (CommonMark 6.1)."""
    content = span.strip("`").replace("\n", " ")
    is_padded = content[:1] == " " == content[-1:] and content.strip(" ")
    return content[1:-1] if is_padded else content
