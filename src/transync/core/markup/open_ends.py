"""Finds what may swallow the text behind it: comments and template marks without an end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from transync.core.markup.inventory import TAG, TOKEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.core.markup.inventory import Item

_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))", re.DOTALL)
_CLOSED = re.compile(r"<!--(?!-?>).*-->", re.DOTALL)
"""A comment that ends there for everybody; `<!-->` is an empty one to some (HTML, 13.2.5.43)."""
_ACTS = re.compile(r"<!--\s*(?:@|#\w)")
"""A comment that is an instruction to a server, or to VitePress."""
_DECLARATION = re.compile(r"<(?:\?|![A-Za-z\[])[^>]*>?")
"""A declaration or an instruction: PHP, a document type, a section of characters."""
_OPENING = re.compile(r"\{\{|\{%|<%")
"""What begins a token of a template engine."""


def open_ends(prose: str) -> Iterator[Item]:
    """Yield the comments, declarations and instructions of a text that are no mere comments."""
    if "<!" not in prose and "<?" not in prose:
        return
    for found in _COMMENT.finditer(prose):
        if _ACTS.match(found[0]):
            yield TOKEN, found[0]
        elif not _CLOSED.fullmatch(found[0]):
            yield TAG, "<!--"
    yield from ((TAG, found[0]) for found in _DECLARATION.finditer(prose))


def open_tokens(text: str, token: re.Pattern[str]) -> Iterator[Item]:
    """Yield the marks of template engines in a text that begin no whole token."""
    if _OPENING.search(text):
        yield from ((TOKEN, found[0]) for found in _OPENING.finditer(token.sub("", text)))
