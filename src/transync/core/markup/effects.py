"""Lists what acts on a page: when its site is built, or when a browser shows it."""

from __future__ import annotations

import re
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING

from transync.core.markup.activity import is_active
from transync.core.markup.inventory import TAG, TOKEN
from transync.core.markup.strangers import CONTROL, CONTROLS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from transync.core.markup.inventory import Item
    from transync.dialects import Dialect

_TAG = re.compile(r"</?\\?[A-Za-z][^<>]*>?")
_ELEMENT = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
"""The elements whose content acts, too."""
_IGNORED = re.compile(r"[\x00-\x20\x7f-\x9f\u200b\ufeff]+")
"""What browsers leave out of a scheme (URL standard, 4.4)."""
_SCHEME = re.compile(r"(?:javascript|vbscript|livescript|mocha):.{0,20}|data:\w+/", re.IGNORECASE)
_ANCHOR = re.compile(r"\{:?[ \t]*#[\w:.-]+[ \t]*\}")
"""The id of a heading, which every language may have in its own way."""
_LINE = re.compile(
    r"[ \t>*+-]*(?:"
    r"(?:`{3,}|~{3,}|:{3,})[ \t]*\{[^}]*\}.*"  # directives of MyST, code that Quarto runs
    r"|:{3}[ \t]+\w+(?:\.\w+)+.*"  # what mkdocstrings puts here
    r"|;*-+8<-+.*"  # snippets of other files
    r"|\.\.[ \t]+[\w-]+::.*"  # directives of reStructuredText
    r")"
)
_RUN = re.compile(r"[ \t>*+-]*(?P<fence>`{3,}|~{3,})[ \t]*\{[^}]*\}")
"""What opens a fence whose content some programs run."""
_CODE_OF_MDX = re.compile(r".*[{}]|\s*(?:import|export)\b")


class AddedEffects:
    """What acts in other texts, and not in a document."""

    def __init__(self, document: str, dialect: Dialect) -> None:
        self._document, self._dialect = document, dialect

    def of(self, text: str) -> frozenset[Item]:
        """Return the active tags, addresses and template code of a text, each with its kind.

        If it has control characters that the document has not, it is these alone.
        """
        controls = ((CONTROL, each) for each in CONTROLS.findall(text) if each != "\r")
        new = frozenset(each for each in controls if each[1] not in self._document)
        return new or effects(text, self._dialect) - self._own

    @cached_property
    def _own(self) -> frozenset[Item]:
        return effects(self._document, self._dialect)


def effects(text: str, dialect: Dialect) -> frozenset[Item]:
    """Return the active tags, addresses and template code of a text, each with its kind.

    Marks are found wherever they stand, in code, too: another program than the one that is meant
    may act on them.
    """
    return frozenset((*_of_browsers(text), *_of_generators(text, dialect)))


def _of_browsers(text: str) -> Iterator[Item]:
    yield from ((TAG, found[0]) for found in _ELEMENT.finditer(text))
    yield from ((TAG, found[0]) for found in _TAG.finditer(text) if is_active(found[0]))
    plain = _IGNORED.sub("", unescape(text))
    yield from ((TAG, found[0]) for found in _SCHEME.finditer(plain))


def _of_generators(text: str, dialect: Dialect) -> Iterator[Item]:
    for found in dialect.token.finditer(text):
        if not _ANCHOR.fullmatch(found[0]):
            yield TOKEN, found[0]
    end = ""
    for line in text.split("\n"):
        bare = line.strip()
        is_code = dialect.is_jsx and _CODE_OF_MDX.match(line) is not None
        if is_code or _LINE.match(line) or (end and not bare.startswith("#")):
            yield TOKEN, bare
        if end:
            end = "" if bare.strip("> ").startswith(end) else end
        elif opening := _RUN.match(line):
            end = opening["fence"]
