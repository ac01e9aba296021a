"""Lists what acts on a page: when its site is built, or when a browser shows it."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from html import unescape
from typing import TYPE_CHECKING

from transync.core.document import template_syntax
from transync.core.document.headings import body_start
from transync.core.document.prose import code_spans, outside
from transync.core.markup.activity import is_active
from transync.core.markup.inventory import TAG, TOKEN
from transync.core.markup.open_ends import open_ends, open_tokens
from transync.core.markup.scripts import scripts
from transync.core.markup.strangers import CONTROL, CONTROLS
from transync.domain.errors import LimitError
from transync.domain.model import NEWLINE
from transync.formats.markdown import fences, outline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from transync.core.markup.inventory import Item
    from transync.dialects import Dialect

_TAG = re.compile(r"</?\\?[A-Za-z][^<>]*>?")
_ELEMENT = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
"""The elements whose content acts, too."""
_IGNORED = re.compile(r"[\x00-\x20\x7f-\x9f\u200b\ufeff]+")
"""What browsers leave out of a scheme (URL standard, 4.4)."""
_SCHEME = re.compile(r"(?:javascript|vbscript|livescript|mocha):.{0,20}|data:\w+/", re.IGNORECASE)
_RUNS = re.compile(
    r"\{|(?:.*[ \t])?(?:live|playground)\b|(?:mermaid|math|vega(?:-lite)?|dataview(?:js)?)\b", re.I
)
"""The info string of a fence that some program runs, or draws."""
_FENCE = re.compile(r"^[ \t>*+\d.)-]*(?:```|~~~)", re.MULTILINE)
_OF_ENGINES = ("{{", "{%", "{#", "{!", "<%")
"""How the tokens of engines begin that know no Markdown, and so no fences."""
_NAME = re.compile(r"[\w#.+-]*")
"""An info string that names a language, and says no more."""
_CLOSER = re.compile(r"[ \t>]*(?:`{3,}|~{3,})[ \t]*")
_WITH_SPANS = ("paragraph", "inline")
"""The types of the nodes whose text is read as inline Markdown."""
_ANCHOR = re.compile(r"\{:?[ \t]*#[\w:.-]+[ \t]*\}")
"""The id of a heading, which every language may have in its own way."""
_LINE = re.compile(
    r"[ \t>*+-]*(?:"
    r"(?:`{3,}|~{3,}|:{3,})[ \t]*\{[^}]*\}.*"  # directives of MyST, code that Quarto runs
    r"|:{3}[ \t]+\w+(?:\.\w+)+.*"  # what mkdocstrings puts here
    r"|;*-+8<-+.*|<<<.*"  # snippets of other files
    r"|\.\.[ \t]+[\w-]+::.*"  # directives of reStructuredText
    r")"
)
_RUN = re.compile(r"[ \t>*+-]*(?P<fence>`{3,}|~{3,})[ \t]*\{[^}]*\}")
"""What opens a fence whose content some programs run."""
_CODE_THAT_RUNS = re.compile(r"`(?:r |=|\$=)[^`\n]+`")
"""Code in a line that R Markdown, or Dataview, runs."""

_REMEMBERED = 16
"""Texts whose effects are kept: a document is looked at again for each language, and as built."""


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


@lru_cache(maxsize=_REMEMBERED)
def effects(text: str, dialect: Dialect) -> frozenset[Item]:
    """Return the active tags, addresses and template code of a text, each with its kind.

    What engines of templates act on is found wherever it stands, as they do not know Markdown.
    MDX knows it; so its JavaScript, and tags, are not looked for in fences, unless a program runs
    what is in these.
    """
    start = body_start(text)
    prose = text[:start] + _without_fences(text[start:], dialect)
    return frozenset((*_of_browsers(text, prose, dialect), *_of_generators(text, prose, dialect)))


def _without_fences(body: str, dialect: Dialect) -> str:
    """Return a text with empty lines in the place of what stands in fences that nobody runs."""
    lines = NEWLINE.split(body)
    blocks = template_syntax.block_text(body, dialect)
    for info, start, end in fences(blocks, dialect.syntax) if _FENCE.search(body) else ():
        closing = lines[end : end + 1]
        is_inert = dialect.is_jsx or _is_fence_to_all(info, lines[start - 1 : start], closing)
        if is_inert and not _RUNS.match(info):
            behind = end + 1 if _CLOSER.fullmatch("".join(closing)) else end
            lines[start - 1 : behind] = [""] * (behind - start + 1)
    return "\n".join(lines)


def _is_fence_to_all(info: str, opening: Sequence[str], closing: Sequence[str]) -> bool:
    """Whether all renderers see a fence of code between two lines.

    Python-Markdown knows none that is indented, in a quotation or a list, longer at its end, or
    that has more than a name behind its mark. What is in such a fence, it takes for HTML.
    """
    mark = "".join(opening).removesuffix(info)
    is_plain = mark.strip("`") == "" or mark.strip("~") == ""
    return is_plain and _NAME.fullmatch(info.strip()) is not None and closing == [mark.rstrip()]


def _of_browsers(text: str, prose: str, dialect: Dialect) -> Iterator[Item]:
    if _ELEMENT.search(prose):
        shown = outside(prose, _code_spans(prose, dialect))
        yield from ((TAG, found[0]) for found in _ELEMENT.finditer(shown))
    yield from ((TAG, found[0]) for found in _TAG.finditer(prose) if is_active(found[0]))
    yield from open_ends(prose)
    plain = _IGNORED.sub("", unescape(text))
    yield from ((TAG, found[0]) for found in _SCHEME.finditer(plain))


def _code_spans(text: str, dialect: Dialect) -> list[tuple[int, int]]:
    """Return the offsets of code spans: a `<script>` in one has no content that runs."""
    start = body_start(text)
    body = text[start:]
    try:
        nodes = outline(template_syntax.block_text(body, dialect), dialect.syntax).nodes
    except LimitError:  # whoever cuts the text will say so
        return []
    found: list[tuple[int, int]] = []
    for node in nodes:
        if node.type in _WITH_SPANS and node.lines:
            first, behind = node.lines[0].start, node.lines[-1].end
            spans = code_spans(body[first:behind])
            found += [(start + first + a, start + first + b) for a, b in spans]
    return found


def _of_generators(text: str, prose: str, dialect: Dialect) -> Iterator[Item]:
    if dialect.is_jsx:
        yield from scripts(prose, dict(_code_spans(prose, dialect)))
    else:
        yield from _of_engines(text, prose, dialect)
    yield from ((TOKEN, found[0]) for found in _CODE_THAT_RUNS.finditer(prose))
    yield from _of_lines(text)


def _of_engines(text: str, prose: str, dialect: Dialect) -> Iterator[Item]:
    tokens = [found[0] for found in dialect.token.finditer(prose)]
    everywhere = (found[0] for found in dialect.token.finditer(text))
    tokens += [token for token in everywhere if token.startswith(_OF_ENGINES)]
    yield from ((TOKEN, token) for token in tokens if not _ANCHOR.fullmatch(token))
    yield from open_tokens(text, dialect.token)


def _of_lines(text: str) -> Iterator[Item]:
    """Yield the lines that generators act on, and those of the code that they run."""
    end = ""
    for line in text.split("\n"):
        bare = line.strip()
        if _LINE.match(line) or (end and not bare.startswith("#")):
            yield TOKEN, bare
        if end:
            end = "" if bare.strip("> ").startswith(end) else end
        elif opening := _RUN.match(line):
            end = opening["fence"]
