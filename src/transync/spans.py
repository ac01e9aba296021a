"""The links and the code of a text that has no other marks, found without the parser.

Most texts that have marks at all have only these; the parser would find the same, more slowly.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transync.prose import code_spans

if TYPE_CHECKING:
    from collections.abc import Mapping

_OTHER_MARKS = re.compile(
    r"[<{}\\]|&(?:#|[A-Za-z][A-Za-z0-9]*;)|!\[|\^\[|%>|\$\$|-->"  # whatever is a link
)
_ADDRESS = re.compile(r"://|www\.|(?<=[A-Za-z0-9._+-])@", re.IGNORECASE)
_LINK = re.compile(
    r"\[(?P<text>[^\[\]^][^\[\]]*)\]"
    r"(?:\((?P<target>[^\s()\0]+)\)|\[(?P<label>[^\[\]\0]+)\]|(?![(\[]))"
)
_BRACKET = re.compile(r"[\[\]]")


def spans(text: str, references: Mapping[str, str]) -> tuple[list[str], list[str]] | None:
    """Give the targets of the links, and what the code spans say, in their order.

    `references` are the targets by label. None where the text has, or may have, other marks:
    then the parser must tell.
    """
    places = code_spans(text) if "`" in text else []
    covered = _covered(text, places) if places else text
    if _OTHER_MARKS.search(covered) or "\0" in text:
        return None
    targets: list[str] | None
    if "[" in covered or "]" in covered:
        targets = _links(text, covered, references)
    else:
        targets = None if _ADDRESS.search(covered) else []
    codes = [_said(text[start:end]) for start, end in places]
    return None if targets is None else (targets, codes)


def key(label: str) -> str:
    """Normalise a label as the parser does (CommonMark 4.7)."""
    return " ".join(label.split()).lower().upper()


def _covered(text: str, places: list[tuple[int, int]]) -> str:
    """Put a NUL in the place of each character of code, which is no part of a link's marks."""
    parts = []
    position = 0
    for start, end in places:
        parts += [text[position:start], "\0" * (end - start)]
        position = end
    return "".join((*parts, text[position:]))


def _links(text: str, covered: str, references: Mapping[str, str]) -> list[str] | None:
    """Give the targets of the links, if nothing else is in brackets; code is covered."""
    targets = []
    rest = []
    position = 0
    for link in _LINK.finditer(covered):
        rest.append(covered[position : link.start()])
        position = link.end()
        label = key(link["label"] or text[slice(*link.span("text"))])
        target = link["target"] or references.get(label)
        if target:
            targets.append(target)
        elif link["label"] or target is not None:
            return None
        else:
            rest.append(link["text"])
    rest.append(covered[position:])
    left = "\n".join(rest)
    return None if _BRACKET.search(left) or _ADDRESS.search(left) else targets


def _said(span: str) -> str:
    """Give what a code span says (CommonMark 6.1)."""
    span = span.replace("\n", " ")
    content = span.strip("`")
    is_padded = content.startswith(" ") and content.endswith(" ") and content.strip(" ")
    return content[1:-1] if is_padded else content
