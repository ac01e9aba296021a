"""Lists the JavaScript of a text in MDX: the statements of its module, components, expressions."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from transync.core.markup.inventory import TOKEN
from transync.formats.markdown.javascript import bracket_end, module_end

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from transync.core.markup.inventory import Item

_MARK = re.compile(
    r"\\[\s\S]|(?P<span>`+)|(?P<open>\{)|<(?P<tag>/?[^\W\d][\w.:-]*)"
    r"|(?P<stray>\}|<(?!/?>|!--))"
    r"|^[ \t]*(?P<module>(?:import|export)\b)",
    re.MULTILINE,
)
"""What may begin, or end, JavaScript in a text."""
_IN_TAG = re.compile(r"\"[^\"]*\"|'[^']*'|(?P<open>\{)|(?P<end>>)|(?P<attribute>[\w:.$-]+)\s*=\s*")
_STATEMENT = re.compile(r"^(?=[ \t]*(?:import|export)\b)", re.MULTILINE)
_LITERAL = re.compile(
    r"//[^\n]*|/\*[\s\S]*?\*/|`(?:\\[\s\S]|[^`\\])*`|'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\""
)
_EITHER = re.compile(r"\"[^\"'\\]*\"")
"""A string that is the same in both kinds of quotes."""
_COMPONENT = re.compile(r"/?(?:[^\Wa-z]|[\w$]+\.)")
"""A tag that is a function of the author's."""
_COMMENT = re.compile(r"\{\s*/\*(?:[^*]|\*(?!/))*\*/\s*\}")
_ANCHOR = re.compile(r"\{\s*#[\w:.-]+\s*\}")
"""The id of a heading, which every language may have in its own way."""


_MAX_FAILURES = 20
"""How many brackets and tags without an end are looked for; then all that is left is code."""


def scripts(text: str, spans: Mapping[int, int]) -> Iterator[Item]:
    """Yield statements, components, and expressions with the tag and attribute that they are for.

    And what stops the build of a site: a tag that nobody closes, or opens, a stray bracket.

    So that each has an equal one in a document means that all of the code stands there, and does
    the same: it sees the same names, wherever it is. `spans` are the offsets of the code spans, of
    which those count that begin in no JavaScript. Comments and ids of headings are left out.
    """
    return ((TOKEN, code) for code in _Scan(text, spans).codes())


class _Scan:
    """One walk through a text, from mark to mark."""

    def __init__(self, text: str, spans: Mapping[int, int]) -> None:
        self._text, self._spans = text, spans
        self._position = 0
        self._failures = 0
        self._open: Counter[str] = Counter()
        """By name, how many more elements are opened than closed."""

    def codes(self) -> Iterator[str]:
        while found := _MARK.search(self._text, self._position):
            self._position = found.end()
            if not self._is_patient:
                yield self._text[found.start() :]
                return
            if found["span"]:
                self._position = self._spans.get(found.start(), self._position)
            elif found["module"]:
                yield from self._statements(found.start())
            elif found["tag"]:
                yield from self._of_tag(found.start(), found["tag"])
            elif found["open"]:
                yield from self._expression(found.start(), "")
            elif found["stray"]:
                yield found["stray"]
        yield from (f"<{name}" for name, count in self._open.items() if count)

    @property
    def _is_patient(self) -> bool:
        return self._failures <= _MAX_FAILURES

    def _statements(self, start: int) -> Iterator[str]:
        end = module_end(self._text, start)
        self._position = len(self._text) if end < 0 else end
        block = self._text[start : self._position]
        yield from (_normal(each) for each in _STATEMENT.split(block) if each.strip())

    def _of_tag(self, begin: int, name: str) -> Iterator[str]:
        """Yield the expressions of a tag, and all of a component; of an open one, the name."""
        attribute, start = "", self._position
        while found := self._is_patient and _IN_TAG.search(self._text, self._position):
            self._position = found.end()
            if found["end"]:
                self._open[name.lstrip("/")] += _depth(self._text[begin : self._position])
                if _COMPONENT.match(name):
                    yield _normal(self._text[begin : self._position])
                return
            if found["open"]:
                yield from self._expression(found.start(), f"{name} {attribute}=")
            attribute = found["attribute"] or ""
        self._failures += 1
        self._position = start
        yield f"<{name}"

    def _expression(self, start: int, role: str) -> Iterator[str]:
        """Yield an expression; of one without an end, only its bracket."""
        end = bracket_end(self._text, start)
        self._failures += end < 0
        whole = self._text[start : end if end > 0 else start + 1]
        self._position = start + len(whole)
        if not (_COMMENT.fullmatch(whole) or (not role and _ANCHOR.fullmatch(whole))):
            yield f"{role}{_normal(whole)}"


def _depth(tag: str) -> int:
    """Return how much deeper a text is behind a tag."""
    return -1 if tag.startswith("</") else int(not tag.endswith("/>"))


def _normal(code: str) -> str:
    """Return code in one of the ways in which it can be written."""
    lines = _LITERAL.sub(_in_one_kind_of_quotes, code.strip().removesuffix(";")).split("\n")
    return "\n".join(line.strip() for line in lines)


def _in_one_kind_of_quotes(literal: re.Match[str]) -> str:
    return f"'{literal[0][1:-1]}'" if _EITHER.fullmatch(literal[0]) else literal[0]
